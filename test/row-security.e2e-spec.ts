import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { partiesOf, type ConsultStanding } from '../src/domain/consult-lifecycle.js';
import { STATUSES, URGENCIES } from '../src/domain/vocabulary.js';
import { DB_ROLES } from '../src/platform/database/roles.js';
import { asActor, goesThrough, whichGoThrough, type Raw } from './support/as-actor.js';
import { NAMES, setStage, storyOf, TITLES, WITHOUT_MANDATE } from './support/permissions/cast.js';
import type { Name, Stage, Title } from './support/permissions/cast.js';
import { Keepsake, READS, requestFor, send } from './support/permissions/operations.js';
import { OPERATIONS, policyFor } from './support/permissions/table.js';
import { World } from './support/world.js';

let world: World;
let stage: Stage;
let kept: Keepsake;
let COLUMNS: { name: string; type: string }[];

beforeAll(async () => {
  world = await World.start({ worker: false });
  await world.setClock('2026-10-13T10:00:00+02:00');
  stage = await setStage(world);
  // Later than all that was done so far: a moment that moves is seen to move.
  await world.setClock('2026-10-13T10:07:00+02:00');
  kept = await Keepsake.of(world, Object.values(stage.ids));
  COLUMNS = await world.query(
    `select column_name as name, data_type as type from information_schema.columns where table_name = 'consults' and table_schema = 'public'`,
  );
}, 60_000);
afterAll(() => world?.stop());

const SIGNED_IN = NAMES.filter((name) => name !== 'nobody' && !WITHOUT_MANDATE.includes(name));
const as = <T>(name: Name, work: (raw: Raw) => Promise<T>): Promise<T> => asActor(stage.people.get(name)!, work);
const titleOf = (id: string): Title => TITLES.find((title) => stage.ids[title] === id)!;
const idsIn = (rows: { id: string }[]): string[] => rows.map(({ id }) => id).sort();

/** Tables of the product in which rows belong to somebody. */
const TENANTS = `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname not in ('teams', 'reference_sets', 'migrations') order by 1`;

