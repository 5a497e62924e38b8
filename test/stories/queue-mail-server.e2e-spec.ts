import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_ATTEMPTS } from '../../src/domain/retry.js';
import { demoEmail } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import { announceMany } from '../support/outbox.js';
import { eventually, pause } from '../support/patience.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const TEAM = ['1712-ovl', '1712-ovl-2', '1712-ovl-lead', '1712-ovl-vrijwilliger'].map(demoEmail).sort();
const ADMIN = demoEmail('admin');
const LEAD = demoEmail('1712-ovl-lead');
const NOT_NOW = { code: 451, text: 'try again later' };

describe('a mail server that refuses', () => {
  let world: World;
  let admin: Visitor;
  let consultId: string;

  // A second of the retry ladder lasts a millisecond here.
  const hour = 3600;

  beforeAll(async () => {
    world = await World.start({ env: { KLANKBORD_RETRY_UNIT_MS: '1' } });
    await world.setClock('2026-10-13T10:00:00+02:00');
    admin = await world.signIn('admin');
    // One administrator is enough to tell.
    await world.query('update accounts set suspended_at = now() where email = $1', [demoEmail('admin-2')]);
    const contact = await world.signIn('club-gent');
    consultId = (await contact.post('/consults', consult()).expect(201)).body.id;
    await world.settled();
    world.mailbox.clear();
  });
  afterAll(() => world?.stop());
  afterEach(() => {
    world.mailbox.clear();
    world.mailbox.manners = () => undefined;
    world.mailbox.refusedAddresses.clear();
  });

  const submitted = () => announceMany(world, 'consult.submitted', consultId);
  const received = () => world.mailbox.mails.map(({ to }) => to).sort();
  const deadLetters = async () => (await admin.get('/dead-letters').expect(200)).body.items;
  const waitingMails = (where = 'true') =>
    world.query(`select id, attempts from outbox where event = 'mail.send' and done_at is null and dead_at is null and ${where}`);

  /** The try that is to come is the ladder's last. */
  const lastTry = async () => {
    await eventually('the mails were tried', async () => (await waitingMails('last_error is not null')).length === TEAM.length);
    await world.query(
      `update outbox set attempts = $1, lease_until = '-infinity' where event = 'mail.send' and done_at is null and dead_at is null`,
      [MAX_ATTEMPTS - 1],
    );
  };

  it('for an hour, in every way it can: then each mail arrives, once', async () => {
    await world.mailbox.goAway();
    await submitted();
    await eventually('the mails were tried', async () => (await waitingMails('attempts > 1')).length === TEAM.length);
    await pause(hour / 3);
    world.mailbox.closedForNow = true;
    await world.mailbox.comeBack();
    await pause(hour / 3);
    world.mailbox.closedForNow = false;
    world.mailbox.manners = () => NOT_NOW;
    await pause(hour / 3);
    expect(await waitingMails('attempts > 3')).toHaveLength(TEAM.length);
    expect(world.mailbox.mails).toEqual([]);

    world.mailbox.manners = () => undefined;
    await world.settled(2 * hour);
    expect(received()).toEqual(TEAM);
    expect(await deadLetters()).toEqual([]);
  }, 30_000);

  it('until the ladder’s end: the admin sees why, is told by mail, and sends them again', async () => {
    world.mailbox.manners = ({ subject }) => (subject.startsWith('Er is nieuws') ? NOT_NOW : undefined);
    await submitted();
    await lastTry();
    await world.settled();
    const dead = await deadLetters();
    expect(dead).toHaveLength(TEAM.length);
    for (const letter of dead) {
      expect(letter).toMatchObject({ event: 'mail.send', reason: expect.stringMatching(/^E[A-Z]+$/), attempts: MAX_ATTEMPTS });
      expect(JSON.stringify(letter)).not.toMatch(/@|1712/);
    }
    expect(world.mailbox.to(ADMIN).map(({ subject }) => subject)).toEqual(dead.map(() => 'Klankbord: een bericht kon niet vertrekken'));

    const counsellor = await world.signIn('1712-ovl');
    await counsellor.get('/dead-letters').expect(403);
    await counsellor.put(`/dead-letters/${dead[0].id}/resending`).expect(403);

    world.mailbox.clear();
    world.mailbox.manners = () => undefined;
    for (const { id } of dead) await admin.put(`/dead-letters/${id}/resending`).expect(204);
    await world.settled();
    expect(received()).toEqual(TEAM);
    expect(await deadLetters()).toEqual([]);
    await admin.put(`/dead-letters/${dead[0].id}/resending`).expect(404);
  });

  it('one address for good: the others get theirs, the team’s lead is told, and the address is marked until an admin sends again', async () => {
    const [refused, ...others] = TEAM as [string, ...string[]];
    world.mailbox.refusedAddresses.add(refused);
    await submitted();
    await world.settled();
    expect(received()).toEqual([...others, ADMIN, LEAD].sort());
    expect(world.mailbox.to(LEAD).map(({ subject }) => subject)).toContain('Klankbord: een e-mailadres werkt niet meer');
    const lead = await world.signIn('1712-ovl-lead');
    const [notice] = (await lead.get('/notifications').expect(200)).body.items.filter(({ event }: any) => event === 'address.refused');
    expect(notice.text).toBe('Het e-mailadres van Omar (1712) wordt geweigerd. Vraag een ander adres.');
    const [dead, ...more] = await deadLetters();
    expect(more).toEqual([]);
    expect(dead).toMatchObject({ event: 'mail.send', reason: 'address-refused', attempts: 1 });
    const marked = () => world.query('select email from accounts where mail_refused_at is not null');
    expect(await marked()).toEqual([{ email: refused }]);

    world.mailbox.clear();
    world.mailbox.refusedAddresses.clear();
    await admin.put(`/dead-letters/${dead.id}/resending`).expect(204);
    await world.settled();
    expect(received()).toEqual([refused]);
    expect(await marked()).toEqual([]);
  });

  it('the admin’s address too: that is a dead letter as well, and the end of it', async () => {
    world.mailbox.refusedAddresses.add(TEAM[0]!).add(ADMIN);
    const noticesBefore = (await admin.get('/notifications?limit=100').expect(200)).body.items.length;
    await submitted();
    await world.settled();
    await pause(300);
    await world.settled();
    expect(received()).toEqual([...TEAM.slice(1), LEAD].sort());
    const dead = await deadLetters();
    expect(dead.map(({ reason }: any) => reason)).toEqual(['address-refused', 'address-refused']);
    const notices = (await admin.get('/notifications?limit=100').expect(200)).body.items;
    expect(notices.length - noticesBefore).toBe(1);
    expect(notices[0].text).toBe('Een bericht kon niet vertrekken.');
  });

  it('a letter that dies again after it was sent again is told again', async () => {
    world.mailbox.refusedAddresses.add(TEAM[0]!);
    const mine = (await deadLetters())[1];
    const theirs = (await deadLetters())[0];
    await admin.put(`/dead-letters/${mine.id}/resending`).expect(204);
    await world.settled();
    world.mailbox.clear();
    await admin.put(`/dead-letters/${theirs.id}/resending`).expect(204);
    await world.settled();
    expect(received()).toEqual([ADMIN]);
  });
});
