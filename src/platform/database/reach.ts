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
    if (connectionString) await connected(key, connectionString, async () => undefined);
  }
}

/**
 * What makes tables, or reads all of them, takes the owner of the schemas: said before it fails half-way.
 * @throws ConfigError naming the key
 */
export async function reachAsOwner({ main, vault }: { main: string; vault: string }): Promise<void> {
  for (const [key, address] of Object.entries({ MIGRATION_DATABASE_URL: main, VAULT_MIGRATION_DATABASE_URL: vault })) {
    const owns = await connected(key, address, async (client) => {
      const { rows } = await client.query(`select has_schema_privilege('public', 'create') as owns`);
      return rows[0].owns as boolean;
    });
    if (!owns) throw new ConfigError(`${key}: this takes the address of the owner of the schemas; this user is not`);
  }
}

async function connected<T>(key: string, connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: PATIENCE_MS });
  // A server that goes away is told of by connect(); as an event it would end the process with a stack.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    const code = errorCode(error);
    throw new ConfigError(`${key}: ${WHY[code] ?? `the database cannot be reached (${code})`}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