describe('rows, by raw SQL', () => {
  it('are secured by force in every table that has a tenant, and the app owns none of them and cannot pass', async () => {
    const tables = await world.query(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, r.rolname as owner
       from pg_class c join pg_roles r on r.oid = c.relowner where c.relname in (select name from (${TENANTS}) t) order by 1`,
    );
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter(({ forced, owner }: any) => !forced || owner !== 'klankbord_owner')).toEqual([]);
    const passing = await world.query(`select rolname from pg_roles where rolname like 'klankbord%' and (rolbypassrls or rolsuper)`);
    expect(passing).toEqual([]);
  });

  it('are nobody’s without an actor: the app may not even ask, and a person who is nobody sees none', async () => {
    const tables: { name: string }[] = await world.query(TENANTS);
    for (const { name } of tables) {
      await expect(asActor(null, (raw) => raw(`select 1 from ${name}`))).rejects.toMatchObject({ code: '42501' });
    }
    const nobody = { ...stage.people.get('Griet')!, accountId: '', mandateId: '', organisationId: '', role: '' as never };
    for (const table of ['consults', 'messages', 'follow_ups', 'mandates', 'accounts', 'notifications', 'escalations', 'audit_events', 'outbox', 'deliveries']) {
      const seen = await asActor(nobody, (raw) => raw(`select count(*)::int as rows from ${table}`));
      expect([table, seen[0].rows]).toEqual([table, 0]);
    }
  });

  it.each(SIGNED_IN)('of consults are to %s those of the policy, and no other', async (name) => {
    const seen = await as(name, (raw) => raw('select id from consults'));
    const known = TITLES.filter((title) => name in storyOf(title).who);
    expect(seen.map(({ id }) => titleOf(id)).sort()).toEqual([...known].sort());
  });

  it.each(SIGNED_IN)('of threads, follow-ups and courses are to %s what REST shows', async (name) => {
    for (const title of TITLES.filter((one) => name in storyOf(one).who)) {
      const id = stage.ids[title];
      const shown = async (path: string): Promise<string[]> => {
        const { status, body } = await stage.visitors[name].get(`/consults/${id}/${path}?limit=100`);
        return status === 200 ? (body.items as { id: string }[]).map((one) => one.id ?? 'an event').sort() : [];
      };
      const raw = (table: string) => as(name, (sql) => sql(`select id from ${table} where consult_id = $1`, [id]));
      expect([title, idsIn(await raw('messages'))]).toEqual([title, await shown('messages')]);
      expect([title, idsIn(await raw('follow_ups'))]).toEqual([title, await shown('follow-ups')]);
      // Reading is part of a course that its asker sees; the rows are of what happened.
      const happened = (await stage.visitors[name].get(`/consults/${id}/timeline`)).body.items ?? [];
      expect([title, (await raw('consult_events')).length]).toEqual([title, happened.filter(({ kind }: any) => kind !== 'opened').length]);
    }
  });

  it.each(SIGNED_IN)('of people show %s nobody’s password or address, and of the asker’s club nobody to a team', async (name) => {
    await expect(as(name, (raw) => raw('select password_hash from accounts'))).rejects.toMatchObject({ code: '42501' });
    await expect(as(name, (raw) => raw('select email from accounts'))).rejects.toMatchObject({ code: '42501' });
    await expect(as(name, (raw) => raw('select 1 from sessions'))).rejects.toMatchObject({ code: '42501' });
    const names = (await as(name, (raw) => raw('select a.id from accounts a'))).map(({ id }) => id);
    const { role } = stage.people.get(name)!;
    const contacts = (['Griet', 'Gust', 'Zoë', 'Hilde', 'Fatima', 'Luc'] as const).filter((one) => names.includes(stage.visitors[one].accountId));
    if (role === 'coordinator' || role === 'privacy-officer') expect(contacts).toEqual([]);
    if (['counsellor', 'team-lead', 'volunteer'].includes(role)) expect(contacts.filter((one) => one !== 'Griet')).toEqual([]);
  });
});

describe('who acts, as the database counts it', () => {
  it.each(SIGNED_IN)('%s is to each consult the parties that the lifecycle says', async (name) => {
    const person = stage.people.get(name)!;
    const rows = await as(name, (raw) =>
      raw(`select c.id, kb.parties(c) as parties, c.team_code as team, coalesce(t.kind in ('line1712', 'coordination1712'), false) as line1712,
             c.asker_account_id as asker, c.assignee_account_id as assignee, c.urgency
           from consults c left join teams t on t.code = c.team_code`),
    );
    const volunteers: { id: string }[] = await world.query(
      `select c.id from consults c join mandates m on m.account_id = c.assignee_account_id and m.role = 'volunteer'`,
    );
    for (const { id, parties, ...row } of rows) {
      const standing = { ...row, withVolunteer: volunteers.some((one) => one.id === id) };
      const who = { accountId: person.accountId, role: person.role, team: person.team?.code ?? null };
      expect([...parties].sort()).toEqual([...partiesOf(who, standing as ConsultStanding)].sort());
    }
  });
});

/** Ways through REST to columns that the plain operations leave alone. */
const MORE: [string, ...Parameters<typeof send>[3]][] = [
  ['acute danger', 'PUT', '/danger', { danger: 'acute' }],
  ['a message of danger', 'POST', '/messages', { kind: 'message', text: 'Het wordt erger.', danger: 'acute' }],
  ['a conflict with the club', 'PUT', '/conflict-of-interest', { levels: ['club'] }],
  ['a conflict with the team', 'PUT', '/conflict-of-interest', { levels: ['team'] }],
  ['how serious it is', 'PUT', '/rating', { seriousness: 'serious' }],
  ['all of a draft', 'PATCH', '', { question: 'Anders.', narrative: 'Zo ging het.', facts: { danger: 'possible', conflictOfInterest: ['club'] }, contactBy: 'phone', phone: '0470 00 17 12', showMe: true }],
];

type Row = Record<string, unknown>;
const rowOf = async (id: string): Promise<Row | undefined> => (await world.query('select * from consults where id = $1', [id]))[0];
const differ = (a: Row, b: Row): string[] => Object.keys(a).filter((column) => JSON.stringify(a[column]) !== JSON.stringify(b[column]));

/** What REST changes for this person in this state, as far as it has to be known: columns, and the states and urgencies they lead to. */
async function withoutRest(more: Set<string>, name: Name, title: Title): Promise<string[]> {
  const id = stage.ids[title];
  const before = (await rowOf(id))!;
  const relation = storyOf(title).who[name]!;
  const done = OPERATIONS.filter((one) => !READS.includes(one) && policyFor(storyOf(title).state, relation)[one] === 'ok');
  const requests = [...done.map((one) => requestFor(one, stage.colleagues[title])), ...MORE.map(([, ...request]) => request)];
  for (const request of requests) {
    if (!more.size) break;
    const { status } = await send(world, stage.visitors[name], id, request as never);
    if (status >= 300) continue;
    const after = await rowOf(id);
    if (after) {
      for (const column of differ(before, after)) more.delete(column);
      more.delete(`status: ${after.status}`);
      more.delete(`urgency: ${after.urgency}`);
    } else {
      more.delete('gone');
    }
    await kept.restore(id);
    if (request[0] === 'DELETE') await kept.restoreKeys();
  }
  return [...more];
}

/** What raw SQL changes, one column at a time, in the same words. */
async function throughSql(name: Name, title: Title): Promise<Set<string>> {
  const id = stage.ids[title];
  const { accountId } = stage.people.get(name)!;
  const row = (await rowOf(id))!;
  const tries = COLUMNS.flatMap(({ name: column, type }) =>
    otherValues(column, type, row, accountId).map((value) => ({
      sql: `update consults set ${column} = ${value === null ? 'null' : pg.escapeLiteral(value)} where id = '${id}'`,
      changes: column === 'status' || column === 'urgency' ? [column, `${column}: ${value}`] : [column],
    })),
  );
  tries.push({ sql: `delete from consults where id = '${id}'`, changes: ['gone'] });
  const through = await as(name, (raw) => whichGoThrough(raw, tries.map(({ sql }) => sql)));
  return new Set(through.flatMap((place) => tries[place]!.changes));
}

/** As literals of Postgres. */
function otherValues(column: string, type: string, row: Row, me: string): (string | null)[] {
  const other = (values: readonly (string | null)[]) => values.filter((value) => value !== row[column]);
  if (column === 'status') return other(STATUSES);
  if (column === 'urgency') return other(URGENCIES);
  if (column === 'team_code') return other(['1712-limburg', 'vk-limburg', null]);
  if (type === 'uuid') return other([me, stage.visitors.Lies.accountId, null]);
  if (type === 'bytea') return ['\\x6f66'];
  if (type === 'ARRAY') return ['{federation}'];
  if (type === 'boolean') return [String(!row[column])];
  if (type === 'integer' || type === 'double precision') return [String(Number(row[column] ?? 0) + 1)];
  return type.startsWith('timestamp') || type === 'date' ? ['2026-10-13T07:00:00Z'] : ['other'];
}

describe('a raw write', () => {
  const pairs = TITLES.flatMap((title) => (Object.keys(storyOf(title).who) as Name[]).map((name) => [title, name] as const));

  it.each(pairs)('to %s by %s changes nothing that REST would not', async (title, name) => {
    const changed = await throughSql(name, title);
    // The version and when the planner looks again go with every change; alone they say nothing.
    for (const beside of ['version', 'next_reminder_at']) changed.delete(beside);
    expect(await withoutRest(changed, name, title)).toEqual([]);
  });

  it('to what somebody does not see changes nothing', async () => {
    for (const name of SIGNED_IN) {
      const hidden = TITLES.filter((title) => !(name in storyOf(title).who)).map((title) => stage.ids[title]);
      await as(name, async (raw) => {
        for (const sql of ['update consults set version = version + 1 where id = any($1::uuid[])', 'delete from consults where id = any($1::uuid[])']) {
          expect([name, await goesThrough(raw, sql, [hidden])]).toEqual([name, false]);
        }
      });
    }
  });

  it('puts no word into a thread that its writer could not write', async () => {
    const insert = `insert into messages (id, consult_id, kind, side, author_account_id, team_code, text_ct, at)
      values (gen_random_uuid(), $1, $2, $3, $4, $5, '\\x00', now())`;
    const mine = (name: Name) => stage.visitors[name].accountId;
    const busy = stage.ids['Griet’s, claimed by Olga'];
    const cases: [Name, unknown[], boolean][] = [
      ['Griet', [busy, 'message', 'contact', mine('Griet'), null], true],
      ['Griet', [busy, 'answer', 'contact', mine('Griet'), null], false],
      ['Griet', [busy, 'message', 'team', mine('Griet'), '1712-oost-vlaanderen'], false],
      ['Griet', [busy, 'message', 'contact', mine('Olga'), null], false],
      ['Olga', [busy, 'answer', 'team', mine('Olga'), '1712-oost-vlaanderen'], true],
      ['Olga', [busy, 'answer', 'team', mine('Omar'), '1712-oost-vlaanderen'], false],
      ['Olga', [busy, 'answer', 'team', mine('Olga'), 'vk-limburg'], false],
      ['Omar', [busy, 'answer', 'team', mine('Omar'), '1712-oost-vlaanderen'], false],
      ['Omar', [busy, 'internal-note', 'team', mine('Omar'), '1712-oost-vlaanderen'], true],
      ['Veerle', [busy, 'internal-note', 'team', mine('Veerle'), '1712-oost-vlaanderen'], false],
      ['Cis', [busy, 'message', 'team', mine('Cis'), '1712-coordination'], false],
      ['Lies', [busy, 'message', 'team', mine('Lies'), '1712-limburg'], false],
      ['Gust', [busy, 'message', 'contact', mine('Gust'), null], false],
      ['Ann', [busy, 'message', 'contact', mine('Ann'), null], false],
    ];
    for (const [name, values, done] of cases) {
      expect([name, values, await as(name, (raw) => goesThrough(raw, insert, values))]).toEqual([name, values, done]);
    }
    const texts = 'update messages set text_ct = $1';
    for (const name of SIGNED_IN) expect([name, await as(name, (raw) => goesThrough(raw, texts, [Buffer.from('x')]))]).toEqual([name, false]);
  });

  it('buries nothing but what its asker may destroy', async () => {
    const bury = (name: Name, title: Title) =>
      as(name, (raw) => raw(`insert into tombstones (record_id, kind, at, rule) values ($1, 'consult', now(), 'asked') on conflict do nothing`, [stage.ids[title]]));
    await bury('Griet', 'Griet’s draft');
    for (const [name, title] of [['Gust', 'Griet’s draft'], ['Griet', 'Griet’s, closed'], ['Griet', 'Griet’s, withdrawn after Olga claimed it'], ['Olga', 'Griet’s, closed']] as const) {
      await expect(bury(name, title)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('shares, signs and records nothing in another’s name', async () => {
    const [griet, gust] = [stage.visitors.Griet.accountId, stage.visitors.Gust.accountId];
    const waiting = stage.ids['Griet’s consult that nobody claimed'];
    const share = 'insert into consult_shares (consult_id, account_id, created_at) values ($1, $2, now())';
    const done = (name: Name, sql: string, values: unknown[]) => as(name, (raw) => goesThrough(raw, sql, values));
    expect(await done('Griet', share, [waiting, gust])).toBe(true);
    expect(await done('Griet', share, [waiting, stage.visitors.Zoë.accountId])).toBe(false);
    expect(await done('Gust', share, [waiting, gust])).toBe(false);
    const ask = `insert into consults (id, reference, status, level, asker_account_id, asker_mandate_id, organisation_id, created_at, touched_at)
      select gen_random_uuid(), 'XXXX-XXXX', 'draft', 'club', $1, $2, $3, now(), now()`;
    const of = (name: Name) => [stage.visitors[name].accountId, stage.visitors[name].mandateId, stage.people.get(name)!.organisationId];
    expect(await done('Griet', ask, of('Griet'))).toBe(true);
    expect(await done('Griet', ask, of('Gust'))).toBe(false);
    expect(await done('Olga', ask, of('Olga'))).toBe(false);
    // Nobody reads back what is recorded, so whether it stands is looked at without "returning".
    const record = (name: Name, account: string) =>
      as(name, (raw) => raw(`insert into audit_events (id, account_id, mandate_id, action, result) values (gen_random_uuid(), $1, $2, 'x', 'ok')`, [account, stage.visitors[name].mandateId]));
    await record('Griet', griet);
    await expect(record('Griet', gust)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the product’s own roles', () => {
  const inRole = (role: string, sql: string) =>
    asActor(null, async (raw) => {
      await raw(`select set_config('role', $1, true)`, [role]);
      return raw(sql);
    });

  it.each(DB_ROLES.filter((role) => role !== 'klankbord_person'))('%s reads no thread, no rating and no note', async (role) => {
    await expect(inRole(role, 'select 1 from messages')).rejects.toMatchObject({ code: '42501' });
    if (role !== 'klankbord_schedules') await expect(inRole(role, 'select facts_ct from consults')).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['klankbord_sign_in', `update mandates set valid_to = null`],
    ['klankbord_sign_in', `update accounts set email = ''`],
    ['klankbord_relay', 'select 1 from accounts'],
    ['klankbord_public', 'select 1 from accounts'],
    ['klankbord_schedules', `update consults set question_ct = null`],
    ['klankbord_schedules', `update consults set team_code = null`],
    ['klankbord_schedules', 'select password_hash from accounts'],
    ['klankbord_schedules', 'delete from consults'],
    ['klankbord_retention', 'select question_ct from consults'],
    ['klankbord_retention', `update consults set status = 'closed'`],
    ['klankbord_retention', 'select reason_ct from legal_holds'],
    ['klankbord_retention', 'delete from tombstones'],
    ['klankbord_seed', 'update accounts set suspended_at = null'],
    ['klankbord_person', 'delete from audit_events'],
    ['klankbord_person', 'update audit_events set action = action'],
    ['klankbord_person', 'delete from messages'],
    ['klankbord_person', 'select 1 from tombstones'],
  ])('%s may not: %s', async (role, sql) => {
    await expect(inRole(role, sql)).rejects.toMatchObject({ code: '42501' });
  });
});
