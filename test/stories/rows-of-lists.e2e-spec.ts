import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { People } from '../../src/platform/auth/people.js';
import type { Person } from '../../src/platform/database/actor.js';
import { asActor, goesThrough } from '../support/as-actor.js';
import { consult } from '../support/builders.js';
import type { Visitor } from '../support/visitor.js';
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
});
