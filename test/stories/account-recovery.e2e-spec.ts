import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { Reader } from '../support/reader.js';
import { refused } from '../support/refusals.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const GRIET = demoEmail('club-gent');

describe('somebody who lost every way in', () => {
  let world: World;
  let griet: string;
  const who = {} as Record<'federatie' | 'federatie-2' | 'admin' | '1712-ovl' | '1712-ovl-lead', Visitor>;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    griet = (await world.query('select id from accounts where email = $1', [GRIET]))[0].id;
    for (const name of Object.keys({ federatie: 1, 'federatie-2': 1, admin: 1, '1712-ovl': 1, '1712-ovl-lead': 1 })) who[name as keyof typeof who] = await world.signIn(name);
  });
  afterAll(() => world?.stop());

  const ask = (name: keyof typeof who) => who[name].post(`/accounts/${griet}/recovery`);
  const mails = async () => {
    await world.settled();
    return world.mailbox.mails.filter(({ to }) => to === GRIET);
  };
  const linkIn = (text: string, path: string) => new RegExp(`${path}/([\\w-]{40,})`).exec(text)?.[1];

  it('is vouched for by her federation and an admin; by others she is nobody', async () => {
    await ask('federatie-2').expect(refused(404, 'not-found'));
    await ask('1712-ovl-lead').expect(refused(404, 'not-found'));
    await ask('1712-ovl').expect(refused(403, 'role'));
    await who.admin.post(`/accounts/${who.admin.accountId}/recovery`).expect(refused(404, 'not-found'));
    expect(await world.query('select 1 from recovery_requests')).toEqual([]);
  });

  it('hears at once that it was asked, and can stop it with a button; the link alone does nothing', async () => {
    const { body } = await ask('federatie').expect(201);
    expect(body).toMatchObject({ state: 'asked', mine: true, account: { id: griet, name: 'Griet Voorbeeld' } });
    await ask('admin').expect(refused(409, 'state'));
    await who.federatie.put(`/recovery-requests/${body.id}/approval`).expect(refused(422, 'four-eyes'));
    const [mail] = await mails();
    const token = linkIn(mail!.text, '/herstel/stop')!;
    await request(world.url).get(`/herstel/stop/${token}`).expect(200);
    expect((await who.federatie.get('/recovery-requests').expect(200)).body.items).toHaveLength(1);
    const reader = new Reader(world.url);
    await reader.open(`/herstel/stop/${token}`);
    await reader.send({});
    expect(reader.text).toContain('Er verandert niets aan hoe je aanmeldt.');
    await who.admin.put(`/recovery-requests/${body.id}/approval`).expect(refused(409, 'state'));
    await request(world.url).post(`/herstel/stop/${'x'.repeat(43)}`).set('sec-fetch-site', 'same-origin').expect(404);
  });

  it('comes in a day after a second person approved, once, by a link to her address, and sets her ways in', async () => {
    const session = await world.signIn('club-gent');
    const before = (await mails()).length;
    const fatima = await Reader.signIn(world.url, 'federatie');
    await fatima.open('/account/nieuwe-toegang');
    await fatima.send({ email: 'niemand@nergens.test' }, '/account/nieuwe-toegang');
    expect(fatima.errors).toEqual(['Voor dit adres kan je dit niet vragen.']);
    await fatima.send({ email: GRIET }, '/account/nieuwe-toegang');
    expect(fatima.text).toContain('wacht op een tweede persoon');
    const ann = await Reader.signIn(world.url, 'admin');
    await ann.open('/account/nieuwe-toegang');
    await ann.send({}, '/account/nieuwe-toegang/goedkeuren');
    expect(ann.text).toContain('Goedgekeurd. Na een dag krijgt de persoon een mail met een link.');
    expect(await mails()).toHaveLength(before + 1);
    await world.setClock('2026-10-14T09:59:00+02:00');
    expect(await mails()).toHaveLength(before + 1);
    await world.setClock('2026-10-14T10:01:00+02:00');
    const mail = (await mails()).at(-1)!;
    const token = linkIn(mail.text, '/herstel')!;
    await request(world.url).get(`/herstel/${token}`).expect(200);
    await session.get('/session').expect(200);

    const reader = new Reader(world.url);
    await reader.open(`/herstel/${token}`);
    await reader.send({});
    expect(reader.path).toBe('/account/instellen');
    await session.get('/session').expect(refused(401, 'not-signed-in'));
    await world.anyone().agent.post('/api/v1/session').send({ email: GRIET, password: DEMO_PASSWORD }).expect(refused(401, 'wrong-credentials'));
    await request(world.url).post(`/herstel/${token}`).set('sec-fetch-site', 'same-origin').expect(404);

    await reader.send({ password: 'zeven blauwe lepels fluiten' }, '/account/instellen/wachtwoord');
    await reader.send({}, '/account/instellen/klaar');
    expect(reader.path).toBe('/club');
    const audited = await world.query(`select action from audit_events where record_id = $1 and action like 'recovery%' and result = 'ok' order by id`, [griet]);
    expect(audited.map(({ action }: { action: string }) => action)).toEqual(['recovery.ask', 'recovery.stop', 'recovery.ask', 'recovery.approve', 'recovery.use']);
    const kept = await world.query('select r::text as whole from recovery_requests r');
    for (const { whole } of kept) expect(whole).not.toContain(token);
  });

  it('hears of a sign-in from a network that is new to her, and not of the first', async () => {
    const from = (ip: string) => request(world.url).post('/api/v1/session').set('x-forwarded-for', ip).send({ email: demoEmail('vk-lim'), password: DEMO_PASSWORD }).expect(200);
    const told = async () => {
      await world.settled();
      return world.mailbox.mails.filter(({ to, subject }) => to === demoEmail('vk-lim') && subject.includes('aanmelding van elders')).length;
    };
    await from('192.0.2.10');
    await from('192.0.2.77');
    expect(await told()).toBe(0);
    await from('198.51.100.4');
    expect(await told()).toBe(1);
    await from('198.51.100.9');
    expect(await told()).toBe(1);
  });
});
