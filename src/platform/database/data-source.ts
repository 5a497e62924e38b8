import { DataSource, type DataSourceOptions } from 'typeorm';

/** Main database, or the vault's. Migrations run on their own connection, as the owner of the schema. */
export function dataSourceOptions(url: string, name: 'main' | 'vault', poolSize: number): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    logging: false,
    applicationName: `klankbord-${name}`,
    poolSize,
    connectTimeoutMS: 5000,
    // A statement that outlives this is a defect; the session's own limit keeps one from starving the others.
    extra: { statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 },
  };
}

export const createDataSource = (url: string, name: 'main' | 'vault', poolSize: number): DataSource =>
  new DataSource(dataSourceOptions(url, name, poolSize));
