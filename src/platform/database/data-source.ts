import pg from 'pg';
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
    extra: { statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000, types: { getTypeParser } },
  };
}

/** A date is a day, 'YYYY-MM-DD', and no moment in the time zone of this machine. */
const getTypeParser: typeof pg.types.getTypeParser = (type, format) =>
  type === pg.types.builtins.DATE ? (day: string) => day : pg.types.getTypeParser(type, format);

export const createDataSource = (url: string, name: 'main' | 'vault', poolSize: number): DataSource =>
  new DataSource(dataSourceOptions(url, name, poolSize));
