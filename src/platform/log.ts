import { pino } from 'pino';

export const LOG_LEVELS: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** What is no level is refused by loadConfig, in words; pino would throw while this is imported. */
const level = LOG_LEVELS.includes(process.env.LOG_LEVEL ?? '') ? process.env.LOG_LEVEL! : 'warn';

/** Structured, to standard output; ids and codes only. */
export const logger = pino({ level, base: { process: process.env.KLANKBORD_PROCESS } });

/** Lines that are a record of their own, kept whatever the level, unless the log is silent. */
export const onRecord = logger.child({}, { level: logger.level === 'silent' ? 'silent' : 'info' });

/** What may be logged of an error: its code or class, never its text. */
export const errorCode = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown').slice(0, 60);
};
