import { pino } from 'pino';

/** Structured, to standard output; ids and codes only. */
export const logger = pino({ level: process.env.LOG_LEVEL ?? 'warn', base: { process: process.env.KLANKBORD_PROCESS } });
