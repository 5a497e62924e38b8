import { isIP } from 'node:net';
import type { Querying } from '../clock/clock.js';

/** IPv4 that came in through an IPv6 socket; and no zone, which Postgres does not read. */
const plainAddress = (ip: string): string => ip.replace(/^::ffff:(?=\d+\.)/i, '').split('%', 1)[0]!;

/** Who is counted as one where anybody may look: an IPv4 address, or an IPv6 /48, as a household or a company gets it. */
export const networkOf = (ip: string): string => startOf(ip, 3);

/** Who is counted as one where somebody tries: an IPv4 address, or an IPv6 /64, one household. */
export const householdOf = (ip: string): string => startOf(ip, 4);

function startOf(ip: string, many: number): string {
  const address = plainAddress(ip);
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = (part = '') => (part ? part.split(':') : []);
  const zeros = Array<string>(Math.max(0, 8 - groups(head).length - groups(tail).length)).fill('0');
  return [...groups(head), ...zeros, ...groups(tail)].slice(0, many).map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

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

/** Null for what is no address. */
function plain(ip: string): string | null {
  const address = plainAddress(ip);
  return isIP(address) ? address : null;
}

/** Run now and then, on the machine's time. */
export const pruneNetworks = (db: Querying, days: number): Promise<unknown> =>
  db.query('delete from sign_in_networks where at < now() - make_interval(days => $1)', [days]);
