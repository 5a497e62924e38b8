import { appendFileSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { consult } from '../support/builders.js';
import { eventually } from '../support/patience.js';
import { asSuperuser, Sealing } from '../support/sealing.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const WRITERS = 8;

/** The sealer works behind people, and any number of them, or a crash at any moment, leaves one chain. */
describe('the sealer', () => {
  let world: World;
  let sealings: Sealing[];
  let contact: Visitor;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    contact = await world.signIn('club-gent');
    sealings = [await Sealing.start(), await Sealing.start()];
  });
  afterAll(async () => {
    for (const sealing of sealings ?? []) await sealing.stop();
    await world?.stop();
  });
  /** What every story here comes to. */
  const oneChain = async () => {
    await sealings[0]!.sealAll();
    expect(await sealings[0]!.verify()).toMatchObject({ wrong: [], notes: [], unsealed: 0 });
  };

  const sealedUpTo = async (): Promise<bigint> =>
    BigInt((await world.query('select coalesce(max(last_xid::text::bigint), 0)::text as xid from audit_seals'))[0].xid);
  const heads = (): string[] => readFileSync(process.env.AUDIT_HEADS_FILE!, 'utf8').trim().split('\n');

  it('waits for a long transaction, and no command waits for the sealer', async () => {
    const long = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await long.connect();
    await long.query('begin');
    await long.query('set local role klankbord_report');
    const insert = `insert into audit_events (id, action, result) values (uuidv7(), 'long', 'ok') returning xid::text`;
    const { rows } = await long.query(insert);
    const xid = BigInt(rows[0].xid);

    let writing = true;
    const sealer = (async () => {
      while (writing) await sealings[0]!.sealer.run();
    })();
    const took: number[] = [];
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (let i = 0; i < 5; i += 1) {
          const from = performance.now();
          await contact.post('/consults', consult()).expect(201);
          took.push(performance.now() - from);
        }
      }),
    );
    writing = false;
    await sealer;
    expect(Math.max(...took)).toBeLessThan(3000);
    // What was written after the long transaction began waits with it.
    expect(await sealedUpTo()).toBeLessThan(xid);

    await long.query(insert);
    await long.query('commit');
    await long.end();
    const tookToSeal = await eventually('the long transaction is sealed', async () => {
      await sealings[0]!.sealer.run();
      return (await sealedUpTo()) > xid;
    });
    expect(tookToSeal).toBeLessThan(5000);
    const [{ between }] = await world.query(
      `select count(*)::int as between from audit_seals where first_xid <= $1::xid8 and last_xid >= $1::xid8`,
      [String(xid)],
    );
    expect(between).toBe(1);
    await oneChain();
  });

  it('that is two at once makes one chain, and seals every row once', async () => {
    let writing = true;
    const sealers = sealings.map(async ({ sealer }) => {
      while (writing) await sealer.run();
    });
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        for (let i = 0; i < 5; i += 1) await contact.post('/consults', consult()).expect(201);
      }),
    );
    writing = false;
    await Promise.all(sealers);
    await sealings[1]!.sealAll();
    const [{ rows, sealed, seals, last }] = await world.query(
      `select (select count(*)::int from audit_events) as rows, sum(count)::int as sealed, count(*)::int as seals, max(number)::int as last from audit_seals`,
    );
    expect([sealed, last]).toEqual([rows, seals]);
    expect(heads()).toHaveLength(seals);
    await oneChain();
  });

  describe('that crashed', () => {
    const crashed = async (): Promise<void> => {
      await sealings[0]!.sealAll();
      await contact.post('/consults', consult()).expect(201);
      await asSuperuser((client) => client.query('revoke insert on audit_seals from klankbord_sealer'));
      const before = heads().length;
      await eventually('the head is written and the seal is not', async () => {
        await sealings[0]!.sealer.run().catch(() => undefined);
        return heads().length > before;
      });
      await asSuperuser((client) => client.query('grant insert on audit_seals to klankbord_sealer'));
    };

    it('between the heads file and the seal has tampered with nothing, and the next one finishes the same seal', async () => {
      await crashed();
      const lines = heads();
      const { wrong, notes } = await sealings[1]!.verify();
      expect([wrong, notes]).toEqual([[], [expect.stringMatching(/is written in the heads file and not yet in the database/)]]);
      await contact.post('/consults', consult()).expect(201);
      await sealings[1]!.sealer.run();
      const [, number, , , count, head] = lines.at(-1)!.split(' ');
      expect(await world.query(`select count, encode(head, 'hex') as head from audit_seals where number = $1`, [number])).toEqual([{ count: Number(count), head }]);
      await oneChain();
    });

    it('in the middle of a line goes on below it', async () => {
      await sealings[0]!.sealAll();
      appendFileSync(process.env.AUDIT_HEADS_FILE!, '1 99');
      await contact.post('/consults', consult()).expect(201);
      await sealings[0]!.sealAll();
      expect(heads().filter((line) => line === '1 99')).toHaveLength(1);
      await oneChain();
    });

    it('and whose row was changed meanwhile does not seal the change', async () => {
      await crashed();
      const change = (result: string) =>
        asSuperuser((client) => client.query(`update audit_events set result = $1 where id = (select id from audit_events order by id desc limit 1)`, [result]));
      await change('no');
      await expect(sealings[0]!.sealer.run()).rejects.toThrow();
      expect((await sealings[0]!.verify()).wrong).toHaveLength(1);
      await change('ok');
      await oneChain();
    });
  });
});

describe('the worker', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world?.stop());

  it('seals what is on record within five seconds of its end', async () => {
    await world.signIn('club-gent');
    const took = await eventually('the sign-in is sealed', async () => {
      const [{ open }] = await world.query(
        `select exists (select 1 from audit_events where (epoch, xid, id) > (select epoch, last_xid, last_id from audit_seals
           union all select 0, '0', '00000000-0000-0000-0000-000000000000' order by 1 desc, 2 desc, 3 desc limit 1)) as open`,
      );
      return !open;
    });
    expect(took).toBeLessThan(5000);
  });
});
