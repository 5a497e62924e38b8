import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { People } from '../../src/platform/auth/people.js';
import type { Person } from '../../src/platform/database/actor.js';
import { asActor, goesThrough } from '../support/as-actor.js';
import { somethingInEveryTable, WRITES } from '../support/rights.js';
import { consult } from '../support/builders.js';
import type { Visitor } from '../support/visitor.js';
import { tablesToTry, whatGoesThrough } from '../support/whatever-goes.js';
import { World } from '../support/world.js';

const WHO = [
  'club-gent', 'club-gent-2', 'club-hasselt', 'federatie', 'federatie-2', '1712-ovl', '1712-ovl-2', '1712-lim', 'vk-ovl',
  '1712-ovl-vrijwilliger', '1712-ovl-lead', 'coordinator', 'admin', 'privacy',
] as const;
type Who = (typeof WHO)[number];

/** The rows that raw SQL shows somebody are those that the lists of REST show them. */
describe('what the lists show and what the tables show', () => {
  let world: World;
  const visitors = {} as Record<Who, Visitor>;
  const people = {} as Record<Who, Person>;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    for (const name of WHO) {
      visitors[name] = await world.signIn(name);
      people[name] = (await world.app.get(People).mandatesOf(visitors[name].accountId))[0]!;
    }
    const griet = visitors['club-gent'];
    const ask = async (more = {}) => (await griet.post('/consults', consult(more)).expect(201)).body.id as string;
    // One that the federation declines, one that it accepts and opens a consult from, one that it may not know of any more.
    for (const accepted of [false, true, true]) {
      const id = await ask();
      const { body } = await griet.post(`/consults/${id}/escalations`, { extract: 'Een trainer kleineert spelers. Kan je meekijken?' }).expect(201);
      const decision = accepted ? { accepted } : { accepted, reason: 'We kennen de club te goed.' };
      await visitors.federatie.put(`/escalations/${body.id}/decision`, decision).expect(200);
    }
    const hidden = (await griet.get('/consults?limit=1').expect(200)).body.items[0].id;
    await griet.put(`/consults/${hidden}/conflict-of-interest`, { levels: ['federation'] }).expect(200);
    const shared = await ask();
    await griet.put(`/consults/${shared}/sharing`, { accountId: visitors['club-gent-2'].accountId }).expect(200);
    await visitors['1712-ovl'].put(`/consults/${shared}/assignment`, {}).expect(200);
    await visitors['1712-ovl'].post(`/consults/${shared}/messages`, { kind: 'answer', text: 'Luister, en schrijf op wat je hoort.' }).expect(201);
    await visitors['club-hasselt'].post('/consults', consult()).expect(201);
    await world.settled();
    await world.query(`update outbox set dead_at = now(), done_at = null, last_error = 'EENVELOPE' where id = (select max(id::text)::uuid from outbox)`);
  }, 60_000);
  afterAll(() => world?.stop());

  const shown = async (who: Who, path: string): Promise<string[]> => {
    const answer = await visitors[who].get(path);
    return answer.status === 200 ? (answer.body.items ?? answer.body).map(({ id }: { id: string }) => id).sort() : [];
  };
  const raw = async (who: Who, sql: string): Promise<string[]> =>
    (await asActor(people[who], (run) => run(sql))).map(({ id }) => id).sort();

  it.each(WHO)('are the same consults, notices and escalations to %s', async (who) => {
    expect(await raw(who, 'select id from consults')).toEqual(await shown(who, '/consults?limit=100'));
    expect(await raw(who, 'select id from notifications')).toEqual(await shown(who, '/notifications?limit=100'));
    const asked = who.startsWith('club') ? (await raw(who, 'select distinct consult_id as id from escalations')) : [];
    const escalations = who.startsWith('club')
      ? (await Promise.all(asked.map((id) => shown(who, `/consults/${id}/escalations`)))).flat().sort()
      : await shown(who, '/escalations?limit=100');
    expect(await raw(who, 'select id from escalations')).toEqual(escalations);
  });

  it('are the same letters that did not leave, to an admin only', async () => {
    const dead = 'select id from outbox where dead_at is not null';
    expect(await raw('admin', dead)).toEqual(await shown('admin', '/dead-letters'));
    expect(await raw('admin', dead)).toHaveLength(1);
    for (const who of WHO.filter((one) => one !== 'admin')) expect([who, (await raw(who, dead)).length]).toEqual([who, 0]);
  });

  it('are of the record only one’s own rows, but to a privacy officer', async () => {
    const everyRow = (await world.query('select id from audit_events')).map(({ id }: { id: string }) => id).sort();
    expect(await raw('privacy', 'select id from audit_events')).toEqual(everyRow);
    for (const who of WHO.filter((one) => one !== 'privacy')) {
      expect(await raw(who, `select id from audit_events where account_id is distinct from '${visitors[who].accountId}'`)).toEqual([]);
    }
  });

  it('change by raw SQL only where a person may: her own notices, and the data that managers confirm', async () => {
    const read = 'update notifications set read_at = now() where read_at is null';
    const confirm = (account: string) => `update reference_sets set confirmed_by = '${account}', confirmed_on = current_date where kind = 'routing'`;
    for (const who of WHO) {
      const person = people[who];
      const others = `${read} and mandate_id <> '${person.mandateId}'`;
      const done = await asActor(person, async (run) => [
        await goesThrough(run, others),
        await goesThrough(run, confirm(person.accountId)),
        await goesThrough(run, confirm(visitors['club-gent'].accountId)),
      ]);
      const manages = who === 'admin' || who === 'coordinator';
      expect([who, ...done]).toEqual([who, false, manages, false]);
    }
  });

  it('that were read stay read', async () => {
    for (const who of ['club-gent', '1712-ovl'] as const) {
      await asActor(people[who], async (run) => {
        await run('update notifications set read_at = now() where read_at is null');
        expect(await goesThrough(run, 'update notifications set read_at = null')).toBe(false);
        expect(await goesThrough(run, `update messages set read_at = now() - interval '1 day' where read_at is not null`)).toBe(false);
      });
    }
  });

  it('of an escalation show the federation not who asked', async () => {
    const asked = 'select distinct asker_account_id as asker, organisation_id as club from kb.escalations_in_sight';
    expect(await asActor(people.federatie, (run) => run(asked))).toEqual([{ asker: null, club: null }]);
    expect(await asActor(people['club-gent'], (run) => run(asked))).toEqual([{ asker: people['club-gent'].accountId, club: people['club-gent'].organisationId }]);
  });

  describe('beyond consults', () => {
    const tried = {} as Record<string, string[]>;

    beforeAll(async () => {
      const consults = await somethingInEveryTable(world, visitors, people);
      const tables = await tablesToTry(world);
      for (const who of ['club-gent', 'federatie', '1712-ovl', '1712-ovl-vrijwilliger', '1712-ovl-lead', 'coordinator', 'admin', 'privacy'] as const) {
        const does = await whatGoesThrough(people[who], tables, consults);
        tried[people[who].role] = does;
      }
    }, 60_000);

    it.each(Object.entries(WRITES))('a %s writes by raw SQL what requests of hers write, and nothing else', (role, writes) => {
      expect(tried[role]).toEqual([...writes].sort());
    });
  });

  describe('by asking a function', () => {
    const asked = async (who: Who, sql: string, values: unknown[] = []) => Object.values((await asActor(people[who], (run) => run(sql, values)))[0] ?? {})[0];

    it('learns nobody who is who in another team, nor in which organisation a colleague of theirs has been', async () => {
      const role = `select kb.role_in_team($1, '1712-oost-vlaanderen', $2, '2026-10-13')`;
      const volunteers = `select kb.is_volunteer($1, '1712-oost-vlaanderen')`;
      const club = people['club-gent'].organisationId;
      const told = ['1712-ovl', '1712-ovl-2', '1712-ovl-lead', '1712-ovl-vrijwilliger'];
      for (const who of WHO) {
        const ofTeam = told.includes(who);
        expect([who, await asked(who, role, [visitors['1712-ovl-2'].accountId, club])]).toEqual([who, ofTeam ? 'counsellor' : null]);
        expect([who, (await asked(who, volunteers, [visitors['1712-ovl-vrijwilliger'].accountId])) ?? null]).toEqual([who, ofTeam ? true : null]);
      }
    });

    it('learns nobody but a privacy officer whether somebody answers for a club, or whether a reference is one', async () => {
      const [{ reference }] = await world.query(`select reference from consults where status = 'submitted' limit 1`);
      for (const who of WHO) {
        expect([who, await asked(who, `select kb.is_answered_for($1, '2026-10-13')`, [people['club-gent'].organisationId])]).toEqual([who, who === 'privacy']);
        expect([who, (await asked(who, 'select kb.hold_target($1)', [reference])) !== null]).toEqual([who, who === 'privacy']);
      }
    });

    it('holds nobody up who does not see the escalation', async () => {
      const [{ id, consult_id: consultId }] = await world.query(`select id, consult_id from escalations where state = 'accepted' limit 1`);
      for (const [who, locks] of [['club-hasselt', false], ['1712-ovl', false], ['club-gent', true]] as const) {
        await asActor(people[who], async (run) => {
          await run('select kb.lock_consult_behind($1)', [id]);
          const free = await world.query('select id from consults where id = $1 for no key update skip locked', [consultId]);
          expect([who, free.length]).toEqual([who, locks ? 0 : 1]);
        });
      }
    });

    it('reads the product’s own tables, whatever temporary ones a session makes, and may make none', async () => {
      const loose = await world.query(
        `select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where p.prosecdef and n.nspname in ('public', 'kb', 'dev') and not coalesce(p.proconfig @> array['search_path=public, pg_temp'], false)`,
      );
      expect(loose).toEqual([]);
      const shared = await asActor(people['club-hasselt'], async (run) => {
        await run('savepoint made');
        await expect(run('create temporary table consult_shares (consult_id uuid, account_id uuid)')).rejects.toMatchObject({ code: '42501' });
        await run('rollback to savepoint made');
        return run('select kb.shared_with_me() as ids');
      });
      expect(shared).toEqual([{ ids: [] }]);
    });

    it('tells an asker that hers is held, and of the hold nothing; nobody else either', async () => {
      const [{ record_id: id }] = await world.query('select record_id from legal_holds limit 1');
      for (const who of WHO) {
        expect([who, await asked(who, `select kb.is_held($1, '2026-10-13')`, [id])]).toEqual([who, who === 'club-gent']);
        expect([who, (await raw(who, 'select id from legal_holds')).length]).toEqual([who, who === 'privacy' ? 1 : 0]);
      }
      expect(await asked('club-gent', `select kb.is_held($1, '2030-10-13')`, [id])).toBe(false);
    });

    it('is for a person alone, and none is for whoever connects', async () => {
      const open = await world.query(
        `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname in ('kb', 'dev') and has_function_privilege('klankbord_app', p.oid, 'execute')`,
      );
      expect(open).toEqual([]);
      // Nor does anybody reach a month of the record but through the record.
      const months = await world.query(
        `select r.rolname, c.relname from pg_class c cross join pg_roles r
         where c.relispartition and r.rolname like 'klankbord%' and r.rolname <> 'klankbord_owner' and has_any_column_privilege(r.oid, c.oid, 'select, insert, update')`,
      );
      expect(months).toEqual([]);
      const sequences = await world.query(
        `select r.rolname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join pg_roles r
         where c.relkind = 'S' and n.nspname in ('public', 'dev') and r.rolname like 'klankbord%' and r.rolname <> 'klankbord_owner'
           and has_sequence_privilege(r.oid, c.oid, 'usage, select, update')`,
      );
      expect(sequences).toEqual([]);
    });
  });

  it('is told by nobody who does not see it, nor by anybody for another', async () => {
    const [{ id }] = await world.query(`select c.id from consults c where c.status = 'submitted' and c.asker_account_id = $1 limit 1`, [visitors['club-gent'].accountId]);
    const tell = (who: Who, event: string, payload: object) =>
      asActor(people[who], (run) => run('insert into outbox (id, event, payload) values (gen_random_uuid(), $1, $2)', [event, payload]).then(() => true, (error) => error.code));
    const by = (who: Who) => ({ consultId: id, by: visitors[who].accountId });
    expect(await tell('club-gent', 'consult.contact-message', by('club-gent'))).toBe(true);
    for (const [who, event, payload] of [
      ['club-gent', 'consult.contact-message', by('1712-ovl')],
      ['club-hasselt', 'consult.contact-message', by('club-hasselt')],
      ['club-gent', 'consult.step', by('club-gent')],
      ['1712-ovl', 'mail.send', by('1712-ovl')],
      ['admin', 'brake.stopped', by('admin')],
      ['admin', 'service.restored', by('admin')],
      ['club-gent', 'data-subject-request.put', by('club-gent')],
    ] as const) {
      expect([who, event, await tell(who, event, payload)]).toEqual([who, event, '42501']);
    }
  });

  it('names to nobody who did what a notice is of', async () => {
    for (const who of WHO.filter((one) => one !== 'admin')) {
      expect([who, await raw(who, `select id from outbox where event like 'consult.%' or event like 'escalation.%'`)]).toEqual([who, []]);
    }
  });
});
