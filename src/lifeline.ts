import type { INestApplicationContext } from '@nestjs/common';

/** Ends with the parent: a supervisor that was killed leaves no orphan behind. */
export function stopWithParent(app: INestApplicationContext, before: () => Promise<unknown> = async () => undefined): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 8000).unref();
    await before();
    await app.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  process.once('disconnect', () => void stop());
}

/** A start that fails says why in one line, without a value. */
export function refuse(error: unknown): never {
  process.stderr.write(`Klankbord cannot start: ${error instanceof Error ? error.message : 'unknown error'}\n`);
  process.exit(1);
}
