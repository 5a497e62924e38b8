import pg from 'pg';
import { ConfigError } from '../config/config-error.js';
import { errorCode } from '../log.js';

const PATIENCE_MS = 5000;

/** Codes of the system and of Postgres, in words. */
const WHY: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'this host is not known',
  EAI_AGAIN: 'this host is not known',
  '28P01': 'user and password are refused',
  '28000': 'this user may not connect',
  '42501': 'this user may not connect',
  '3D000': 'there is no such database',
  '57P03': 'the server is starting or stopping',
  '53300': 'the server has no connection left',
};

/**
 * Connects once to each address under its key: later, among pools, nothing says any more which one is wrong.
 * @throws ConfigError naming the key
 */
export async function reach(addresses: Record<string, string | undefined>): Promise<void> {
  for (const [key, connectionString] of Object.entries(addresses)) {
    if (!connectionString) continue;
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: PATIENCE_MS });
    // A server that goes away is told of by connect(); as an event it would end the process with a stack.
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      const code = errorCode(error);
      throw new ConfigError(`${key}: ${WHY[code] ?? `the database cannot be reached (${code})`}`);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
