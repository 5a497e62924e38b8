import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Facts } from '../../src/domain/vocabulary.js';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** An adult tells of long ago; the coach still trains children. */
const LONG_AGO: Facts = {
  kind: 'incident',
  behaviours: ['sexual'],
  victims: [{ ageBand: '26-64', ageBandAtFacts: '12-15', residencePostalCode: '9000' }],
  placeOfFactsPostalCode: '9300',
  minorsAtRiskNow: 'yes',
  danger: 'no',
};
const ABOUT_NOW: Facts = { ...LONG_AGO, victims: [{ ageBand: 'unknown' }] };

describe('a second consult beside the first', () => {
  let world: World;
  let federation: Visitor;
  let caw: Visitor;
  let vk: Visitor;
  let first: string;
  let second: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    [federation, caw, vk] = (await Promise.all(['federatie', 'caw-ovl', 'vk-ovl'].map((name) => world.signIn(name)))) as [
      Visitor,
      Visitor,
      Visitor,
    ];
    const { body } = await federation.post('/consults', consult({ facts: LONG_AGO })).expect(201);
    first = body.id;
  });
  afterAll(() => world?.stop());

  const beside = (more: object = {}) => ({ toTeam: 'vk-oost-vlaanderen', facts: ABOUT_NOW, question: 'Wat met de kinderen die nu les krijgen?', ...more });

  it('is proposed when children may be at risk beside an adult’s story', async () => {
    const { body } = await federation.get(`/consults/${first}`).expect(200);
    expect(body).toMatchObject({ team: { code: 'caw-oost-vlaanderen' }, routing: { also: [{ team: 'vk-oost-vlaanderen' }] } });
  });

  it('goes only to a team that the first one’s route proposed', async () => {
    await federation.post(`/consults/${first}/co-consults`, beside({ toTeam: 'vk-limburg' })).expect(422);
    await federation.post(`/consults/${first}/co-consults`, beside({ question: 'Bel 85.07.30-033.28', acknowledgedFindings: true })).expect(422);
    await federation.post(`/consults/${first}/co-consults`, beside({ question: 'Wat zeg ik aan Lotte?' })).expect(422);
    await federation.post(`/consults/${first}/co-consults`, beside({ question: ' ' })).expect(400);
    await caw.post(`/consults/${first}/co-consults`, beside()).expect(403);
  });

  it('is asked, once, with its own team, facts and deadline', async () => {
    const send = () => federation.post(`/consults/${first}/co-consults`, beside()).set('idempotency-key', 'beside-1');
    const { body, headers } = await send().expect(201);
    second = body.id;
    expect(headers.location).toBe(`/api/v1/consults/${second}`);
    expect(body).toMatchObject({ status: 'submitted', urgency: 'high', team: { code: 'vk-oost-vlaanderen' }, beside: [{ id: first }] });
    expect(JSON.stringify(body.facts)).not.toContain('9300');
    expect((await send().expect(201)).body.id).toBe(second);
  });

  it('only the asker sees both', async () => {
    const seen = (await federation.get(`/consults/${first}`).expect(200)).body;
    expect(seen.beside).toMatchObject([{ id: second, team: { code: 'vk-oost-vlaanderen' } }]);
    await vk.get(`/consults/${first}`).expect(404);
    await caw.get(`/consults/${second}`).expect(404);
    for (const [team, id] of [[caw, first], [vk, second]] as const) {
      const { body } = await team.get(`/consults/${id}`).expect(200);
      expect(body.beside).toBeUndefined();
      const other = id === first ? second : first;
      expect(JSON.stringify(body)).not.toContain(other);
    }
  });

  it('can be asked on the pages as well, from the first question', async () => {
    const { body: another } = await federation.post('/consults', consult({ facts: LONG_AGO })).expect(201);
    const reader = await Reader.signIn(world.url, 'federatie');
    await reader.open(`/federatie/consulten/${another.id}`);
    const link = reader.html.match(/href="([^"]*\/tweede-vraag\/[^"]*)"/)![1]!;
    await reader.open(link);
    expect(reader.text).toContain('Ook raad vragen aan VK Oost-Vlaanderen');
    await reader.send({ question: '' });
    expect(reader.status).toBe(400);
    await reader.send({ question: 'Wat met de kinderen die nu les krijgen?' });
    expect(reader.status).toBe(200);
    expect(reader.text).toContain('VK Oost-Vlaanderen');
    expect(reader.text).toMatch(/verstuurd/);
    expect((await federation.get(`/consults/${another.id}`).expect(200)).body.beside).toMatchObject([{ team: { code: 'vk-oost-vlaanderen' } }]);
  });

  it('neither team learns of the other from the reasons of the route', async () => {
    const { body } = await caw.get(`/consults/${first}`).expect(200);
    expect(JSON.stringify(body)).not.toContain('vk-oost-vlaanderen');
    const { body: beside } = await vk.get(`/consults/${second}`).expect(200);
    expect(beside).toMatchObject({ region: 'OVL', routing: { also: [] } });
    expect(beside.routing.why.join(' ')).toMatch(/werd dit team gekozen.*regio Oost-Vlaanderen/);
    expect(beside.routing.why.join(' ')).not.toMatch(/Algemeen Welzijnswerk|CAW|tweede|meerderjarig/i);
  });

  it('goes to a neighbour as well when it concerns somebody of the proposed team', async () => {
    const { body: another } = await federation.post('/consults', consult({ facts: LONG_AGO })).expect(201);
    const { body } = await federation
      .post(`/consults/${another.id}/co-consults`, {
        toTeam: 'vk-oost-vlaanderen',
        facts: { ...LONG_AGO, conflictOfInterest: ['team'] },
        question: 'En de kinderen van nu?',
      })
      .expect(201);
    expect(body.team.code).toMatch(/^vk-(?!oost-vlaanderen)/);
    await vk.get(`/consults/${body.id}`).expect(404);
  });
});
