import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Relay } from '../../src/platform/outbox/relay.js';
import type { Facts } from '../../src/domain/vocabulary.js';
import { asAdmin } from '../support/databases.js';
import { consult, facts, highFacts } from '../support/builders.js';
import { everyone, news, TEAM } from '../support/news.js';
import { eventually, pause } from '../support/patience.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** Each story begins on this Tuesday morning; 1712 is open 9-17 on weekdays, and until 19 on Thursday. */
const TUESDAY = '2026-10-13T10:00:00+02:00';
const acuteFacts = facts({ danger: 'acute' });

describe('reminders, while the clock is moved', () => {
  let world: World;
  let contact: Visitor;
  let counsellor: Visitor;

  beforeAll(async () => {
    world = await World.start();
    contact = await world.signIn('club-gent');
    counsellor = await world.signIn('1712-ovl');
  });
  afterAll(() => world?.stop());

  beforeEach(() => world.setClock(TUESDAY));
  /** The next story hears nothing of this one's people. */
  afterEach(async () => {
    world.mailbox.manners = () => undefined;
    await world.query('update consults set next_reminder_at = null');
    await world.query('update follow_ups set next_reminder_at = null');
    await world.query('update mandates set valid_to = null where valid_to is not null');
    await world.query('update outbox set done_at = now() where done_at is null');
    world.mailbox.clear();
  });

  const post = async (about: Facts = facts()): Promise<string> =>
    (await contact.post('/consults', consult({ facts: about })).expect(201)).body.id;
  /** Asked, and the news of it heard. */
  const ask = async (about?: Facts): Promise<string> => {
    const id = await post(about);
    await news(world);
    return id;
  };
  const claim = (id: string) => counsellor.put(`/consults/${id}/assignment`).expect(200);
  const say = (who: Visitor, id: string, kind: string) => who.post(`/consults/${id}/messages`, { kind, text: 'Dank je.' }).expect(201);
  const read = (id: string) => contact.get(`/consults/${id}/messages`).expect(200);
  const statusOf = async (id: string) => (await contact.get(`/consults/${id}`).expect(200)).body.status;
  /** Claimed, and asked or answered, read or not; the mails of it are out. */
  const waiting = async (kind: 'information-request' | 'answer', about?: Facts, isRead = true): Promise<string> => {
    const id = await post(about);
    await claim(id);
    await say(counsellor, id, kind);
    if (isRead) await read(id);
    await news(world);
    return id;
  };
  const heardAt = async (moment: string): Promise<string[]> => {
    await world.setClock(moment);
    return news(world);
  };
  /** Moves the clock from one moment to the next, and says at which somebody heard what. */
  const heardOver = async (...moments: string[]): Promise<Record<string, string[]>> => {
    const heard: Record<string, string[]> = {};
    for (const moment of moments) {
      const what = await heardAt(moment);
      if (what.length) heard[moment.slice(0, 16)] = what;
    }
    return heard;
  };

  describe('what waits', () => {
    it('unclaimed: the team at half of the target, everyone at the whole of it', async () => {
      await ask();
      expect(
        await heardOver('2026-10-14T09:59:00+02:00', '2026-10-14T10:00:00+02:00', '2026-10-15T09:59:00+02:00', '2026-10-15T10:00:00+02:00', '2026-10-20T10:00:00+02:00'),
      ).toEqual({
        '2026-10-14T10:00': everyone(TEAM, 'unclaimed-team'),
        '2026-10-15T10:00': everyone([...TEAM, 'coordinator'], 'unclaimed-everyone'),
      });
    });

    it('claimed, no answer: the assignee at 80 %, the lead as well at 100 %, and after two silent targets back in the queue', async () => {
      const id = await ask();
      await claim(id);
      expect(
        await heardOver('2026-10-14T14:47:00+02:00', '2026-10-14T14:48:00+02:00', '2026-10-15T10:00:00+02:00', '2026-10-16T15:59:00+02:00'),
      ).toEqual({
        '2026-10-14T14:48': ['1712-ovl: unanswered-assignee'],
        '2026-10-15T10:00': everyone(['1712-ovl', '1712-ovl-lead'], 'unanswered-lead'),
      });
      expect(await statusOf(id)).toBe('in-progress');
      expect(await heardAt('2026-10-16T16:00:00+02:00')).toEqual(everyone(TEAM, 'consult.released'));
      expect(await statusOf(id)).toBe('submitted');
    });

    it('information asked: the contact after 3, 7 and 14 days; after 21 it closes with notice, and one tap opens it again', async () => {
      const id = await waiting('information-request');
      expect(
        await heardOver('2026-10-16T09:59:00+02:00', '2026-10-16T10:00:00+02:00', '2026-10-20T10:00:00+02:00', '2026-10-27T10:00:00+01:00', '2026-11-03T09:59:00+01:00'),
      ).toEqual({
        '2026-10-16T10:00': ['club-gent: information-asked'],
        '2026-10-20T10:00': ['club-gent: information-asked'],
        '2026-10-27T10:00': ['club-gent: information-asked'],
      });
      expect(await heardAt('2026-11-03T10:00:00+01:00')).toEqual(['club-gent: consult.closed']);
      expect(await statusOf(id)).toBe('closed');
      const { body } = await contact.get('/notifications').expect(200);
      expect(body.items[0]).toMatchObject({ consultId: id, text: expect.stringMatching(/is afgesloten\. Heropenen kan/) });

      await contact.delete(`/consults/${id}/closure`).expect(200);
      expect(await statusOf(id)).toBe('in-progress');
      expect(await news(world)).toEqual(['1712-ovl: consult.reopened']);
    });

    it.each([
      ['high', highFacts()],
      ['acute', acuteFacts],
    ])('information asked, %s: it never closes by itself, assignee and lead are told', async (_urgency, about) => {
      const id = await waiting('information-request', about);
      expect(await heardOver('2026-10-27T10:00:00+01:00', '2026-11-03T10:00:00+01:00', '2027-03-01T10:00:00+01:00')).toEqual({
        '2026-10-27T10:00': ['club-gent: information-asked'],
        '2026-11-03T10:00': everyone(['1712-ovl', '1712-ovl-lead'], 'information-stays-open'),
      });
      expect(await statusOf(id)).toBe('waiting-for-contact');
    });

    it('information asked, and she found it black: it does not close by itself either', async () => {
      const id = await waiting('information-request', facts({ behaviours: ['physical'] }));
      await contact.put(`/consults/${id}/rating`, { flag: 'black' }).expect(200);
      expect(await heardOver('2026-10-27T10:00:00+01:00', '2026-11-03T10:00:00+01:00', '2027-03-01T10:00:00+01:00')).toEqual({
        '2026-10-27T10:00': ['club-gent: information-asked'],
        '2026-11-03T10:00': everyone(['1712-ovl', '1712-ovl-lead'], 'information-stays-open'),
      });
      expect(await statusOf(id)).toBe('waiting-for-contact');
    });

    it('an unread answer: the contact after three days', async () => {
      await waiting('answer', facts(), false);
      expect(await heardOver('2026-10-16T09:59:00+02:00', '2026-10-16T10:00:00+02:00', '2026-12-16T10:00:00+01:00')).toEqual({
        '2026-10-16T10:00': ['club-gent: unread-contact'],
      });
    });

    it('an unread answer to an urgent consult: the contact after 4 open hours, the assignee phones after an open day', async () => {
      await waiting('answer', highFacts(), false);
      expect(await heardOver('2026-10-13T13:59:00+02:00', '2026-10-13T14:00:00+02:00', '2026-10-14T10:00:00+02:00', '2026-12-16T10:00:00+01:00')).toEqual({
        '2026-10-13T14:00': ['club-gent: unread-contact'],
        '2026-10-14T10:00': ['1712-ovl: unread-phone'],
      });
    });

    it('answered and read: after 14, 21 and 28 days how it ended, after 35 the counsellor, after 49 it closes', async () => {
      const id = await waiting('answer');
      expect(
        await heardOver('2026-10-27T09:59:00+01:00', '2026-10-27T10:00:00+01:00', '2026-11-03T10:00:00+01:00', '2026-11-10T10:00:00+01:00', '2026-11-17T10:00:00+01:00', '2026-12-01T09:59:00+01:00'),
      ).toEqual({
        '2026-10-27T10:00': ['club-gent: how-did-it-end'],
        '2026-11-03T10:00': ['club-gent: how-did-it-end'],
        '2026-11-10T10:00': ['club-gent: how-did-it-end'],
        '2026-11-17T10:00': ['1712-ovl: ask-to-close'],
      });
      expect(await statusOf(id)).toBe('answered');
      expect(await heardAt('2026-12-01T10:00:00+01:00')).toEqual(['club-gent: consult.closed']);
      expect(await statusOf(id)).toBe('closed');
    });

    it('answered and read, urgent: it stays open until somebody closes it', async () => {
      const id = await waiting('answer', highFacts());
      expect(await heardOver('2026-11-17T10:00:00+01:00', '2027-11-24T10:00:00+01:00')).toEqual({ '2026-11-17T10:00': ['1712-ovl: ask-to-close'] });
      expect(await statusOf(id)).toBe('answered');
    });

    it.each([
      ['contact', 'club-gent: follow-up-contact'],
      ['assignee', '1712-ovl: follow-up-assignee'],
    ])('an agreed follow-up of the %s: the day before, on the day, 3 and 7 days after, at nine', async (owner, told) => {
      const id = await waiting('answer');
      await contact.post(`/consults/${id}/follow-ups`, { dueOn: '2026-10-20', text: 'Hoe gaat het?', owner }).expect(201);
      expect(
        await heardOver('2026-10-19T08:59:00+02:00', '2026-10-19T09:00:00+02:00', '2026-10-20T09:00:00+02:00', '2026-10-23T09:00:00+02:00', '2026-10-27T08:59:00+01:00', '2026-10-27T09:00:00+01:00'),
      ).toEqual({
        '2026-10-19T09:00': [told],
        '2026-10-20T09:00': [told],
        '2026-10-23T09:00': [told],
        '2026-10-27T09:00': [told],
      });
    });

    it('a follow-up that is done reminds nobody', async () => {
      const id = await waiting('answer');
      const { body } = await contact.post(`/consults/${id}/follow-ups`, { dueOn: '2026-10-20', text: 'Hoe gaat het?', owner: 'contact' }).expect(201);
      expect(await heardAt('2026-10-19T09:00:00+02:00')).toHaveLength(1);
      await contact.put(`/follow-ups/${body.id}/completion`, { outcome: 'Beter.' }).expect(200);
      expect(await heardOver('2026-10-20T09:00:00+02:00', '2026-10-24T09:00:00+02:00')).toEqual({});
    });

    it('a draft: one mail after a day without a word, from the last word', async () => {
      const { body } = await contact.post('/consults?draft=true', { question: 'Hoe begin ik?' }).expect(201);
      await world.setClock('2026-10-13T15:00:00+02:00');
      await contact.patch(`/consults/${body.id}`, { question: 'Hoe begin ik hieraan?' }).expect(200);
      expect(await heardOver('2026-10-14T14:59:00+02:00', '2026-10-14T15:00:00+02:00', '2026-10-30T10:00:00+01:00')).toEqual({
        '2026-10-14T15:00': ['club-gent: draft-not-sent'],
      });
    });

    it('a mandate: its holder 60, 30 and 7 days before it ends, by a mail that says so', async () => {
      await world.query(
        `update mandates set valid_to = '2026-12-31' where account_id = (select id from accounts where email like 'club-halle@%')`,
      );
      expect(await heardAt('2026-11-01T09:00:00+01:00')).toEqual(['club-halle: mandate-ends']);
      await world.setClock('2026-12-01T09:00:00+01:00');
      await world.settled();
      expect(world.mailbox.mails).toMatchObject([{ subject: 'Je mandaat in Klankbord loopt af' }]);
      expect(await news(world)).toHaveLength(1);
      expect(await heardOver('2026-12-24T08:59:00+01:00', '2026-12-24T09:00:00+01:00', '2026-12-31T09:00:00+01:00')).toEqual({
        '2026-12-24T09:00': ['club-halle: mandate-ends'],
      });
    });

    describe('urgent, unclaimed, and', () => {
      const signedOut = () => world.query(`delete from sessions where account_id in (select id from accounts where email like '1712-ovl%')`);
      afterAll(async () => {
        counsellor = await world.signIn('1712-ovl');
      });

      it('somebody of the team is signed in: nobody is alarmed', async () => {
        await post(acuteFacts);
        expect(await heardAt('2026-10-13T10:05:00+02:00')).toEqual(everyone(TEAM, 'consult.submitted'));
      });

      it.each([
        ['high', highFacts()],
        ['acute', acuteFacts],
      ])('%s, nobody of the team is signed in: the lead and the coordinator at once, and again', async (_urgency, about) => {
        await signedOut();
        await post(about);
        expect(await heardOver(TUESDAY, '2026-10-13T10:05:00+02:00', '2026-10-13T10:14:00+02:00')).toEqual({
          '2026-10-13T10:00': [...everyone(TEAM, 'consult.submitted'), ...everyone(['1712-ovl-lead', 'coordinator'], 'nobody-signed-in')].sort(),
          '2026-10-13T10:05': everyone(['1712-ovl-lead', 'coordinator'], 'nobody-signed-in'),
        });
      });

      it('the team is closed: at its opening', async () => {
        await signedOut();
        await world.setClock('2026-10-13T18:00:00+02:00');
        await ask(acuteFacts);
        expect(await heardOver('2026-10-14T08:59:00+02:00', '2026-10-14T09:00:00+02:00')).toEqual({
          '2026-10-14T09:00': everyone(['1712-ovl-lead', 'coordinator'], 'nobody-signed-in'),
        });
      });
    });
  });

  describe('what is sent', () => {
    it('of steps of one ladder that fall due together, the latest; of different ladders, each its own', async () => {
      await waiting('information-request', facts(), false);
      expect(await heardAt('2026-10-28T10:00:00+01:00')).toEqual(['club-gent: information-asked', 'club-gent: unread-contact']);
      expect(await heardAt('2026-10-29T10:00:00+01:00')).toEqual([]);
    });

    it('once, however the clock is moved back and forth', async () => {
      await ask();
      const [half, whole] = ['2026-10-14T10:00:00+02:00', '2026-10-15T10:00:00+02:00'];
      expect(await heardOver(half, TUESDAY, half, TUESDAY)).toEqual({ '2026-10-14T10:00': everyone(TEAM, 'unclaimed-team') });
      expect(await heardAt(whole)).toEqual(everyone([...TEAM, 'coordinator'], 'unclaimed-everyone'));
      expect(await heardOver(TUESDAY, half, whole, TUESDAY, whole)).toEqual({});
    });

    it('and not lost, when the clock is back before anybody was told', async () => {
      await ask();
      const relay = world.worker!.get(Relay);
      await relay.stop();
      await world.setClock('2026-10-14T10:00:00+02:00');
      await world.setClock(TUESDAY);
      relay.start();
      expect(await news(world)).toEqual([]);
      expect(await heardAt('2026-10-14T10:00:00+02:00')).toEqual(everyone(TEAM, 'unclaimed-team'));
    });

    it('nor when it is back while the mail server did not take the mail', async () => {
      await ask();
      world.mailbox.manners = () => ({ code: 451, text: 'try again later' });
      await world.setClock('2026-10-14T10:00:00+02:00');
      await eventually('the mails were tried', async () => (await tried()) === TEAM.length);
      await world.setClock(TUESDAY);
      world.mailbox.manners = () => undefined;
      expect(await news(world)).toEqual([]);
      expect(await heardAt('2026-10-14T10:00:00+02:00')).toEqual(everyone(TEAM, 'unclaimed-team'));
    });

    it('not when its reason went between planning and telling', async () => {
      const id = await ask();
      const relay = world.worker!.get(Relay);
      await relay.stop();
      await world.setClock('2026-10-14T10:00:00+02:00');
      await claim(id);
      relay.start();
      expect(await news(world)).toEqual([]);
    });

    it('not when its reason went between telling and sending', async () => {
      const id = await waiting('information-request');
      world.mailbox.manners = () => ({ code: 451, text: 'try again later' });
      await world.setClock('2026-10-16T10:00:00+02:00');
      await eventually('the mail was tried', tried);
      await say(contact, id, 'message');
      world.mailbox.manners = () => undefined;
      expect(await news(world)).toEqual(['1712-ovl: consult.contact-message']);
      const [last] = await world.query(`select state from deliveries where reason is not null order by id desc limit 1`);
      expect(last).toEqual({ state: 'skipped' });
    });

    it('not of a mandate that was renewed meanwhile', async () => {
      const mandate = (validTo: string | null) =>
        world.query(`update mandates set valid_to = $1 where account_id = (select id from accounts where email like 'club-zwijndrecht@%')`, [validTo]);
      await mandate('2026-12-31');
      world.mailbox.manners = () => ({ code: 451, text: 'try again later' });
      await world.setClock('2026-12-01T09:00:00+01:00');
      await eventually('the mail was tried', tried);
      await mandate('2030-12-31');
      world.mailbox.manners = () => undefined;
      expect(await news(world)).toEqual([]);
    });

    const tried = async (): Promise<number> =>
      (await world.query(`select 1 from outbox where event = 'mail.send' and last_error is not null and done_at is null`)).length;
  });

  describe('moving the clock', () => {
    it('is answered once what fell due is planned, and the mail leaves within two seconds', async () => {
      await ask();
      const relay = world.worker!.get(Relay);
      await relay.stop();
      await world.setClock('2026-10-14T10:00:00+02:00');
      const planned = await world.query(`select payload->>'step' as step from outbox where event = 'consult.step' and done_at is null`);
      expect(planned).toEqual([{ step: 'team' }]);
      relay.start();
      expect(await eventually('the team is mailed', () => world.mailbox.mails.length === TEAM.length, 3000)).toBeLessThan(2000);
    });

    it('waits for somebody who is changing a consult, and plans that one too', async () => {
      const id = await ask();
      const other = new pg.Client({ connectionString: asAdmin(process.env.DATABASE_URL!) });
      await other.connect();
      await other.query('begin');
      await other.query('select id from consults where id = $1 for no key update', [id]);
      const moving = world.setClock('2026-10-14T10:00:00+02:00').then(() => 'moved');
      expect(await Promise.race([moving, pause(400)])).toBeUndefined();
      await other.query('commit');
      await other.end();
      expect(await moving).toBe('moved');
      expect(await news(world)).toEqual(everyone(TEAM, 'unclaimed-team'));
    });
  });
});
