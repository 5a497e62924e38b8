import { ConfigError } from '../../platform/config/config.js';
import type { Database } from '../../platform/database/database.js';
import { DEMO_DOMAIN } from './demo-people.js';

/** Everyone knows their password: production does not start beside them. */
export async function refuseDemoAccounts(database: Database): Promise<void> {
  const rows = await database.asSystem('start', (tx) =>
    tx.query(`select 1 from accounts where lower(email) like '%@' || $1 and suspended_at is null limit 1`, [DEMO_DOMAIN]),
  );
  if (rows.length) throw new ConfigError('DATABASE_URL: this database holds demo accounts; production needs a database of its own');
}
