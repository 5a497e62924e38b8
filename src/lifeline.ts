import type { INestApplicationContext } from '@nestjs/common';
import { errorCode } from './platform/log.js';

/** Nest's own lines print errors whole, values included. What there is to say, refuse() and the log say. */
export const QUIET = { logger: false, abortOnError: false } as const;

/** Together less than the six seconds that the supervisor gives: a server that is gone answers no goodbye. */
const STEP_MS = 2000;
const CLOSE_MS = 3000;

/** Ends when told, and with the parent: a supervisor that was killed leaves no orphan behind. `before`: in this order. */
export function stopWithParent(app: INestApplicationContext, ...before: (() => unknown)[]): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    for (const step of before) await atMost(STEP_MS, step);
    await atMost(CLOSE_MS, () => app.close());
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  process.once('disconnect', () => void stop());
}

/** The end of a program that does one thing. */
export async function leave(app: INestApplicationContext, code: number): Promise<never> {
  await atMost(CLOSE_MS, () => app.close());
  process.exit(code);
}

/** What cannot be ended in good order is left: leases and transactions are made to be cut off. */
async function atMost(ms: number, step: () => unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([Promise.resolve().then(step).catch(() => undefined), late]);
  clearTimeout(timer);
}

/** A start that fails says why in one line, without a value. */
export function refuse(error: unknown): never {
  process.stderr.write(`Klankbord cannot start: ${reasonOf(error)}\n`);
  process.exit(1);
}

/** The text of a system's or a server's error may hold an address or a name: its code is said. Our own say what to do. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return errorCode(error);
  const { code } = error as { code?: unknown };
  // Codes of our own are kebab-case.
  const ours = code === undefined || (typeof code === 'string' && /^[a-z]+(-[a-z]+)*$/.test(code));
  return ours ? error.message.split('\n', 1)[0]! : errorCode(error);
}
