import { isIP } from 'node:net';
import type { Querying } from '../clock/clock.js';

/** The network of one sign-in: an IPv4 /24 or an IPv6 /48, never the address itself (domain 9). */
export async function keepNetwork(db: Querying, eventId: string, ip: string): Promise<void> {
  // IPv4 that came in through an IPv6 socket; and no zone, which Postgres does not read.
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').split('%', 1)[0]!;
  if (!isIP(address)) return;
  await db.query(
    `insert into sign_in_networks (event_id, prefix)
     values ($1, network(set_masklen($2::inet, case family($2::inet) when 4 then 24 else 48 end)))`,
    [eventId, address],
  );
}

/** Run now and then, on the machine's time. */
export const pruneNetworks = (db: Querying, days: number): Promise<unknown> =>
  db.query('delete from sign_in_networks where at < now() - make_interval(days => $1)', [days]);
