import type { ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { asAdmin } from '../support/databases.js';
import { consult } from '../support/builders.js';
import { kill, workerProcess } from '../support/killed-worker.js';
import { announceMany } from '../support/outbox.js';
import { eventually } from '../support/patience.js';
import { startWorker, stopWorker, World } from '../support/world.js';

describe('a worker that is killed while it works', () => {
  let world: World;
  let consultId: string;
  let doomed: ChildProcess | undefined;
  let other: INestApplicationContext | undefined;

  beforeAll(async () => {
    world = await World.start({ worker: false, env: { KLANKBORD_RETRY_UNIT_MS: '50' } });
    await world.setClock('2026-10-13T10:00:00+02:00');
    const contact = await world.signIn('club-gent');
    consultId = (await contact.post('/consults', consult()).expect(201)).body.id;
    await world.query('delete from outbox');
  });
  afterAll(() => world?.stop());
  afterEach(async () => {
    if (doomed) await kill(doomed);
    if (other) await stopWorker(other);
    world.mailbox.clear();
    world.mailbox.manners = () => undefined;
  });

  /** One mail, to the asker. */
  const write = () => announceMany(world, 'consult.team-message', consultId);
  const ids = () => world.mailbox.mails.map(({ messageId }) => messageId);
  const left = () => world.query(`select state from deliveries where state <> 'sent'`);

  it('between the mail server’s 250 and the mark: the mail comes at most once more, as the same message', async () => {
    const holder = new pg.Client({ connectionString: asAdmin(process.env.DATABASE_URL!) });
    await holder.connect();
    // Whoever marks the mail as sent will have to wait, so that the 250 is there and the mark is not.
    world.mailbox.manners = async () => {
      world.mailbox.manners = () => undefined;
      await holder.query('begin');
      await holder.query('select id from deliveries for update');
    };
    doomed = await workerProcess();
    await write();
    const marking = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      and query like 'update deliveries set state%'`;
    await eventually('the worker waits to mark it', async () => (await world.query(marking)).length);
    const [{ pid }] = await world.query(marking);
    expect(ids()).toHaveLength(1);

    await kill(doomed);
    await world.query('select pg_terminate_backend($1)', [pid]);
    await holder.query('rollback');
    await holder.end();
    expect(await left()).toEqual([{ state: 'waiting' }]);

    other = await startWorker();
    await world.settled(20_000);
    expect(await left()).toEqual([]);
    expect(ids()).toHaveLength(2);
    expect(new Set(ids()).size).toBe(1);
    expect(world.mailbox.mails[0]!.raw).toBe(world.mailbox.mails[1]!.raw);
  });

  it('twice in a row, while it sends: the mail arrives in the end', async () => {
    const dies = async () => {
      world.mailbox.manners = async () => {
        await kill(doomed!);
        return { code: 451, text: 'not taken' };
      };
      doomed = await workerProcess();
    };
    await write();
    for (const _time of ['once', 'twice']) {
      await dies();
      await eventually('it was killed', () => doomed!.signalCode === 'SIGKILL', 20_000);
    }
    world.mailbox.manners = () => undefined;
    other = await startWorker();
    await world.settled(30_000);
    expect(await left()).toEqual([]);
    expect(ids()).toHaveLength(1);
  }, 60_000);
});
