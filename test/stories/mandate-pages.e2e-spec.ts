import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Mandates1700000000044 } from '../../migrations/main/1700000000044-mandates.js';
import { secureRows } from '../../src/features/row-security/secure-rows.js';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import { World } from '../support/world.js';

/** The same as by requests, by a browser without script. */
describe('mandates, on the pages', () => {
  let world: World;
  let griet: Reader;
  let gust: Reader;
  let fatima: Reader;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    [griet, gust, fatima] = [await Reader.signIn(world.url, 'club-gent'), await Reader.signIn(world.url, 'club-gent-2'), await Reader.signIn(world.url, 'federatie')];
  }, 60_000);
  afterAll(() => world?.stop());

  it('a contact offers one question and keeps another from her successor; he takes it over', async () => {
    const visitor = await world.signIn('club-gent');
    const [one, other] = [(await visitor.post('/consults', consult()).expect(201)).body, (await visitor.post('/consults', consult()).expect(201)).body];
    await griet.open('/club/mandaat');
    expect(griet.text).toContain('Vragen overdragen');
    await griet.send({}, '/club/mandaat/overdragen');
    expect(griet.text).toContain('kies minstens één vraag');
    const [{ id: to }] = await world.query(`select m.id from mandates m join accounts a on a.id = m.account_id where a.email like 'club-gent-2@%'`);
    await griet.open('/club/mandaat');
    await griet.send({ to, [`vraag-${one.id}`]: 'aanbieden', [`vraag-${other.id}`]: 'nooit' }, '/club/mandaat/overdragen');
    expect(griet.text).toContain(`Vraag ${one.reference} bood je aan Gust Voorbeeld aan.`);
    expect(griet.text).toContain('Niet naar: Gust Voorbeeld');

    await gust.open('/club');
    expect(gust.text).toContain('Een andere contactpersoon biedt je 1 vraag aan');
    await gust.open('/club/mandaat');
    expect([gust.text.includes(`Vraag ${one.reference}`), gust.text.includes(other.reference)]).toEqual([true, false]);
    const [{ id }] = await world.query(`select id from handovers where state = 'offered'`);
    // One that she took back while he looked.
    await world.query(`update handovers set state = 'withdrawn', decided_at = offered_at where id = $1`, [id]);
    await gust.send({ ids: [id], antwoord: 'ja' }, '/club/mandaat/aanbod');
    expect(gust.text).toContain('wordt je niet meer aangeboden. Er is niets overgenomen.');
    await world.query(`update handovers set state = 'offered', decided_at = null where id = $1`, [id]);
    await gust.open('/club/mandaat');
    await gust.send({ ids: [id], antwoord: 'ja' }, '/club/mandaat/aanbod');
    expect(gust.text).toContain('Overgenomen. Je vindt ze bij je vragen.');
    await gust.open(`/club/consulten/${one.id}`);
    expect(gust.text).toContain(one.reference);
    expect((await griet.open(`/club/consulten/${one.id}`)).status).toBe(404);
  });

  it('whose mandate has a last day asks to go on; without a registration the page says what to do', async () => {
    await world.query(`update mandates set valid_to = '2027-10-13' where id = (select m.id from mandates m join accounts a on a.id = m.account_id where a.email like 'club-gent@%')`);
    await griet.open('/club/mandaat');
    await griet.send({}, '/club/mandaat/verlengen');
    expect(griet.text).toContain('Vraag aan wie voor je instaat om je opnieuw uit te nodigen.');
  });

  it('she says her last day; afterwards a page says so, and offers nothing new', async () => {
    await griet.open('/club/mandaat');
    await griet.send({ endedOn: '2026-10-13', reason: 'left' }, '/club/mandaat/einde');
    expect(griet.text).toContain('Je laatste dag is ingevuld.');
    await world.setClock('2026-10-14T10:00:00+02:00');
    await griet.open('/club');
    expect(griet.text).toContain('Je mandaat is beëindigd.');
    expect(griet.html).not.toContain('/club/vraag');
    const [{ id }] = await world.query(`select c.id from consults c join accounts a on a.id = c.asker_account_id where a.email like 'club-gent@%' and c.status = 'submitted' limit 1`);
    expect((await griet.open(`/club/consulten/${id}`)).status).toBe(200);
    expect((await griet.open('/club/mandaat')).status).toBe(200);
    expect((await griet.open('/club/vraag')).status).toBe(403);
  });

  it('an expired registration is marked on every page', async () => {
    await world.query(`update mandates set valid_to = '2026-10-01' from accounts a where a.id = account_id and a.email like 'club-hasselt@%'`);
    await world.setClock('2026-10-14T10:01:00+02:00');
    const hilde = await Reader.signIn(world.url, 'club-hasselt');
    await hilde.open('/club');
    expect(hilde.text).toContain('Registratie verlopen.');
    expect(hilde.text).toContain('Consult vragen');
    await hilde.open('/club/mandaat');
    expect(hilde.text).toContain('Vraag aan je federatie om je registratie te vernieuwen.');
    // What she agreed to is shown to nobody meanwhile, and her page does not say that it is.
    await (await world.signIn('club-hasselt')).put('/me/public-contact', { name: 'Hilde', phone: '011 22 33 44' }).expect(200);
    await hilde.open('/club/vindbaar');
    expect([hilde.text.includes('ziet niemand wat hier staat'), hilde.text.includes('Iedereen kan nu zien')]).toEqual([true, false]);
  });

  it('a federation sees what ends and who has nobody, and suspends after being asked once more', async () => {
    await fatima.open('/federatie');
    expect(fatima.text).toContain('1 club heeft geen geldig aanspreekpunt.');
    await fatima.open('/federatie/mandaten/zonder-aanspreekpunt');
    expect(fatima.text).toContain('Zwemclub De Otter');
    await fatima.open('/federatie/mandaten?welke=verlopen');
    expect(fatima.text).toContain('Hilde Voorbeeld');
    const [{ id }] = await world.query(`select m.id from mandates m join accounts a on a.id = m.account_id where a.email like 'club-halle@%'`);
    await fatima.open(`/federatie/mandaten/${id}/schorsen`);
    expect(fatima.text).toContain('Mandaat van Hans Voorbeeld schorsen?');
    await fatima.send({});
    expect(fatima.text).toContain('Het mandaat is geschorst.');
    await fatima.send({}, `/federatie/mandaten/${id}/opheffen`);
    expect(fatima.text).toContain('De schorsing is opgeheven.');
    await fatima.open(`/federatie/mandaten/${id}/einde`);
    await fatima.send({ endedOn: '', reason: 'left' });
    expect(fatima.text).toContain('Er klopt iets niet');
    await fatima.send({ endedOn: '2026-12-31', reason: 'left' });
    expect(fatima.text).toContain('De laatste dag is ingevuld.');
  });

  it.each([['1712-ovl-lead', '/desk/mandaten?welke=geldig', 'Olga (1712)'], ['coordinator', '/coordinatie/mandaten?welke=geldig', 'Olga (1712)'], ['admin', '/beheer/mandaten?welke=geldig', 'Fatima Voorbeeld']])(
    '%s finds those she vouches for',
    async (name, path, shown) => {
      const reader = await Reader.signIn(world.url, name);
      await reader.open(path);
      expect(reader.text).toContain(shown);
    },
  );

  it('of before, they keep their dates when the step goes back and comes again', async () => {
    const owner = await new DataSource({ type: 'postgres', url: process.env.MIGRATION_DATABASE_URL, migrations: [] }).initialize();
    const run = async (direction: 'up' | 'down') => {
      const runner = owner.createQueryRunner();
      await new Mandates1700000000044()[direction](runner);
      await runner.release();
    };
    const dates = () => world.query('select id, account_id, role, valid_from, valid_to, suspended_at from mandates order by id');
    const before = await dates();
    await run('down');
    expect(await dates()).toEqual(before);
    await run('up');
    await secureRows(owner, new URL(process.env.DATABASE_URL!).username);
    await owner.destroy();
    expect(await dates()).toEqual(before);
    await gust.open('/club/mandaat');
    expect(gust.text).toContain('Geldig');
  });

  it('nobody else has such a page', async () => {
    const olga = await Reader.signIn(world.url, '1712-ovl');
    expect((await olga.open('/desk/mandaten')).status).toBe(403);
    expect((await olga.open('/federatie/mandaten')).status).toBe(403);
  });
});
