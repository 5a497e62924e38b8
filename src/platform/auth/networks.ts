import { isIP } from 'node:net';
import type { Querying } from '../clock/clock.js';

/** The network of one sign-in: an IPv4 /24 or an IPv6 /48, never the address itself (domain 9). */
export async function keepNetwork(db: Querying, eventId: string, ip: string): Promise<void> {
  const address = plain(ip);
  if (address) await db.query(`insert into sign_in_networks (event_id, prefix) values ($1, ${PREFIX})`, [eventId, address]);
}

/** This account came in from here before, as far back as networks are kept; or never came in at all: the first time is no news. */
export async function isKnownNetwork(db: Querying, accountId: string, ip: string): Promise<boolean> {
  const address = plain(ip);
  if (!address) return true;
  const [{ seen, here }] = await db.query(
    `select count(*)::int as seen, count(*) filter (where n.prefix = ${PREFIX})::int as here
     from audit_events e join sign_in_networks n on n.event_id = e.id where e.record_id = $1 and e.action = 'session.open' and e.result = 'ok'`,
    [accountId, address],
  );
  return seen === 0 || here > 0;
}

const PREFIX = 'network(set_masklen($2::inet, case family($2::inet) when 4 then 24 else 48 end))';

/** IPv4 that came in through an IPv6 socket; and no zone, which Postgres does not read. Null for what is no address. */
function plain(ip: string): string | null {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').split('%', 1)[0]!;
  return isIP(address) ? address : null;
}

/** Run now and then, on the machine's time. */
export const pruneNetworks = (db: Querying, days: number): Promise<unknown> =>
  db.query('delete from sign_in_networks where at < now() - make_interval(days => $1)', [days]);
