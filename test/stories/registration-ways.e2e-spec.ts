import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAccount, makeMandate, makeOrganisation } from '../support/people.js';
import { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const STATEMENT = '2026-1';

/** The other ways to a mandate: federations, teams, a club without anybody, oneself, a list; and what becomes of links in time. */
describe('registrations', () => {
  let world: World;
  let federation: Visitor;
  let ann: Visitor;
  let abdel: Visitor;
  let fatimas: string;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    [federation, ann, abdel] = await Promise.all([world.signIn('federatie'), world.signIn('admin'), world.signIn('admin-2')]);
    fatimas = await placeOf(federation);
  }, 60_000);
  afterAll(() => world?.stop());

  const placeOf = async (who: Visitor): Promise<string> => (await who.get('/session').expect(200)).body.mandates[0].organisation.id;
  const linkTo = async (email: string): Promise<string> => {
    await world.settled();
    return world.mailbox.to(email).flatMap(({ text }) => text.match(/\/uitnodiging\/([\w-]{43})/)?.[1] ?? []).at(-1)!;
  };
  const accept = async (email: string, more: object = { name: 'Nele Nieuw', discretionStatement: STATEMENT }) =>
    world.anyone().post(`/invitations/${await linkTo(email)}/acceptance`, more);
  let count = 0;
  const address = (): string => `iemand-${(count += 1)}@proef.klankbord.test`;
  const register = async (who: Visitor, role: string, organisationId: string, email = address()): Promise<string> => {
    const { body } = await who.post('/registrations', { role, organisationId, email }).expect(201);
    await accept(email);
    return body.id;
  };
  const yes = async (who: Visitor, id: string): Promise<string> => {
    const answer = await who.put(`/registrations/${id}/verification`, { approved: true });
    return answer.status === 200 ? answer.body.state : answer.body.type;
  };
  /** A club that the federation verifies, with nobody in it. */
  const emptyClub = async (): Promise<string> => {
    const club = await makeOrganisation(world, { kind: 'club', postalCode: '9000' });
    await world.query(`insert into affiliations (club_id, federation_id, valid_from, verifies) values ($1, $2, '2012-03-13', true)`, [club, fatimas]);
    return club;
  };

  describe('of a club with nobody in it', () => {
    const board = { name: 'Bert Bestuur', function: 'secretaris' };

    it('a board member says by a link that the club knows her, once, and by POST', async () => {
      const id = await register(federation, 'club-contact', await emptyClub());
      expect(await yes(federation, id)).toBe('accepted');
      const candidate = (await federation.get(`/registrations/${id}`).expect(200)).body.email;
      const name = (email: string) => federation.put(`/registrations/${id}/board-member`, { ...board, email });
      expect((await name(candidate).expect(422)).body.type).toBe('own-address');
      expect((await name('federatie@demo.klankbord.test').expect(422)).body.type).toBe('own-address');
      const colleague = await makeAccount(world, 'collega');
      await makeMandate(world, { account: colleague.id, role: 'federation-contact', organisation: fatimas });
      expect((await name(colleague.email).expect(422)).body.type).toBe('own-address');
      const email = address();
      await name(email).expect(200);
      const token = await linkTo(email);
      const { body } = await world.anyone().get(`/invitations/${token}`).expect(200);
      expect(body).toMatchObject({ kind: 'board-member', about: { candidate: 'Nele Nieuw', yourFunction: 'secretaris' }, discretionStatement: null });
      await world.anyone().post(`/invitations/${token}/acceptance`).expect(200);
      await world.anyone().post(`/invitations/${token}/acceptance`).expect(404);
      const { body: after } = await federation.get(`/registrations/${id}`).expect(200);
      expect(after).toMatchObject({ state: 'active', mandate: { validFrom: '2026-10-13' } });
      expect(after.approvals.map(({ capacity }: { capacity: string }) => capacity)).toEqual(['federation', 'board-member']);
    });

    it('a no of the board member is a no', async () => {
      const id = await register(federation, 'club-contact', await emptyClub());
      const email = address();
      await federation.put(`/registrations/${id}/board-member`, { ...board, email }).expect(200);
      await world.anyone().post(`/invitations/${await linkTo(email)}/refusal`).expect(204);
      expect((await federation.get(`/registrations/${id}`).expect(200)).body.state).toBe('refused');
    });

    it('is not asked where a contact can say it', async () => {
      const id = await register(federation, 'club-contact', await placeOf(await world.signIn('club-gent')));
      expect((await federation.put(`/registrations/${id}/board-member`, { ...board, email: address() }).expect(422)).body.type).toBe('has-contact');
    });
  });

  describe('of others', () => {
    it('a federation’s contact: somebody of the federation and an administrator, in whatever order', async () => {
      const id = await register(ann, 'federation-contact', fatimas);
      expect([await yes(ann, id), await yes(abdel, id), await yes(federation, id)]).toEqual(['accepted', 'other-chair', 'active']);
    });

    it('a counsellor and a volunteer of a 1712 point: somebody of the point, and its lead or the coordinator', async () => {
      const [lead, olga, coordinator, lies] = await Promise.all(['1712-ovl-lead', '1712-ovl', 'coordinator', '1712-lim'].map((name) => world.signIn(name)));
      const point = await placeOf(lead!);
      const counsellor = await register(coordinator!, 'counsellor', point);
      expect([await yes(coordinator!, counsellor), await yes(lies!, counsellor), await yes(ann, counsellor), await yes(olga!, counsellor)]).toEqual(['accepted', 'not-found', 'role', 'active']);
      const volunteer = await register(lead!, 'volunteer', point);
      expect([await yes(olga!, volunteer), await yes(lead!, volunteer)]).toEqual(['accepted', 'active']);
      expect(await world.query(`select valid_to::text from mandates where id = (select mandate_id from registrations where id = $1)`, [volunteer])).toEqual([{ valid_to: '2027-10-13' }]);
    });

    it('the first lead of a VK: two administrators; the second: the first and an administrator; then they let in their counsellors', async () => {
      const vk = await placeOf(await world.signIn('vk-lim'));
      const leads: Visitor[] = [];
      for (const order of [() => [ann, abdel], () => [leads[0]!, abdel]]) {
        const account = await makeAccount(world, 'vk-lead');
        const id = await register(ann, 'team-lead', vk, account.email);
        const [first, second] = order();
        expect([await yes(first!, id), await yes(first!, id), await yes(second!, id)]).toEqual(['accepted', 'accepted', 'active']);
        leads.push(await Visitor.signIn(world.url, account.email, 'klankbord-demo-1712'));
      }
      const counsellor = await register(leads[0]!, 'counsellor', vk);
      expect([await yes(leads[0]!, counsellor), await yes(ann, counsellor), await yes(leads[1]!, counsellor)]).toEqual(['accepted', 'role', 'active']);
      await leads[0]!.post('/registrations', { role: 'volunteer', organisationId: vk, email: address() }).expect(400);
    });

    it('an administrator: two others; one alone makes none', async () => {
      const id = await register(ann, 'admin', await placeOf(ann));
      expect([await yes(ann, id), await yes(ann, id), await yes(abdel, id)]).toEqual(['accepted', 'accepted', 'active']);
    });
  });

  describe('that somebody asks herself', () => {
    const ask = (organisationId: string, email: string) => world.anyone().post('/registration-requests', { name: 'Zelma Zelf', email, role: 'club-contact', organisationId });

    it('are seen by nobody until the address is proven; then the federation looks', async () => {
      const [club, email] = [await emptyClub(), address()];
      await ask(club, email).expect(202);
      const mine = async () => (await federation.get(`/registrations?organisationId=${club}`).expect(200)).body.items;
      expect(await mine()).toEqual([]);
      expect((await accept(email)).status).toBe(200);
      expect(await mine()).toMatchObject([{ status: 'accepted', name: 'Nele Nieuw' }]);
    });

    it('are one with what a list or an invitation began for that address, and its link is dead', async () => {
      const [club, email] = [await emptyClub(), address()];
      const { id } = (await federation.post('/registrations', { role: 'club-contact', organisationId: club, email }).expect(201)).body;
      const invited = await linkTo(email);
      for (const again of [email, email.replace('iemand', 'Iemand')]) {
        await ask(club, again).expect(202);
        expect((await accept(again)).status).toBe(200);
        expect((await federation.get(`/registrations?organisationId=${club}`).expect(200)).body.items).toMatchObject([{ id, state: 'accepted', name: 'Nele Nieuw' }]);
      }
      await world.anyone().get(`/invitations/${invited}`).expect(404);
      expect(await world.query('select id from registrations where lower(email) = $1', [email])).toEqual([{ id }]);
    });

    it('at two clubs, and both links answered at once, are two registrations of one account', async () => {
      const email = address();
      const tokens: string[] = [];
      for (const club of [await emptyClub(), await emptyClub()]) {
        await ask(club, email).expect(202);
        tokens.push(await linkTo(email));
      }
      const answers = await Promise.all(tokens.map((token) => world.anyone().post(`/invitations/${token}/acceptance`, { name: 'Nele Nieuw', discretionStatement: STATEMENT })));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await world.query('select count(distinct account_id)::int as people, count(*)::int as asked from registrations where email = $1', [email])).toEqual([{ people: 1, asked: 2 }]);
    });

    it('get the same answer whether the club or the address is known', async () => {
      const answers = await Promise.all([
        ask(await emptyClub(), address()),
        ask('018f0000-0000-7000-8000-000000000000', address()),
        ask(await placeOf(await world.signIn('club-gent')), (await makeAccount(world, 'bekend')).email),
      ]);
      expect(answers.map(({ status, text }) => [status, text])).toEqual(Array.from({ length: 3 }, () => [202, '']));
    });

    it('are stopped when one network asks too often', async () => {
      const statuses: number[] = [];
      const club = await emptyClub();
      while (statuses.length < 25 && statuses.at(-1) !== 429) statuses.push((await ask(club, address())).status);
      expect(statuses.at(-1)).toBe(429);
      await world.query('delete from sign_in_failures');
    });

    it('are forgotten when nobody proves the address', async () => {
      const email = address();
      await ask(await emptyClub(), email).expect(202);
      await world.settled();
      await world.setClock('2026-10-16T10:00:00+02:00');
      await world.settled();
      expect(await world.query('select 1 from registrations where email = $1', [email])).toEqual([]);
      await world.setClock('2026-10-13T10:00:00+02:00');
    });
  });

  describe('of a whole list', () => {
    it('an import keeps who is named and sends nothing; a wave invites them', async () => {
      const [one, other] = [address(), address()];
      const file = `Naam;Postcode;Contact 1 naam;Contact 1 e-mail;Contact 2 naam;Contact 2 e-mail\nLijstclub Een;9000;Aya;${one};Bo;info@lijstclub.be\nLijstclub Twee;9000;Cas;${other};;geen adres\n`;
      const send = (query: string) =>
        federation.agent.post(`/api/v1/organisations/import${query}`).set('x-csrf-token', federation.csrfToken).set('content-type', 'text/csv').send(file).expect(200);
      const { fingerprint } = (await send('')).body;
      await send(`?fingerprint=${fingerprint}`);
      await send(`?fingerprint=${fingerprint}`);
      await world.settled();
      expect(world.mailbox.to(one)).toEqual([]);
      const prepared = (await federation.get('/registrations?status=prepared').expect(200)).body.items;
      expect(prepared.map(({ name }: { name: string }) => name).sort()).toEqual(['Aya', 'Bo', 'Cas']);
      expect(await world.query(`select 1 from mandates m join accounts a on a.id = m.account_id where a.email = any ($1)`, [[one, other]])).toEqual([]);
      const { body } = await federation.post('/registrations/waves', { ids: prepared.map(({ id }: { id: string }) => id) }).expect(200);
      expect(body).toMatchObject({ done: 2, refused: [{ code: 'shared-address' }] });
      expect(await linkTo(one)).toBeDefined();
      const waiting = (await federation.get('/registrations?status=waiting&limit=100').expect(200)).body.items;
      expect(waiting.map(({ email }: { email: string }) => email)).toEqual(expect.arrayContaining([one, other]));
      const ids = waiting.filter(({ email }: { email: string }) => email === one).map(({ id }: { id: string }) => id);
      expect((await federation.post('/registrations/withdrawals', { ids }).expect(200)).body).toMatchObject({ done: 1, refused: [] });
      expect((await federation.patch(`/registrations/${ids[0]}`, { name: 'Te laat' }).expect(409)).body.type).toBe('state');
      expect((await accept(one)).status).toBe(404);
    });
  });

  describe('in time', () => {
    it('a bounce marks the invitation, and who waits for it hears of it; with another address it goes again', async () => {
      const gone = address();
      world.mailbox.refusedAddresses.add(gone);
      const { body } = await federation.post('/registrations', { role: 'club-contact', organisationId: await emptyClub(), email: gone }).expect(201);
      await world.settled();
      expect((await federation.get(`/registrations/${body.id}`).expect(200)).body).toMatchObject({ status: 'bounced', invitation: { state: 'bounced' } });
      const [notice] = (await federation.get('/notifications').expect(200)).body.items;
      expect(notice.event).toBe('invitation.bounced');
      expect((await federation.get('/registrations?status=bounced').expect(200)).body.items.map(({ id }: { id: string }) => id)).toEqual([body.id]);
      const email = address();
      await federation.patch(`/registrations/${body.id}`, { email }).expect(200);
      await federation.post(`/registrations/${body.id}/invitation`).expect(200);
      expect((await accept(email)).status).toBe(200);
    });

    it('an address that is mended leaves no link in the wrong mailbox', async () => {
      const [wrong, right] = [address(), address()];
      const { body } = await federation.post('/registrations', { role: 'club-contact', organisationId: await emptyClub(), email: wrong }).expect(201);
      const token = await linkTo(wrong);
      await federation.patch(`/registrations/${body.id}`, { email: right }).expect(200);
      await world.anyone().get(`/invitations/${token}`).expect(404);
      expect((await accept(right)).status).toBe(200);
    });

    it('who does not answer is reminded after 7 and 21 days, and after 30 the link is dead', async () => {
      const email = address();
      const { body } = await federation.post('/registrations', { role: 'club-contact', organisationId: await emptyClub(), email }).expect(201);
      const sent = async () => {
        await world.settled();
        return world.mailbox.to(email).map(({ subject }) => subject);
      };
      expect(await sent()).toHaveLength(1);
      await world.setClock('2026-10-20T09:30:00+02:00');
      expect(await sent()).toEqual(['Uitnodiging voor Klankbord', 'Uitnodiging voor Klankbord: herinnering']);
      await world.setClock('2026-11-03T09:30:00+01:00');
      expect(await sent()).toHaveLength(3);
      const last = await linkTo(email);
      await world.setClock('2026-11-12T12:00:00+01:00');
      await world.settled();
      await world.anyone().get(`/invitations/${last}`).expect(404);
      expect((await federation.get(`/registrations/${body.id}`).expect(200)).body.status).toBe('expired');
      await federation.post(`/registrations/${body.id}/invitation`).expect(200);
      expect((await accept(email)).status).toBe(200);
    });

    it('of whom no mandate came, nothing is left after a year', async () => {
      const email = address();
      const { body } = await federation.post('/registrations', { role: 'club-contact', organisationId: await emptyClub(), email }).expect(201);
      await federation.delete(`/registrations/${body.id}/invitation`).expect(204);
      await world.settled();
      await world.setClock('2027-11-20T10:00:00+01:00');
      expect(await world.query('select 1 from registrations where email = $1 union all select 1 from invitations where email = $1', [email])).toEqual([]);
      await world.setClock('2026-11-12T12:00:00+01:00');
    });

    it('a mandate goes on when two look at it anew', async () => {
      const griet = await world.signIn('club-gent');
      const club = await placeOf(griet);
      const account = await makeAccount(world, 'verlengd');
      await makeMandate(world, { account: account.id, role: 'club-contact', organisation: await emptyClub() });
      const id = await register(federation, 'club-contact', club, account.email);
      expect([await yes(federation, id), await yes(griet, id)]).toEqual(['accepted', 'active']);
      await world.setClock('2027-06-01T10:00:00+02:00');
      await federation.put(`/registrations/${id}/renewal`).expect(200);
      expect([await yes(griet, id), await yes(federation, id)]).toEqual(['renewal', 'active']);
      const { mandate } = (await federation.get(`/registrations/${id}`).expect(200)).body;
      expect(mandate).toMatchObject({ validFrom: '2026-11-12', validTo: '2029-06-01' });
      await federation.put(`/mandates/${mandate.id}/ending`, { endedOn: '2027-06-01', reason: 'left' }).expect(200);
      expect((await federation.put(`/registrations/${id}/renewal`).expect(409)).body.type).toBe('state');
    });

    it('who holds it asks for it herself, expired too; nobody else does, and she says no yes', async () => {
      const griet = await world.signIn('club-gent');
      const account = await makeAccount(world, 'vraagt-zelf');
      const id = await register(federation, 'club-contact', await placeOf(griet), account.email);
      expect([await yes(federation, id), await yes(griet, id)]).toEqual(['accepted', 'active']);
      const { mandate } = (await federation.get(`/registrations/${id}`).expect(200)).body;
      await world.setClock('2029-07-01T10:00:00+02:00');
      const her = await Visitor.signIn(world.url, account.email, 'klankbord-demo-1712');
      await griet.put(`/mandates/${mandate.id}/renewal`).expect(404);
      await federation.put(`/mandates/${mandate.id}/renewal`).expect(403);
      expect((await her.put(`/mandates/${mandate.id}/renewal`).expect(200)).body).toMatchObject({ id: mandate.id, standing: 'expired' });
      expect((await her.put(`/mandates/${mandate.id}/renewal`).expect(409)).body.type).toBe('state');
      expect([await yes(her, id), await yes(griet, id), await yes(federation, id)]).toEqual(['not-found', 'renewal', 'active']);
      expect((await her.get(`/mandates/${mandate.id}`).expect(200)).body).toMatchObject({ standing: 'active', validTo: '2031-07-01' });
      // A mandate without an end.
      expect((await griet.put(`/mandates/${griet.mandateId}/renewal`).expect(409)).body.type).toBe('state');
    });
  });
});
