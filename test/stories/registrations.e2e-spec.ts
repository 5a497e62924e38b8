import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAccount, makeMandate, makeOrganisation } from '../support/people.js';
import { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const NOW = '2026-10-13T10:00:00+02:00';
const STATEMENT = '2026-1';

/** From an invitation to a mandate: who says yes, who may not, and what becomes of links. */
describe('somebody becomes a club’s contact', () => {
  let world: World;
  let federation: Visitor;
  let admin: Visitor;
  let griet: Visitor;
  let club: string;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock(NOW);
    [federation, admin, griet] = await Promise.all([world.signIn('federatie'), world.signIn('admin'), world.signIn('club-gent')]);
    club = (await griet.get('/session').expect(200)).body.mandates[0].organisation.id;
  }, 60_000);
  afterAll(() => world?.stop());

  const invite = async (email: string, more = {}) =>
    (await federation.post('/registrations', { role: 'club-contact', organisationId: club, email, ...more }).expect(201)).body as { id: string };
  const linksTo = async (email: string): Promise<string[]> => {
    await world.settled();
    return world.mailbox.to(email).flatMap(({ text }) => text!.match(/\/uitnodiging\/([\w-]{43})/)?.[1] ?? []);
  };
  const linkTo = async (email: string): Promise<string> => (await linksTo(email)).at(-1)!;
  const accept = (token: string, more = {}) => {
    const somebody = world.anyone();
    return somebody.post(`/invitations/${token}/acceptance`, { name: 'Nele Nieuw', discretionStatement: STATEMENT, ...more });
  };
  const verify = (who: Visitor, id: string, approved = true, more = {}) => who.put(`/registrations/${id}/verification`, { approved, ...more });
  const accepted = async (email: string): Promise<string> => {
    const { id } = await invite(email);
    await accept(await linkTo(email)).expect(200);
    return id;
  };
  const mandatesOf = (email: string) =>
    world.query(`select m.role, m.organisation_id, m.valid_from::text, m.valid_to::text from mandates m join accounts a on a.id = m.account_id where a.email = $1`, [email]);

  it('invited, she says yes, somebody of the club and somebody of the federation say yes, and then she has a mandate', async () => {
    const email = 'nele@proef.klankbord.test';
    const { id } = await invite(email, { name: 'Nele' });
    const token = await linkTo(email);
    const offer = await world.anyone().get(`/invitations/${token}`).expect(200);
    expect(offer.body).toMatchObject({ kind: 'candidate', role: 'club-contact', organisation: { name: 'Turnkring De Zwaluw' }, discretionStatement: { version: STATEMENT } });
    expect(JSON.stringify(offer.body)).not.toContain(email);
    const answer = await accept(token, { boardMember: true }).expect(200);
    expect(answer.body).toEqual({ next: '/account/instellen' });
    expect(String(answer.headers['set-cookie'])).toContain('=');

    const first = await verify(federation, id).expect(200);
    expect(first.body).toMatchObject({ state: 'accepted', remarks: ['board-member', 'no-training', 'no-extract'], needed: { missing: ['inside'] } });
    expect(await mandatesOf(email)).toEqual([]);
    const second = await verify(griet, id).expect(200);
    expect(second.body).toMatchObject({ state: 'active', email: null, mandate: { validFrom: '2026-10-13', validTo: '2028-10-13' } });
    expect(await mandatesOf(email)).toEqual([{ role: 'club-contact', organisation_id: club, valid_from: '2026-10-13', valid_to: '2028-10-13' }]);

    await world.settled();
    expect(world.mailbox.to(email).at(-1)!.subject).toBe('Je mandaat in Klankbord is begonnen');
    const told = (await (await world.signIn('club-gent-2')).get('/notifications').expect(200)).body.items[0];
    expect(told).toMatchObject({ event: 'registration.new-colleague', text: expect.stringContaining('Nele Nieuw') });
  });

  it('looking at a link uses nothing up; a yes does, and the same link works no second time', async () => {
    const email = 'twee@proef.klankbord.test';
    await invite(email);
    const token = await linkTo(email);
    for (let look = 0; look < 3; look += 1) await world.anyone().get(`/invitations/${token}`).expect(200);
    const [one, other] = await Promise.all([accept(token), accept(token)]);
    expect([one!.status, other!.status].sort()).toEqual([200, 404]);
    await world.anyone().get(`/invitations/${token}`).expect(404);
    await accept('x'.repeat(43)).expect(404);
    expect(await world.query(`select 1 from accounts where email = $1`, [email])).toHaveLength(1);
  });

  it('of the link nothing is kept but its hash, and a new one kills the old', async () => {
    const email = 'drie@proef.klankbord.test';
    const { id } = await invite(email);
    const old = await linkTo(email);
    const everything = JSON.stringify(await world.query(`select payload from outbox union all select to_jsonb(m) from registration_mails m union all select to_jsonb(i) from invitations i`));
    expect(everything).not.toContain(old);
    await federation.post(`/registrations/${id}/invitation`).expect(200);
    const token = await linkTo(email);
    expect(token).not.toBe(old);
    await accept(old).expect(404);
    await federation.delete(`/registrations/${id}/invitation`).expect(204);
    await accept(token).expect(404);
  });

  it('one person is never enough: not in two capacities, not the candidate herself, not an administrator', async () => {
    const id = await accepted('vier@proef.klankbord.test');
    await verify(admin, id).expect(403);
    await verify(federation, id).expect(200);
    // Again is the same, and another word from the same person is not heard.
    await verify(federation, id).expect(200);
    expect((await verify(federation, id, false, { reason: 'other' }).expect(422)).body.type).toBe('four-eyes');
    const fatima = federation.accountId;
    const both = await makeMandate(world, { account: fatima, role: 'club-contact', organisation: club });
    const asContact = federation.put(`/registrations/${id}/verification`, { approved: true }).set('x-mandate', both);
    expect((await asContact.expect(422)).body.type).toBe('four-eyes');
    expect(await world.query(`select capacity from registration_approvals where registration_id = $1`, [id])).toEqual([{ capacity: 'federation' }]);
    await world.query('delete from mandates where id = $1', [both]);
    expect(await mandatesOf('vier@proef.klankbord.test')).toEqual([]);
  });

  it('the yes of somebody who is suspended before the second comes counts no more', async () => {
    const email = 'weg@proef.klankbord.test';
    const id = await accepted(email);
    const colleague = await world.signIn('club-gent-2');
    await verify(colleague, id).expect(200);
    const suspend = (at: string) => world.query(`update mandates set suspended_at = ${at} where id = $1`, [colleague.mandateId]);
    await suspend('now()');
    expect((await verify(federation, id).expect(200)).body.state).toBe('accepted');
    expect(await mandatesOf(email)).toEqual([]);
    await suspend('null');
  });

  it('nobody decides on herself, also not for another mandate', async () => {
    const account = await makeAccount(world, 'dubbel');
    await makeMandate(world, { account: account.id, role: 'club-contact', organisation: club, to: '2026-10-12' });
    const id = await accepted(account.email);
    await world.query(`update mandates set valid_to = null where account_id = $1`, [account.id]);
    const herself = await Visitor.signIn(world.url, account.email, 'klankbord-demo-1712');
    expect((await verify(herself, id).expect(422)).body.type).toBe('own');
  });

  it('to an address with an account it is a second mandate, and nobody is told that there was an account', async () => {
    const account = await makeAccount(world, 'bekend');
    const { id } = await invite(account.email);
    const unknown = await invite('onbekend@proef.klankbord.test');
    const seen = async (one: string) => {
      const { body } = await federation.get(`/registrations/${one}`).expect(200);
      return { ...body, id: '', email: '', createdAt: '', invitation: { ...body.invitation, sentAt: '', expiresAt: '' } };
    };
    expect(await seen(id)).toEqual(await seen(unknown.id));
    const answer = await accept(await linkTo(account.email)).expect(200);
    // Who has ways in uses those: the link opens no account.
    expect(answer.body).toEqual({ next: '/aanmelden' });
    await verify(federation, id).expect(200);
    await verify(griet, id).expect(200);
    expect(await world.query('select count(*)::int from mandates where account_id = $1', [account.id])).toEqual([{ count: 1 }]);
  });

  it('a mailbox that several people read is refused', async () => {
    const refused = await federation.post('/registrations', { role: 'club-contact', organisationId: club, email: 'info@turnkring.be' }).expect(422);
    expect(refused.body).toMatchObject({ type: 'shared-address', detail: expect.stringContaining('Wie leest deze mailbox mee?') });
  });

  it('a no ends it, with a reason in code, and the person is told without the reason', async () => {
    const email = 'vijf@proef.klankbord.test';
    const id = await accepted(email);
    await verify(griet, id, false).expect(400);
    expect((await verify(griet, id, false, { reason: 'not-known' }).expect(200)).body.state).toBe('refused');
    await verify(federation, id).expect(409);
    await world.settled();
    expect(world.mailbox.to(email).at(-1)!.subject).toBe('Je registratie in Klankbord');
    expect(world.mailbox.to(email).at(-1)!.text).not.toContain('not-known');
  });

  it('is seen by who has to do with it, and by nobody else', async () => {
    const id = await accepted('zes@proef.klankbord.test');
    for (const name of ['club-hasselt', 'federatie-2', 'coordinator', '1712-ovl', '1712-ovl-vrijwilliger', 'privacy', 'vk-ovl']) {
      const other = await world.signIn(name);
      const [answer, nothing] = [await other.get(`/registrations/${id}`), await other.get('/registrations/018f0000-0000-7000-8000-000000000000')];
      expect([name, answer.status, { ...answer.body, requestId: '' }]).toEqual([name, 404, { ...nothing.body, requestId: '' }]);
      await verify(other, id).expect(404);
    }
    await griet.post(`/registrations/${id}/invitation`).expect(403);
    await griet.get(`/registrations/${id}`).expect(200);
  });

  it('a federation invites for its own clubs only, and for what exists there', async () => {
    const strange = await makeOrganisation(world, { kind: 'club', postalCode: '2000' });
    const ask = (role: string, organisationId: string) => federation.post('/registrations', { role, organisationId, email: 'acht@proef.klankbord.test' });
    await ask('club-contact', strange).expect(400);
    await ask('team-lead', club).expect(403);
    await ask('counsellor', strange).expect(400);
    await griet.post('/registrations', { role: 'club-contact', organisationId: club, email: 'acht@proef.klankbord.test' }).expect(403);
    await world.anyone().post('/registrations', { role: 'club-contact', organisationId: club, email: 'acht@proef.klankbord.test' }).expect(401);
  });

  it('what is recorded of her is a training, days, and whether she sits on the board', async () => {
    const id = await accepted('negen@proef.klankbord.test');
    const { body } = await federation
      .patch(`/registrations/${id}`, { training: { code: 'basis-api', on: '2026-03-01' }, extractCheckedOn: '2026-10-01', boardMember: false })
      .expect(200);
    expect(body).toMatchObject({ training: { code: 'basis-api', on: '2026-03-01', validTo: '2029-03-01' }, extractCheckedOn: '2026-10-01', discretionStatement: { version: STATEMENT, on: '2026-10-13' }, remarks: [] });
    await federation.patch(`/registrations/${id}`, { extractCheckedOn: '2026-12-01' }).expect(400);
    await federation.patch(`/registrations/${id}`, { email: 'ander@proef.klankbord.test' }).expect(409);
  });
});
