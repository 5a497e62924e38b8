import { ConfigError, type Mode } from '../../platform/config/config.js';
import type { Database } from '../../platform/database/database.js';
import { DEMO_DOMAIN } from './demo-people.js';

/**
 * Everyone knows the password of a demo account: production does not start beside one, suspended or not. And demo and
 * test open mails and clock to everyone: they do not start on a database with people in it.
 */
export async function refuseOtherAccounts(database: Database, mode: Mode): Promise<void> {
  const [{ demo, all }] = await database.asSystem('start', (tx) =>
    tx.query(`select count(*) filter (where lower(email) like '%@' || $1)::int as demo, count(*)::int as "all" from accounts`, [
      DEMO_DOMAIN,
    ]),
  );
  if (mode === 'production' && demo) {
    throw new ConfigError('DATABASE_URL: this database holds demo accounts; production needs a database of its own');
  }
  if (mode !== 'production' && all && !demo) {
    throw new ConfigError(`KLANKBORD_MODE: this database holds accounts of people, and ${mode} mode would open their mails to everyone`);
  }
}
