import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { standingOf, type Standing } from '../../src/domain/mandates.js';
import { mayOnMandate, type MandateInView } from '../../src/domain/mandate-permissions.js';
import { People } from '../../src/platform/auth/people.js';
import { ROLES } from '../../src/domain/vocabulary.js';
import { standingSql } from '../../src/platform/auth/mandate-standing.js';
import { DEMO_PASSWORD } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import { news } from '../support/news.js';
import { makeAccount, makeMandate } from '../support/people.js';
import { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const NOW = '2026-10-13T10:00:00+02:00';

describe('what becomes of a mandate after it began', () => {
  let world: World;
  const visitors = {} as Record<string, Visitor>;
  const of = (name: string): Visitor => visitors[name]!;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock(NOW);
    for (const name of ['club-gent', 'club-gent-2', 'club-hasselt', 'club-halle', 'federatie', 'federatie-2', '1712-ovl', '1712-ovl-lead', 'vk-ovl', 'coordinator', 'admin', 'admin-2', 'privacy']) {
      visitors[name] = await world.signIn(name);
    }
  }, 60_000);
  afterAll(() => world?.stop());

  beforeEach(async () => {
    await world.query(`update mandates set valid_to = null, ended_on = null, ending_reason = null, ended_by = null, suspended_at = null, suspended_by = null,
      asked_on = null, answered_on = null, answered_still = null`);
    await world.setClock(NOW);
    // Whom the story before signed out comes in again.
    for (const name of Object.keys(visitors)) if ((await statusOf(name, '/session')) === 401) visitors[name] = await world.signIn(name);
    await news(world);
  });

  const ending = (who: string, whose: string, endedOn: string, reason = 'left') =>
    of(who).put(`/mandates/${of(whose).mandateId}/ending`, { endedOn, reason });
  const standingIn = async (who: string): Promise<string | undefined> => (await of(who).get('/session').expect(200)).body.mandates[0]?.standing;
  const statusOf = async (who: string, path: string): Promise<number> => (await of(who).get(path)).status;

  it('a registration that expired asks and reads on for a year, and says so', async () => {
    const gent = of('club-gent');
    const { body } = await gent.post('/consults', consult()).expect(201);
    const until = (day: string) => world.query('update mandates set valid_to = $2 where id = $1', [gent.mandateId, day]);
    await until('2025-10-13');
    expect(await standingIn('club-gent')).toBe('expired');
    await gent.get(`/consults/${body.id}`).expect(200);
    await gent.post('/consults', consult()).expect(201);
    await until('2025-10-12');
    expect(await standingIn('club-gent')).toBe(undefined);
    expect((await gent.get(`/consults/${body.id}`)).body.type).toBe('no-mandate');
  });

  it('one who left reads and replies on what was open, asks nothing new, and loses what is closed', async () => {
    const [gent, olga] = [of('club-gent'), of('1712-ovl')];
    const { id } = (await gent.post('/consults', consult()).expect(201)).body;
    await olga.put(`/consults/${id}/assignment`).expect(200);
    await gent.post(`/consults/${id}/follow-ups`, { dueOn: '2026-10-14', text: 'Hoe gaat het?', owner: 'contact' }).expect(201);
    await ending('club-gent', 'club-gent', '2026-10-13').expect(200);
    expect(await news(world)).toContain('federatie: mandate.leaves');
    expect(await standingIn('club-gent')).toBe('active');
    await world.setClock('2026-10-14T10:00:00+02:00');
    expect(await standingIn('club-gent')).toBe('ended');
    // She can complete nothing any more, so nothing reminds her of it.
    expect((await news(world)).filter((one) => one.startsWith('club-gent: '))).toEqual([]);
    await olga.post(`/consults/${id}/messages`, { kind: 'information-request', text: 'Hoe lang is dat al zo?' }).expect(201);
    expect(await news(world)).toContain('club-gent: consult.information-requested');
    await gent.post(`/consults/${id}/messages`, { kind: 'message', text: 'Twee maanden.' }).expect(201);
    expect((await gent.get('/notifications').expect(200)).body.items[0].event).toBe('consult.information-requested');
    await gent.post('/consults', consult()).expect(403);
    await gent.put(`/consults/${id}/sharing`, { accountId: of('club-gent-2').accountId }).expect(403);
    await gent.get('/escalations').expect(403);
    await olga.post(`/consults/${id}/messages`, { kind: 'answer', text: 'Vraag eerst wat zij zelf wil.' }).expect(201);
    expect((await news(world)).filter((one) => one.startsWith('club-gent: '))).toEqual(['club-gent: consult.answered']);
    await olga.put(`/consults/${id}/closure`, { outcome: 'resolved' }).expect(200);
    expect(await statusOf('club-gent', `/consults/${id}`)).toBe(404);
    expect((await news(world)).filter((one) => one.startsWith('club-gent: '))).toEqual([]);
  });

  it('a suspended mandate sees nothing at once, is signed out everywhere, and hears nothing; nobody lifts her own', async () => {
    const gent = of('club-gent');
    const { id } = (await gent.post('/consults', consult()).expect(201)).body;
    await of('1712-ovl').put(`/consults/${id}/assignment`).expect(200);
    const suspension = `/mandates/${gent.mandateId}/suspension`;
    await of('federatie').put(suspension).expect(200);
    expect(await statusOf('club-gent', `/consults/${id}`)).toBe(401);
    const again = await world.signIn('club-gent');
    expect((await again.get(`/consults/${id}`)).body.type).toBe('no-mandate');
    expect((await again.delete(suspension)).body.type).toBe('no-mandate');
    await news(world);
    await of('1712-ovl').post(`/consults/${id}/messages`, { kind: 'answer', text: 'Vraag eerst wat zij zelf wil.' }).expect(201);
    expect((await news(world)).filter((one) => one.startsWith('club-gent: '))).toEqual([]);
    await of('federatie').delete(suspension).expect(200);
    await again.get(`/consults/${id}`).expect(200);
  });

  it('for cause leaves nothing at once, on the word of who vouches and not on her own', async () => {
    await ending('club-gent', 'club-gent', '2026-10-13', 'for-cause').expect(403);
    await ending('federatie', 'club-gent', '2026-10-14', 'for-cause').expect(422);
    await ending('federatie', 'club-gent', '2026-10-13', 'for-cause').expect(200);
    expect(await statusOf('club-gent', '/session')).toBe(401);
    expect((await (await world.signIn('club-gent')).get('/session').expect(200)).body.mandates).toEqual([]);
    await of('federatie').delete(`/mandates/${of('club-gent').mandateId}/ending`).expect(409);
  });

  it('an end is taken back until it is there, by who set it or who vouches', async () => {
    const end = `/mandates/${of('club-gent').mandateId}/ending`;
    await ending('federatie', 'club-gent', '2026-10-31', 'replaced').expect(200);
    expect(await news(world)).toEqual(['club-gent: mandate.ends']);
    await of('club-gent').delete(end).expect(403);
    await ending('club-gent', 'club-gent', '2026-12-31').expect(409);
    await of('federatie').delete(end).expect(200);
    await ending('club-gent', 'club-gent', '2026-10-12').expect(422);
    await ending('club-gent', 'club-gent', '2026-10-31').expect(200);
    await of('club-gent').delete(end).expect(200);
    await ending('club-gent', 'club-gent', '2026-10-20').expect(200);
    await world.setClock('2026-10-21T10:00:00+02:00');
    await of('federatie').delete(end).expect(409);
    const rows = await world.query(`select action from audit_events where action like 'mandate.%' and result = 'ok' and record_id = $1 order by id desc limit 5`, [of('club-gent').mandateId]);
    expect(rows.map(({ action }: { action: string }) => action)).toEqual(['mandate.end', 'mandate.keep', 'mandate.end', 'mandate.keep', 'mandate.end']);
  });

  it('is nobody’s to see or end but the holder’s and those who vouch', async () => {
    const seen = async (who: string, whose: string): Promise<[number, number]> => [
      await statusOf(who, `/mandates/${of(whose).mandateId}`),
      (await ending(who, whose, '2026-12-31').then((answer) => answer)).status,
    ];
    expect(await seen('club-gent-2', 'club-gent')).toEqual([404, 404]);
    expect(await seen('federatie-2', 'club-hasselt')).toEqual([404, 404]);
    expect(await seen('federatie', '1712-ovl')).toEqual([404, 404]);
    expect(await seen('privacy', 'club-gent')).toEqual([404, 404]);
    expect(await seen('1712-ovl-lead', 'vk-ovl')).toEqual([404, 404]);
    expect(await seen('coordinator', 'vk-ovl')).toEqual([404, 404]);
    expect(await seen('1712-ovl-lead', '1712-ovl')).toEqual([200, 200]);
    expect(await seen('admin', 'federatie')).toEqual([200, 200]);
    await of('coordinator').put(`/mandates/${of('1712-ovl-lead').mandateId}/suspension`).expect(200);
    await of('1712-ovl').put(`/mandates/${of('1712-ovl').mandateId}/suspension`).expect(403);
    await of('admin').put(`/mandates/${of('admin-2').mandateId}/suspension`).expect(200);
    expect((await ending('admin', 'admin', '2026-12-31')).body.type).toBe('last-admin');
    await of('admin').delete(`/mandates/${of('admin-2').mandateId}/suspension`).expect(200);
  });

  it('lists names and dates to each of what they vouch for, by what ends soon', async () => {
    await world.query(`update mandates set valid_to = '2026-11-30' where id = $1`, [of('club-hasselt').mandateId]);
    await world.query(`update mandates set valid_to = '2026-10-01' where id = $1`, [of('club-halle').mandateId]);
    const listed = async (who: string, query = ''): Promise<string[]> =>
      (await of(who).get(`/mandates?limit=100${query}`).expect(200)).body.items.map((one: { account: { name: string } }) => one.account.name).sort();
    expect(await listed('club-gent')).toEqual(['Griet Voorbeeld']);
    expect(await listed('federatie', '&endingWithinDays=60')).toEqual(['Hilde Voorbeeld']);
    expect(await listed('federatie', '&standing=expired')).toEqual(['Hans Voorbeeld']);
    expect(await listed('1712-ovl-lead')).toEqual(['Lotte (1712)', 'Olga (1712)', 'Omar (1712)', 'Veerle (vrijwilliger)']);
    const all = new Set<string>();
    for (let cursor = ''; ; ) {
      const { body } = await of('admin').get(`/mandates?limit=7${cursor}`).expect(200);
      for (const { id } of body.items) all.add(id);
      if (!body.nextCursor) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(all.size).toBe((await world.query('select count(*)::int as n from mandates'))[0].n);
    const { text } = await of('federatie').get('/mandates?limit=100').expect(200);
    expect(text).not.toContain('@');
  });

  it('is listed to each as the rule says of every mandate', async () => {
    const all: (MandateInView & { id: string; verifiers: string[] })[] = await world.query(
      `select m.id, m.account_id as "accountId", m.role, m.organisation_id as "organisationId",
         exists (select 1 from teams t where t.organisation_id = m.organisation_id and t.kind in ('line1712', 'coordination1712')) as of1712,
         array(select f.federation_id from affiliations f where f.club_id = m.organisation_id and f.verifies and f.valid_to is null) as verifiers
       from mandates m`,
    );
    for (const who of Object.keys(visitors)) {
      const [me] = await world.app.get(People).mandatesOf(of(who).accountId);
      const says = all.filter((one) => mayOnMandate('mandate.see', me!, { ...one, verified: one.verifiers.includes(me!.organisationId) })).map(({ id }) => id);
      const { body } = await of(who).get('/mandates?limit=100').expect(200);
      expect([who, body.items.map(({ id }: { id: string }) => id).sort()]).toEqual([who, says.sort()]);
    }
  });

  it('what a counsellor who leaves held goes back to the queue, and the team is told', async () => {
    const { id } = (await of('club-gent').post('/consults', consult()).expect(201)).body;
    await of('1712-ovl').put(`/consults/${id}/assignment`).expect(200);
    await news(world);
    await of('1712-ovl-lead').put(`/mandates/${of('1712-ovl').mandateId}/suspension`).expect(200);
    await world.setClock('2026-10-13T10:01:00+02:00');
    expect(await news(world)).toContain('1712-ovl-2: consult.released');
    const [row] = await world.query('select status, assignee_account_id from consults where id = $1', [id]);
    expect(row).toEqual({ status: 'submitted', assignee_account_id: null });
    expect(await statusOf('1712-ovl', `/consults/${id}`)).toBe(401);
  });

  describe('in September', () => {
    const who = (all: string[], event: string) => all.filter((one) => one.endsWith(event)).map((one) => one.split(':')[0]).sort();

    it('each contact is asked, once; no answer in thirty days is told to who vouches', async () => {
      await world.setClock('2027-09-01T09:00:00+02:00');
      expect(who(await news(world), 'still-contact')).toEqual(['club-gent', 'club-gent-2', 'club-halle', 'club-hasselt', 'club-zwijndrecht', 'federatie', 'federatie-2']);
      await world.setClock('2027-09-02T09:00:00+02:00');
      expect(who(await news(world), 'still-contact')).toEqual([]);
      const answer = (name: string, still: boolean) => of(name).put(`/mandates/${of(name).mandateId}/confirmation`, { still });
      for (const name of ['club-gent', 'club-gent-2', 'federatie']) await answer(name, true).expect(200);
      expect((await answer('club-halle', false).expect(200)).body.asked).toMatchObject({ still: false });
      expect(who(await news(world), 'mandate.answered-no')).toEqual(['federatie']);
      await of('federatie').put(`/mandates/${of('club-hasselt').mandateId}/confirmation`, { still: true }).expect(403);
      await world.query(`update mandates set answered_on = '2027-09-05', answered_still = true from accounts a where a.id = account_id and a.email like 'club-zwijndrecht@%'`);
      await world.setClock('2027-10-01T09:00:00+02:00');
      expect((await news(world)).sort()).toEqual(['admin-2: still-unanswered', 'admin: still-unanswered', 'federatie: still-unanswered']);
      const { body } = await of('federatie').get('/notifications?limit=1').expect(200);
      expect(body.items[0].text).toContain('Hilde Voorbeeld');
    });

    it('nobody is asked of an expired or ended mandate, nor before its moment', async () => {
      await world.query(`update mandates set valid_to = '2028-08-31' where id = $1`, [of('club-gent').mandateId]);
      await world.query(`update mandates set ended_on = '2028-09-30', ending_reason = 'left' where id = $1`, [of('club-gent-2').mandateId]);
      await world.setClock('2028-08-31T23:00:00+02:00');
      expect(who(await news(world), 'still-contact')).toEqual([]);
      await world.setClock('2028-09-01T09:00:00+02:00');
      expect(who(await news(world), 'still-contact')).toEqual(['club-halle', 'club-hasselt', 'club-zwijndrecht', 'federatie', 'federatie-2']);
    });
  });

  it('a club without a valid contact is told of: its federation at once, an administrator when it lasts', async () => {
    await world.query(`update mandates set valid_to = '2026-10-13' where id = $1`, [of('club-hasselt').mandateId]);
    await world.setClock('2026-10-14T09:00:00+02:00');
    expect(await news(world)).toEqual(['federatie: organisation.without-contact']);
    const { items } = (await of('federatie').get('/mandates/without-contact').expect(200)).body;
    expect(items).toEqual([expect.objectContaining({ kind: 'club', name: 'Zwemclub De Otter', since: '2026-10-14' })]);
    expect((await of('federatie').get('/notifications?limit=1').expect(200)).body.items[0].text).toContain('Zwemclub De Otter');
    await world.setClock('2026-10-27T09:00:00+01:00');
    expect(await news(world)).toEqual([]);
    await world.setClock('2026-10-28T09:00:00+01:00');
    expect(await news(world)).toEqual(['admin-2: organisation.still-without-contact', 'admin: organisation.still-without-contact']);
    await world.query('update mandates set valid_to = null where id = $1', [of('club-hasselt').mandateId]);
    await world.setClock('2026-10-29T09:00:00+01:00');
    expect((await of('admin').get('/mandates/without-contact').expect(200)).body.items).toEqual([]);
  });

  it('the rule and its SQL say the same of every mandate on every day', async () => {
    const days = [null, '2024-02-29', '2025-02-28', '2025-10-12', '2025-10-13', '2026-10-12', '2026-10-13', '2026-10-14'];
    const rows: { role: never; from: string; to: string | null; ended: string | null; reason: never; suspended: boolean; day: string; standing: Standing }[] = await world.query(
      `select m.role, m.valid_from::text as from, m.valid_to::text as to, m.ended_on::text as ended, m.ending_reason as reason, m.suspended_at is not null as suspended,
         d.day::text as day, ${standingSql('d.day')} as standing
       from (select r.role, '2024-01-01'::date as valid_from, t.day as valid_to, e.day as ended_on,
               case when e.day is not null then x.reason end as ending_reason, s.at as suspended_at
             from unnest($1::text[]) r(role), unnest($2::date[]) t(day), unnest($2::date[]) e(day), unnest(array['left', 'for-cause']) x(reason),
               unnest(array[null, now()]) s(at)) m, (select null::timestamptz as suspended_at) a, unnest($3::date[]) d(day)`,
      [ROLES, days, ['2023-12-31', ...days.slice(1)]],
    );
    expect(rows.length).toBeGreaterThan(10_000);
    const unlike = rows.filter(
      ({ role, from, to, ended, reason, suspended, day, standing }) =>
        standing !== standingOf({ role, validFrom: from, validTo: to, endedOn: ended, endingReason: reason, suspended }, day, { expiredReadMonths: 12 }),
    );
    expect(unlike).toEqual([]);
  });

  it('who got the same mandate anew chooses between none', async () => {
    const { id, email } = await makeAccount(world, 'terug');
    const [{ organisation_id: club }] = await world.query('select organisation_id from mandates where id = $1', [of('club-gent').mandateId]);
    await makeMandate(world, { account: id, role: 'club-contact', organisation: club, to: '2026-01-01' });
    const anew = await makeMandate(world, { account: id, role: 'club-contact', organisation: club, from: '2026-02-01' });
    const again = await Visitor.signIn(world.url, email, DEMO_PASSWORD);
    expect((await again.get('/session').expect(200)).body.mandates.map((one: { id: string }) => one.id)).toEqual([anew]);
  });
});
