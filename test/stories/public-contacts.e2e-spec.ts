import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { EndPublicContacts } from '../../src/features/retention/end-public-contacts.js';
import { startWorker, stopWorker, World } from '../support/world.js';
import { Reader } from '../support/reader.js';
import type { Visitor } from '../support/visitor.js';

/** Somebody young, or a parent, looks for whom to talk to, without a sign-in; a contact says herself what is shown of her. */
describe('who is my contact', () => {
  let world: World;
  let griet: Visitor;
  let club: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T17:30:00+02:00');
    griet = await world.signIn('club-gent');
    [{ id: club }] = await world.query(`select id from organisations where name = 'Turnkring De Zwaluw'`);
  }, 60_000);
  afterAll(() => world?.stop());

  /** From a network of its own each, so that no test uses up another's looks. */
  let networks = 0;
  const stranger = () => {
    const agent = request.agent(world.url).set('x-forwarded-for', `203.0.113.${(networks += 1)}`);
    return { search: (query: unknown) => agent.post('/api/v1/contacts/search').send({ query } as object), agent };
  };
  const reader = () => {
    const someone = new Reader(world.url);
    someone.agent.set('x-forwarded-for', `203.0.113.${(networks += 1)}`);
    return someone;
  };
  const agreed = { name: 'Griet van de turnkring', phone: '0470 12 34 56', email: 'griet@zwaluw.example' };
  const found = async (query: string) => (await stranger().search(query).expect(200)).body.items;
  const everything = async () => {
    const tables: { name: string }[] = await world.query(`select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'dev', 'bullmq') and tablename not like 'audit_events_%'`);
    const counts = await Promise.all(tables.map(async ({ name }) => [name, (await world.query(`select count(*)::int as n from ${name}`))[0].n]));
    return Object.fromEntries(counts);
  };

  it('finds a club by a part of its name, without case or accents, and points to its federation while it shows nobody', async () => {
    const [one, ...others] = await found('ZWÁLUW');
    expect(others).toEqual([]);
    expect(one).toMatchObject({ id: club, kind: 'club', name: 'Turnkring De Zwaluw', contacts: [], federation: { name: 'Sportfederatie De Brug', contacts: [] } });
    const fatima = await world.signIn('federatie');
    await fatima.put('/me/public-contact', { name: 'Fatima', email: 'fatima@brug.example' }).expect(200);
    expect((await found('zwaluw'))[0].federation.contacts).toMatchObject([{ name: 'Fatima' }]);
    expect((await found('de brug'))[0]).toMatchObject({ kind: 'federation', contacts: [{ name: 'Fatima' }], federation: null });
  });

  it('shows a contact from the moment at which she agrees, by name alone, and no more from when she takes it back', async () => {
    await griet.get('/me/public-contact').expect(404);
    const { body, headers } = await griet.put('/me/public-contact', agreed).expect(200);
    expect(body).toMatchObject({ name: agreed.name, phone: '+32470123456', email: agreed.email, version: 1 });
    await griet.put('/me/public-contact', agreed).set('if-match', '"7"').expect(412);
    expect((await griet.put('/me/public-contact', { ...agreed, phone: '' }).set('if-match', headers.etag!).expect(200)).body).toMatchObject({ phone: null, version: 2 });
    const answer = await stranger().search('zwaluw').expect(200);
    expect(answer.body.items[0].contacts).toEqual([{ id: expect.any(String), name: agreed.name }]);
    expect(answer.text).not.toMatch(/example|47012|phone":"\+32/);
    await griet.delete('/me/public-contact').expect(204);
    await griet.delete('/me/public-contact').expect(204);
    expect((await found('zwaluw'))[0].contacts).toEqual([]);
    const record = await world.query(`select action from audit_events where record_kind = 'public-contact' and account_id = $1 order by id`, [griet.accountId]);
    expect(record.map(({ action }: { action: string }) => action)).toEqual(['public-contact.agree', 'public-contact.agree', 'public-contact.withdraw']);
  });

  it('takes no number that is none, no mailbox that others read, and nothing without a way to reach her', async () => {
    const refused = async (more: object) => (await griet.put('/me/public-contact', { name: 'Griet', ...more }).expect(400)).body.errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`);
    expect(await refused({})).toEqual(['phone required']);
    expect(await refused({ phone: '12', email: 'griet' })).toEqual(['phone phone', 'email email']);
    expect(await refused({ email: 'info@zwaluw.example' })).toEqual(['email shared']);
    expect(await refused({ name: '   ', phone: '0470 12 34 56' })).toEqual(['name required']);
    expect(await refused({ name: 'x\0y', phone: '0470 12 34 56' })).toEqual(['name unreadable']);
    for (const who of ['1712-ovl', 'admin', 'coordinator'] as const) await (await world.signIn(who)).put('/me/public-contact', agreed).expect(403);
  });

  it('gives somebody young first whom to talk to now, and says so when it is not known', async () => {
    const page = await reader().open('/contactpersoon');
    expect(page.text).toMatch(/Ben je jonger dan 18\?.*Nupraatikerover \(uren onbekend\).*Awel \(nu open\).*CLBch@t \(uren onbekend\).*Zoek je club/);
    await world.setClock('2026-10-18T17:30:00+02:00');
    expect((await reader().open('/contactpersoon')).text).toMatch(/Awel \(nu gesloten\).*Hulplijn 1712 \(nu gesloten\)/);
    await world.setClock('2026-10-13T17:30:00+02:00');
  });

  it('shows how she is reached one page further, and writes no address in a page', async () => {
    await griet.put('/me/public-contact', agreed).expect(200);
    const page = await reader().open('/contactpersoon');
    await page.send({ query: 'zwaluw' });
    expect(page.text).toContain('Contactpersoon: Griet van de turnkring');
    expect(page.html).not.toMatch(/zwaluw\.example|470/);
    await page.send({}, '/contactpersoon/bereiken');
    expect(page.text).toMatch(/Zo bereik je Griet van de turnkring.*0470 12 34 56.*griet apenstaartje zwaluw punt example/);
    expect(page.html).not.toMatch(/[\w.]@\w+\.\w/);
    expect(page.html).toContain('<title>Zo bereik je deze contactpersoon – Klankbord</title>');
  });

  it('leaves no trace: no cookie, no row, nothing of the question in an address', async () => {
    const someone = stranger();
    const before = await everything();
    for (const answer of [
      await someone.agent.get('/contactpersoon'),
      await someone.agent.post('/contactpersoon').type('form').send({ query: 'zwaluw' }),
      await someone.agent.post('/contactpersoon').type('form').send({ query: '' }),
      await someone.agent.get(`/contactpersoon/${club}`),
      await someone.search('zwaluw'),
    ]) {
      expect([200, 400]).toContain(answer.status);
      expect([answer.headers['set-cookie'], answer.headers.location, answer.headers['cache-control']]).toEqual([undefined, undefined, 'no-store']);
    }
    expect(await everything()).toEqual(before);
  });

  it('goes by POST from its own pages alone, and takes what it gets as text', async () => {
    await stranger().agent.post('/contactpersoon').set('origin', 'https://elders.example').type('form').send({ query: 'zwaluw' }).expect(403);
    for (const query of ['', 'ab', '%%%', '___', '<b>']) await stranger().search(query).expect(400);
    for (const query of ['x'.repeat(10_000), 'zwa\0luw', ['zwaluw'], { a: 1 }, null, 12]) await stranger().search(query).expect(400);
    for (const [query, many] of [["zwaluw' or 1=1 --", 0], ['zwal%', 1], ['%%%zwalu%x', 0], ['%\\zwalux', 0]] as const) expect([query, (await found(query)).length]).toEqual([query, many]);
    const page = await reader().open('/contactpersoon');
    await page.send({ query: '<b onclick=x>vet</b>' });
    expect([page.status, page.html.includes('<b onclick')]).toEqual([200, false]);
    await page.post('/contactpersoon', { query: 'y'.repeat(10_000) });
    expect(page.errors).toEqual(['Deze tekst is te lang. Hou het onder 200 tekens.']);
    for (const id of ['nergens', club.replace(/^./, 'f'), '%00', "1' or '1'='1"]) expect((await reader().open(`/contactpersoon/${encodeURIComponent(id)}`)).status).toBe(404);
    expect((await page.post('/contactpersoon/bereiken', { contact: griet.mandateId })).status).toBe(404);
  });

  it('is no register: at most ten, no next page, and a network that looks too often waits', async () => {
    await world.query(`insert into organisations (id, kind, name, postal_code) select gen_random_uuid(), 'club', 'Petanque nummer ' || n, '9000' from generate_series(1, 30) n`);
    const { body } = await stranger().search('petanque').expect(200);
    expect([body.items.length, body.more]).toEqual([10, true]);
    const collector = stranger();
    const [{ id: contact }] = (await found('zwaluw'))[0].contacts;
    const reach = () => collector.agent.post('/contactpersoon/bereiken').type('form').send({ contact });
    for (let turn = 0; turn < 15; turn += 1) await reach().expect(200);
    const refused = await reach().expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(600);
    expect(refused.text).toMatch(/over 15 minuten.*Bel 1712.*Awel.*112/s);
    await collector.search('zwaluw').expect(200);
  });

  it('lets her say on a page what is shown, asks that she agrees, and takes all of it away again', async () => {
    const hilde = await Reader.signIn(world.url, 'club-hasselt');
    await hilde.open('/club/vindbaar');
    expect(hilde.text).toContain('Nu is er niets van jou te zien.');
    await hilde.send({ name: 'Hilde', phone: '011 22 33 4' });
    expect(hilde.errors).toEqual(['Akkoord: zet een vinkje als iedereen dit mag zien.']);
    await hilde.send({ akkoord: 'ja' });
    expect(hilde.errors).toEqual(['Telefoonnummer: dit is geen telefoonnummer. Schrijf het zoals 0470 12 34 56.']);
    await hilde.send({ phone: '011 22 33 44', akkoord: 'ja' });
    expect(hilde.text).toMatch(/Je bent vindbaar.*Iedereen kan nu zien: Hilde, 011 22 33 44\./);
    expect((await found('otter'))[0].contacts).toMatchObject([{ name: 'Hilde' }]);
    const { body } = await (await world.signIn('club-hasselt')).get('/me/export').expect(200);
    expect(body.mandates[0].shown).toMatchObject({ name: 'Hilde', phone: '+3211223344', email: null });
    await hilde.send({}, '/club/vindbaar/weg');
    expect(hilde.text).toMatch(/niet meer vindbaar.*Nu is er niets van jou te zien/);
    expect((await found('otter'))[0].contacts).toEqual([]);
  });

  it('hides her at once when her account stops or her mandate does, and forgets it after its last day', async () => {
    const shows = async () => (await found('zwaluw'))[0].contacts.length;
    const changed = async (sql: string, back: string) => {
      await world.query(sql, [griet.accountId]);
      const while_ = await shows();
      await world.query(back, [griet.accountId]);
      return [while_, await shows()];
    };
    expect(await changed('update accounts set suspended_at = now() where id = $1', 'update accounts set suspended_at = null where id = $1')).toEqual([0, 1]);
    expect(await changed('update mandates set suspended_at = now() where account_id = $1', 'update mandates set suspended_at = null where account_id = $1')).toEqual([0, 1]);
    expect(await changed(`update mandates set valid_from = '2027-01-01' where account_id = $1`, `update mandates set valid_from = '2012-01-01' where account_id = $1`)).toEqual([0, 1]);
    const cause = `update mandates set ended_on = '2026-10-13', ending_reason = 'for-cause' where account_id = $1`;
    expect(await changed(cause, 'update mandates set ended_on = null, ending_reason = null where account_id = $1')).toEqual([0, 1]);
    await world.query(`update mandates set valid_to = '2026-10-13' where account_id = $1`, [griet.accountId]);
    expect(await shows()).toBe(1);
    await world.setClock('2026-10-14T08:00:00+02:00');
    expect(await shows()).toBe(0);
    const worker = await startWorker();
    await worker.get(EndPublicContacts).run();
    await stopWorker(worker);
    expect(await world.query('select name from public_contacts')).toEqual([{ name: 'Fatima' }]);
    await world.query(`update mandates set valid_to = null where account_id = $1`, [griet.accountId]);
  });

  it('of a club that ended or merged shows what stands for it now', async () => {
    const [{ id: other }] = await world.query(`select id from organisations where name = 'Zwemclub De Otter'`);
    await world.query(`update organisations set merged_into = $1, ended_on = '2026-10-01' where id = $2`, [other, club]);
    expect((await found('turnkring')).map(({ name }: { name: string }) => name)).toEqual(['Zwemclub De Otter']);
    expect((await reader().open(`/contactpersoon/${club}`)).text).toContain('Zwemclub De Otter');
    await world.query(`update organisations set merged_into = null where id = $1`, [club]);
    expect(await found('turnkring')).toEqual([]);
    // Its poster still hangs there: whoever scans it finds somebody to talk to.
    const scanned = await reader().open(`/contactpersoon/${club}`);
    expect([scanned.status, scanned.text.includes('Awel'), scanned.text.includes('Zoek je club of federatie'), scanned.text.includes('Turnkring')]).toEqual([404, true, true, false]);
    await world.query(`update organisations set ended_on = null where id = $1`, [club]);
  });

  it('gives a club a poster with a code to scan and a piece for its website, without a script or a name of its members', async () => {
    await world.query(`update organisations set name = 'Turnkring "De <Zwaluw> & co"' where id = $1`, [club]);
    const poster = await reader().open(`/contactpersoon/affiche/${club}`);
    expect(poster.html).toMatch(/<svg class="kb-poster__qr"[^>]*aria-label="QR-code naar http[^"]*\/contactpersoon\/[0-9a-f-]{36}"/);
    expect(poster.text).toMatch(/Turnkring "De <Zwaluw> & co".*Awel 102.*1712.*112/);
    const { html } = await reader().open(`/contactpersoon/website/${club}`);
    const snippet = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)![1]!;
    const copied = snippet.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    expect(copied).toMatch(new RegExp(`<a href="http[^"]*/contactpersoon/${club}" rel="noreferrer">Contactpersoon van Turnkring &quot;De &lt;Zwaluw&gt; &amp; co&quot;</a>`));
    for (const needed of ['tel:112', 'tel:1712', 'tel:102', 'https://www.nupraatikerover.be']) expect(copied).toContain(needed);
    expect(copied).not.toMatch(/<script|on\w+=|style=/);
    await world.query(`update organisations set name = 'Turnkring De Zwaluw' where id = $1`, [club]);
  });

  it('shows raw SQL, in the name of whoever is not signed in, no account, no mandate and no list of contacts', async () => {
    const may = async (table: string) => (await world.query(`select has_any_column_privilege('klankbord_public', $1, 'select') as may`, [table]))[0].may;
    for (const table of ['accounts', 'mandates', 'public_contacts', 'consults', 'sessions', 'audit_events']) expect([table, await may(table)]).toEqual([table, false]);
    for (const table of ['organisations', 'affiliations']) expect([table, await may(table)]).toEqual([table, true]);
  });
});
