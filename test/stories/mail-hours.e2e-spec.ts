import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Facts } from '../../src/domain/vocabulary.js';
import { demoEmail } from '../../src/features/seed/demo-people.js';
import { consult, facts, highFacts } from '../support/builders.js';
import { everyone, news, TEAM } from '../support/news.js';
import { eventually } from '../support/patience.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const acuteFacts = facts({ danger: 'acute' });
const [EVENING, SEVEN, ALMOST_EIGHT, EIGHT] = [
  '2026-10-13T22:30:00+02:00',
  '2026-10-14T07:00:00+02:00',
  '2026-10-14T07:59:59+02:00',
  '2026-10-14T08:00:00+02:00',
];

describe('mail between nine in the evening and eight in the morning', () => {
  let world: World;
  let contact: Visitor;
  let counsellor: Visitor;

  beforeAll(async () => {
    world = await World.start();
    contact = await world.signIn('club-gent');
    counsellor = await world.signIn('1712-ovl');
  });
  afterAll(() => world?.stop());
  afterEach(async () => {
    await world.query('update consults set next_reminder_at = null');
    await world.query('update outbox set done_at = now() where done_at is null');
    await world.query('update accounts set suspended_at = null');
    await world.query('update mandates set valid_to = null, suspended_at = null');
    world.mailbox.clear();
  });

  const ask = async (about: Facts = facts()): Promise<string> =>
    (await contact.post('/consults', consult({ facts: about })).expect(201)).body.id;
  /** Claimed just before the team closes, so that no target passes; what that told is heard. */
  const claimed = async (about?: Facts): Promise<string> => {
    await world.setClock('2026-10-13T16:50:00+02:00');
    const id = await ask(about);
    await counsellor.put(`/consults/${id}/assignment`).expect(200);
    await news(world);
    return id;
  };
  const write = (id: string, kind: string) => counsellor.post(`/consults/${id}/messages`, { kind, text: 'Dank je.' }).expect(201);
  const heardAt = async (moment: string): Promise<string[]> => {
    await world.setClock(moment);
    return news(world);
  };
  const waitsUntil = async () =>
    (
      await world.query(
        `select distinct to_char(not_before at time zone 'Europe/Brussels', 'YYYY-MM-DD HH24:MI') as moment
         from outbox where event = 'mail.send' and done_at is null`,
      )
    ).map(({ moment }: { moment: string }) => moment);

  it('waits until eight, while the portal says at once what happened', async () => {
    await world.setClock(EVENING);
    const id = await ask();
    expect(await news(world)).toEqual([]);
    expect(await waitsUntil()).toEqual(['2026-10-14 08:00']);
    const { body } = await counsellor.get('/notifications').expect(200);
    expect(body.items[0]).toMatchObject({ consultId: id, event: 'consult.submitted' });

    expect(await heardAt(ALMOST_EIGHT)).toEqual([]);
    await world.setClock(EIGHT);
    expect(await eventually('it leaves', () => world.mailbox.mails.length === TEAM.length, 3000)).toBeLessThan(2000);
    expect(await news(world)).toEqual(everyone(TEAM, 'consult.submitted'));
  });

  it.each([
    ['one minute before nine in the evening leaves', '2026-10-13T20:59:00+02:00', []],
    ['nine in the evening waits for tomorrow', '2026-10-13T21:00:00+02:00', ['2026-10-14 08:00']],
    ['seven in the morning waits an hour', SEVEN, ['2026-10-14 08:00']],
    ['the night on which the clock goes back waits for eight on the new clock', '2026-10-24T23:00:00+02:00', ['2026-10-25 08:00']],
  ])('%s', async (_what, moment, waits) => {
    await world.setClock(moment);
    await ask();
    expect(await news(world)).toHaveLength(waits.length ? 0 : TEAM.length);
    expect(await waitsUntil()).toEqual(waits);
  });

  describe('leaves all the same', () => {
    it.each([
      ['an answer', 'high', highFacts(), 'answer', 'club-gent: consult.answered'],
      ['a question', 'high', highFacts(), 'information-request', 'club-gent: consult.information-requested'],
      ['an answer', 'acute', acuteFacts, 'answer', 'club-gent: consult.answered'],
      ['a question', 'acute', acuteFacts, 'information-request', 'club-gent: consult.information-requested'],
    ])('%s to a consult that is %s', async (_what, _urgency, about, kind, told) => {
      const id = await claimed(about);
      await world.setClock(EVENING);
      await write(id, kind);
      expect(await news(world)).toEqual([told]);
    });

    it('an acute consult to a team that is open at night', async () => {
      await openAllNight();
      try {
        await world.setClock(EVENING);
        await ask(acuteFacts);
        expect(await news(world)).toEqual(everyone(TEAM, 'consult.submitted'));
        await ask(highFacts());
        expect(await news(world)).toEqual([]);
      } finally {
        await world.query(`delete from reference_sets where kind = 'opening-hours' and valid_from = '2026-01-01'`);
      }
    });
  });

  describe('waits all the same', () => {
    it('an acute consult to a team that is closed', async () => {
      await world.setClock(EVENING);
      await ask(acuteFacts);
      expect(await news(world)).toEqual([]);
      expect(await heardAt(EIGHT)).toEqual(everyone(TEAM, 'consult.submitted'));
    });

    it.each([
      ['an answer to an ordinary consult', facts(), 'answer', 'club-gent: consult.answered'],
      ['a message that is no answer to an acute one', acuteFacts, 'message', 'club-gent: consult.team-message'],
    ])('%s', async (_what, about, kind, told) => {
      const id = await claimed(about);
      await world.setClock(EVENING);
      await write(id, kind);
      expect(await news(world)).toEqual([]);
      expect((await heardAt(EIGHT)).filter((line) => line.startsWith('club-gent'))).toEqual([told]);
    });
  });

  it.each([
    ['whose mandate ended', `update mandates set valid_to = '2026-10-13' where account_id = $1`],
    ['whose mandate was suspended', 'update mandates set suspended_at = now() where account_id = $1'],
    ['whose account was suspended', 'update accounts set suspended_at = now() where id = $1'],
  ])('a person %s before the morning gets nothing, the others do', async (_who, change) => {
    await world.setClock(EVENING);
    await ask();
    await news(world);
    const [{ id: volunteer }] = await world.query('select id from accounts where email = $1', [demoEmail('1712-ovl-vrijwilliger')]);
    await world.query(change, [volunteer]);
    expect(await heardAt(EIGHT)).toEqual(everyone(TEAM.slice(0, 3), 'consult.submitted'));
    const last = await world.query('select state from deliveries where account_id = $1 order by id desc limit 1', [volunteer]);
    expect(last).toEqual([{ state: 'skipped' }]);
  });

  it('what fell due at night is mailed at eight, if it is still due', async () => {
    const id = await claimed();
    await world.setClock('2026-10-13T23:30:00+02:00');
    await write(id, 'information-request');
    await contact.get(`/consults/${id}/messages`).expect(200);
    await heardAt(EIGHT);
    expect(await heardAt('2026-10-16T23:30:00+02:00')).toEqual([]);
    expect(await heardAt('2026-10-17T08:00:00+02:00')).toEqual(['club-gent: information-asked']);

    expect(await heardAt('2026-10-20T23:30:00+02:00')).toEqual([]);
    await contact.post(`/consults/${id}/messages`, { kind: 'message', text: 'Ze is negentien.' }).expect(201);
    expect(await heardAt('2026-10-21T08:00:00+02:00')).toEqual(['1712-ovl: consult.contact-message']);
  });

  it('mails about a consult are the same letter for letter, whoever gets it and whatever it is about', async () => {
    const texts = new Set<string>();
    const letters = async () => {
      await world.settled();
      const mails = world.mailbox.mails.splice(0);
      for (const { raw, to } of mails) {
        texts.add(raw.replace(/^Message-ID: .*\r\n/m, '').replace(/^Date: .*\r\n/m, '').replaceAll(to, 'somebody'));
      }
      return mails.length;
    };
    await world.setClock('2026-10-13T10:00:00+02:00');
    const first = await ask();
    const second = await ask(acuteFacts);
    let count = await letters();
    for (const id of [first, second]) {
      await counsellor.put(`/consults/${id}/assignment`).expect(200);
      await write(id, 'information-request');
      await contact.post(`/consults/${id}/messages`, { kind: 'message', text: 'Ze is negentien.' }).expect(201);
      await write(id, 'answer');
    }
    await contact.put(`/consults/${first}/closure`, { outcome: 'resolved' }).expect(200);
    count += await letters();
    await world.setClock('2026-10-16T10:00:00+02:00');
    count += await letters();

    expect(count).toBeGreaterThan(15);
    const [letter, ...others] = texts;
    expect(others).toEqual([]);
    const [head, ...body] = letter!.split('\r\n\r\n');
    expect(head).toMatch(/^Subject: Er is nieuws in Klankbord$/m);
    expect(body.join('\n').trim().split(/\s*\n+/)).toEqual(['Er is nieuws in Klankbord', expect.stringMatching(/^http:\/\/[^/?#]+\/aanmelden$/)]);
  });

  /** A newer set of opening hours, in which this team answers its phone day and night. */
  const openAllNight = () => {
    const always = { channel: 'phone', validFrom: '2026-01-01', published: true, weekly: {} as Record<string, string[][]> };
    for (let day = 1; day <= 7; day += 1) always.weekly[day] = [['00:00', '23:59']];
    return world.query(
      `insert into reference_sets (id, kind, valid_from, content)
       select uuidv7(), kind, '2026-01-01', jsonb_set(content, '{teams,1712-oost-vlaanderen}', $1)
       from reference_sets where kind = 'opening-hours'`,
      [JSON.stringify([always])],
    );
  };

  describe('who chose one mail a day', () => {
    const [NINE, FOUR] = ['2026-10-14T09:00:00+02:00', '2026-10-14T16:00:00+02:00'];
    const NEXT_EIGHT = '2026-10-15T08:00:00+02:00';
    const rhythm = (who: Visitor, mails: string) => who.put('/notification-preferences', { mails }).expect(200);

    afterEach(async () => {
      await world.query(`update accounts set mail_rhythm = 'at-once'`);
    });

    it('says so herself, and only of herself', async () => {
      expect((await counsellor.get('/notification-preferences').expect(200)).body).toEqual({ mails: 'at-once' });
      expect((await rhythm(counsellor, 'daily')).body).toEqual({ mails: 'daily' });
      expect((await contact.get('/notification-preferences').expect(200)).body).toEqual({ mails: 'at-once' });
      await counsellor.put('/notification-preferences', { mails: 'never' }).expect(400);
      await counsellor.put('/notification-preferences', {}).expect(400);
    });

    it('gets the day’s news in one mail the next morning at eight, while others get each at once', async () => {
      await rhythm(counsellor, 'daily');
      await world.setClock(NINE);
      await ask();
      await world.setClock(FOUR);
      await ask();
      expect((await news(world)).filter((line) => line.startsWith('1712-ovl:'))).toEqual([]);

      await world.setClock(NEXT_EIGHT);
      await world.settled();
      expect(world.mailbox.mails.filter(({ to }) => to === demoEmail('1712-ovl'))).toHaveLength(1);
      const sent = await world.query(
        `select d.state, d.sent_with is null as carries from deliveries d join accounts a on a.id = d.account_id
         where a.email = $1 and d.gathered_for = $2 order by 2 desc`,
        [demoEmail('1712-ovl'), NEXT_EIGHT],
      );
      expect(sent).toEqual([
        { state: 'sent', carries: true },
        { state: 'sent', carries: false },
      ]);
    });

    it('still gets it when the first reason of the morning is gone by then', async () => {
      await rhythm(contact, 'daily');
      const first = await claimed();
      const second = await claimed();
      await write(first, 'message');
      await write(second, 'message');
      await world.settled();
      await contact.put(`/consults/${first}/withdrawal`, {}).expect(200);
      await world.query('delete from notifications where consult_id = $1', [first]);
      await world.query('delete from consults where id = $1', [first]);
      expect(await heardAt(EIGHT)).toEqual(['club-gent: consult.team-message']);
    });

    it('hears of an answer, a question and everything urgent at once', async () => {
      await rhythm(contact, 'daily');
      await rhythm(counsellor, 'daily');
      const id = await claimed();
      await write(id, 'answer');
      expect(await news(world)).toEqual(['club-gent: consult.answered']);
      await world.setClock(NINE);
      await ask(highFacts());
      expect(await news(world)).toContain('1712-ovl: consult.submitted');
    });
  });
});
