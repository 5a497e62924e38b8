import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DbRole } from './roles.js';

/**
 * Main database, or the vault's. Migrations run on their own connection, as the owner of the schema.
 * @param role as whom every connection of the pool acts; without it as nobody, until a transaction says
 */
export function dataSourceOptions(url: string, name: 'main' | 'vault', poolSize: number, role?: DbRole): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    logging: false,
    applicationName: `klankbord-${name}`,
    poolSize,
    connectTimeoutMS: 5000,
    extra: {
      // A statement that outlives this is a defect; the session's own limit keeps one from starving the others.
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
      // Compiling costs more than any statement of ours runs.
      options: role ? `-c jit=off -c role=${role}` : '-c jit=off',
    },
  };
}

export const createDataSource = (url: string, name: 'main' | 'vault', poolSize: number, role?: DbRole): DataSource =>
  new DataSource(dataSourceOptions(url, name, poolSize, role));
