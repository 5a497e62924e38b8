import { inVault } from '../tables.js';
import type { Visitor } from '../visitor.js';
import type { World } from '../world.js';
import type { Operation } from './table.js';

export const READS: readonly Operation[] = ['detail', 'messages', 'timeline', 'proof', 'follow-ups'];

type Request = [method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object];

const day = '2026-10-30';
const say = (kind: string): Request => ['POST', '/messages', { kind, text: 'Dit is een gewone zin.' }];

/** Each operation as a request that would succeed if it were allowed. */
export const requestFor = (operation: Operation, colleague: { ofAsker: string; ofTeam: string }): Request =>
  ({
    detail: ['GET', ''],
    messages: ['GET', '/messages'],
    timeline: ['GET', '/timeline'],
    proof: ['GET', '/proof'],
    'follow-ups': ['GET', '/follow-ups'],
    claim: ['PUT', '/assignment', {}],
    assign: ['PUT', '/assignment', { accountId: colleague.ofTeam }],
    release: ['DELETE', '/assignment', {}],
    message: say('message'),
    question: say('information-request'),
    answer: say('answer'),
    note: say('internal-note'),
    agree: ['POST', '/follow-ups', { dueOn: day, text: 'Hoe gaat het dan?', owner: 'contact' }],
    danger: ['PUT', '/danger', { danger: 'possible' }],
    close: ['PUT', '/closure', { outcome: 'resolved' }],
    reopen: ['DELETE', '/closure', {}],
    withdraw: ['PUT', '/withdrawal', {}],
    share: ['PUT', '/sharing', { accountId: colleague.ofAsker }],
    unshare: ['DELETE', '/sharing', { accountId: colleague.ofAsker }],
    conflict: ['PUT', '/conflict-of-interest', { levels: ['federation'] }],
    edit: ['PATCH', '', { question: 'Een andere vraag.' }],
    discard: ['DELETE', '', {}],
    submit: ['PUT', '/submission', {}],
  } satisfies Record<Operation, Request>)[operation] as Request;

export interface Answer {
  status: number;
  headers: string[];
  text: string;
}

/** One request on one consult. */
export async function send(world: World, who: Visitor, id: string, [method, path, body]: Request): Promise<Answer> {
  // Without a socket, through everything else: this is done thousands of times.
  const { statusCode, headers, payload } = await world.app.inject({
    method,
    url: `/api/v1/consults/${id}${path}`,
    headers: { cookie: who.cookie, 'x-csrf-token': who.csrfToken },
    payload: body,
  });
  return { status: statusCode, headers: Object.keys(headers).sort(), text: payload };
}

/** Everything of an answer but the number of the request. */
export const withoutRequestId = (answer: Answer): Answer => ({
  ...answer,
  text: answer.text.replace(/"requestId":"[0-9a-f-]{36}"/, '"requestId":""'),
});

const TABLES = ['consults', 'messages', 'follow_ups', 'consult_events', 'consult_shares', 'outbox'];
const idIn = (table: string) => (table === 'consults' ? 'id' : 'consult_id');

/** Sees whether anything changed, and puts a consult back as it was. */
export class Keepsake {
  private constructor(
    private readonly world: World,
    private readonly sum: string,
    private readonly backTo: Map<string, string>,
    private readonly keys: { record_id: string; kek_id: string; wrapped: Buffer }[],
  ) {}

  static async of(world: World, ids: readonly string[]): Promise<Keepsake> {
    const backTo = new Map<string, string>();
    for (const id of ids) {
      const inserts: string[] = [];
      for (const table of TABLES.filter((one) => one !== 'outbox')) {
        const [{ rows }] = await world.query(`select json_agg(t)::text as rows from ${table} t where ${idIn(table)} = $1`, [id]);
        if (rows) inserts.push(`insert into ${table} select * from json_populate_recordset(null::${table}, $kept$${rows}$kept$)`);
      }
      backTo.set(id, inserts.join(';'));
    }
    const outbox = await world.query('select id from outbox');
    const later = outbox.map(({ id }: { id: string }) => `'${id}'`).join();
    for (const id of ids) {
      backTo.set(id, `delete from consults where id = '${id}'; delete from outbox where id not in (${later}); ${backTo.get(id)}`);
    }
    return new Keepsake(world, await sumOf(world), backTo, await inVault('select record_id, kek_id, wrapped from data_keys'));
  }

  async unchanged(): Promise<boolean> {
    return (await sumOf(this.world)) === this.sum;
  }

  async restore(id: string): Promise<void> {
    await this.world.query(this.backTo.get(id)!);
  }

  /** A discarded draft has lost its key as well. */
  async restoreKeys(): Promise<void> {
    await inVault(
      `insert into data_keys (record_id, kek_id, wrapped)
       select * from unnest($1::uuid[], $2::text[], $3::bytea[]) on conflict do nothing`,
      [this.keys.map((key) => key.record_id), this.keys.map((key) => key.kek_id), this.keys.map((key) => key.wrapped)],
    );
  }
}

async function sumOf(world: World): Promise<string> {
  const each = TABLES.map((table) => `(select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ${table} t)`);
  const [{ sum }] = await world.query(`select ${each.join(` || ' ' || `)} as sum`);
  return sum;
}
