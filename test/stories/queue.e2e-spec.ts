import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { ASSERT_AGAIN_SECONDS, Schedules, SCHEDULES } from '../../src/features/reminders/schedules.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { consult } from '../support/builders.js';
import { announceMany } from '../support/outbox.js';
import { eventually, pause } from '../support/patience.js';
import { emptyQueue } from '../support/queue.js';
import { startWorker, stopWorker, World } from '../support/world.js';

/** A team of four hears of each: two counsellors, the lead and the volunteer. */
const TEAM = 4;

describe('a queue that is emptied, and work that is shared', () => {
  let world: World;
  let consultId: string;
  let workers: INestApplicationContext[] = [];

  beforeAll(async () => {
    world = await World.start({ worker: false, env: { KLANKBORD_RETRY_UNIT_MS: '100', KLANKBORD_SCHEDULE_UNIT_MS: '100' } });
    await world.setClock('2026-10-13T10:00:00+02:00');
    const contact = await world.signIn('club-gent');
    consultId = (await contact.post('/consults', consult()).expect(201)).body.id;
    await world.query('delete from outbox');
  });
  afterAll(() => world?.stop());

  beforeEach(() => {
    world.mailbox.clear();
    world.mailbox.manners = () => undefined;
  });
  afterEach(async () => {
    await Promise.all(workers.map(stopWorker));
    workers = [];
  });

  const start = async (count: number) => {
    workers = await Promise.all(Array.from({ length: count }, startWorker));
  };
  const differentMails = () => new Set(world.mailbox.mails.map(({ messageId }) => messageId)).size;

  it('two workers with a relay each do the work of 200 outbox rows, losing and doubling no mail', async () => {
    await announceMany(world, 'consult.submitted', consultId, 40);
    await start(2);
    await world.settled(20_000);
    const [{ rows }] = await world.query('select count(*)::int as rows from outbox where done_at is not null');
    expect(rows).toBe(40 + 40 * TEAM);
    expect(world.mailbox.mails).toHaveLength(40 * TEAM);
    expect(differentMails()).toBe(40 * TEAM);
    const states = await world.query('select state, count(*)::int as count from deliveries group by state');
    expect(states).toEqual([{ state: 'sent', count: 40 * TEAM }]);
  });

  it('a queue that loses everything four times while mail waits loses no mail and doubles none', async () => {
    world.mailbox.manners = () => pause(20);
    await announceMany(world, 'consult.submitted', consultId, 20);
    await start(2);
    for (const arrived of [0, 5, 20, 40]) {
      await eventually(`${arrived} mails arrived`, () => world.mailbox.mails.length >= arrived, 20_000);
      await emptyQueue();
    }
    expect(world.mailbox.mails.length).toBeLessThan(20 * TEAM);
    await world.settled(20_000);
    expect(world.mailbox.mails).toHaveLength(20 * TEAM);
    expect(differentMails()).toBe(20 * TEAM);
    const [{ dead }] = await world.query('select count(*)::int as dead from outbox where dead_at is not null');
    expect(dead).toBe(0);
  });

  /** Makes a reminder due behind everyone's back, so that only the planner's own schedule can see it. */
  const planned = async (patienceMs: number) => {
    await world.query(`update consults set next_reminder_at = '2020-01-01' where id = $1`, [consultId]);
    return eventually('the planner looked', () => looked(), patienceMs);
  };
  const looked = async () =>
    (await world.query(`select 1 from consults where id = $1 and next_reminder_at > '2026-01-01'`, [consultId])).length > 0;

  it('the planner runs at its pace however often its schedule is asserted', async () => {
    await start(2);
    const second = 100;
    const asserting = setInterval(() => workers.forEach((worker) => void worker.get(Schedules).assert()), 2 * second);
    try {
      for (let round = 0; round < 5; round += 1) {
        expect(await planned(3 * SCHEDULES['plan-reminders'].every * second)).toBeLessThan(2.5 * SCHEDULES['plan-reminders'].every * second);
      }
    } finally {
      clearInterval(asserting);
    }
  });

  it('the planner runs again within 30 s of the queue losing its schedules', async () => {
    const second = 100;
    await start(1);
    await planned(30 * second);
    for (let round = 0; round < 2; round += 1) {
      await emptyQueue();
      expect(await planned(40 * second)).toBeLessThan(30 * second);
    }
    expect(ASSERT_AGAIN_SECONDS).toBeLessThan(30);
  });

  it('only a test makes seconds shorter', () => {
    const env = { ...process.env, KLANKBORD_MODE: 'demo' };
    expect(loadConfig(env)).toMatchObject({ retryUnitMs: 1000, scheduleUnitMs: 1000 });
  });
});
