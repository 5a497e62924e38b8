import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { consult, facts } from '../support/builders.js';
import { everyone, news, TEAM } from '../support/news.js';
import { makeMandate } from '../support/people.js';
import { refused } from '../support/refusals.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const NIGHT = '2026-10-13T22:00:00+02:00';
const MORNING = '2026-10-14T08:00:00+02:00';

describe('it concerns somebody of the team that answers', () => {
  let world: World;
  let contact: Visitor;
  let counsellor: Visitor;

  beforeAll(async () => {
    world = await World.start();
    [contact, counsellor] = (await Promise.all(['club-gent', '1712-ovl'].map((name) => world.signIn(name)))) as [Visitor, Visitor];
  });
  afterAll(() => world?.stop());
  afterEach(async () => {
    await world.query('update consults set next_reminder_at = null');
    await world.query('update outbox set done_at = now() where done_at is null');
    world.mailbox.clear();
  });

  const ask = async (more: Record<string, unknown> = {}): Promise<string> => (await contact.post('/consults', consult(more)).expect(201)).body.id;
  const name = (id: string, levels: string[]) => contact.put(`/consults/${id}/conflict-of-interest`, { levels }).expect(200);
  const teamOf = async (id: string) => (await contact.get(`/consults/${id}`).expect(200)).body.team.code;

  it('mail that waited for the morning is not sent to a team that may no longer know of it', async () => {
    await world.setClock(NIGHT);
    const id = await ask();
    await world.settled();
    await name(id, ['team']);
    await world.setClock(MORNING);
    expect(await news(world)).toEqual([]);
    const states = await world.query(`select distinct state from deliveries where consult_id = $1`, [id]);
    expect(states).toEqual([{ state: 'skipped' }]);
  });

  it('nor is that of a consult that was withdrawn in the night', async () => {
    await world.setClock(NIGHT);
    const id = await ask();
    await world.settled();
    await contact.put(`/consults/${id}/withdrawal`, {}).expect(200);
    await world.setClock(MORNING);
    expect(await news(world)).toEqual([]);
  });

  it('what stands is told in the morning', async () => {
    await world.setClock(NIGHT);
    await ask();
    await world.settled();
    await world.setClock(MORNING);
    expect(await news(world)).toEqual(everyone(TEAM, 'consult.submitted'));
  });

  it('never comes back to a team that it was kept from', async () => {
    await world.setClock('2026-10-13T10:00:00+02:00');
    const id = await ask();
    const been = [await teamOf(id)];
    for (let round = 0; round < 4; round += 1) {
      await name(id, ['team']);
      been.push(await teamOf(id));
      await name(id, []);
    }
    expect(been).toEqual(['1712-oost-vlaanderen', '1712-west-vlaanderen', '1712-antwerpen', '1712-limburg', '1712-leuven']);
  });

  it('the neighbour does not read how serious the team before found it', async () => {
    await world.setClock('2026-10-13T10:00:00+02:00');
    const id = await ask({ facts: facts({ behaviours: ['physical'] }) });
    await counsellor.put(`/consults/${id}/assignment`).expect(200);
    await counsellor.put(`/consults/${id}/rating`, { flag: 'yellow' }).expect(200);
    await name(id, ['team']);
    await counsellor.get(`/consults/${id}`).expect(refused(404, 'not-found'));
    const [{ team_rating_ct: left }] = await world.query('select team_rating_ct from consults where id = $1', [id]);
    expect(left).toBeNull();
  });

  it('may be named of a withdrawn one too, and the team loses what it kept', async () => {
    await world.setClock('2026-10-13T10:00:00+02:00');
    const id = await ask();
    await contact.put(`/consults/${id}/withdrawal`, {}).expect(200);
    await counsellor.get(`/consults/${id}`).expect(200);
    await name(id, ['team']);
    await counsellor.get(`/consults/${id}`).expect(refused(404, 'not-found'));
  });

  it('an assignee who turns out to be of the club hears no more of it: the team does', async () => {
    await world.setClock('2026-10-13T10:00:00+02:00');
    const id = await ask();
    const omar = await world.signIn('1712-ovl-2');
    await omar.put(`/consults/${id}/assignment`).expect(200);
    const [{ organisation_id: club }] = await world.query('select organisation_id from consults where id = $1', [id]);
    const before = await makeMandate(world, { account: omar.accountId, role: 'club-contact', organisation: club, to: '2020-01-01' });
    await news(world);
    await contact.post(`/consults/${id}/messages`, { kind: 'message', text: 'Nog iets.' }).expect(201);
    expect(await news(world)).toEqual(everyone(TEAM.filter((one) => one !== '1712-ovl-2'), 'consult.contact-message'));
    await world.query('delete from mandates where id = $1', [before]);
  });
});
