import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { DB_ROLES } from '../../src/platform/database/roles.js';
import { asActor } from '../support/as-actor.js';
import { consult } from '../support/builders.js';
import { asOwner, asSuperuser, command, Sealing } from '../support/sealing.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** Whoever may do anything to the database cannot change what was sealed without its being found. */
describe('the sealed audit record', () => {
  let world: World;
  let sealing: Sealing;
  let contact: Visitor;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    contact = await world.signIn('club-gent');
    sealing = await Sealing.start();
  });
  afterAll(async () => {
    await sealing?.stop();
    await world?.stop();
  });

  const heads = (): string => process.env.AUDIT_HEADS_FILE!;
  const rowIds = async (): Promise<string[]> =>
    (await world.query('select id from audit_events order by epoch, xid, id')).map(({ id }: any) => id);
  const sealsNow = async (): Promise<number> => (await world.query('select count(*)::int as seals from audit_seals'))[0].seals;

  /** Some rows more under some seals more. */
  const live = async () => {
    for (let i = 0; i < 3; i += 1) {
      await contact.post('/consults', consult()).expect(201);
      await sealing.sealAll();
    }
  };
  beforeEach(live);

  /** Puts everything back afterwards: rows, seals, heads. */
  const tampering = async (work: () => Promise<unknown>, look: () => Promise<void>) => {
    const lines = readFileSync(heads());
    await asSuperuser(async (client) => {
      await client.query('create table kept_events as table audit_events; create table kept_seals as table audit_seals');
      try {
        await work();
        await look();
      } finally {
        await client.query(`delete from audit_events; insert into audit_events select * from kept_events; drop table kept_events;
          delete from audit_seals; insert into audit_seals select * from kept_seals; drop table kept_seals`);
        writeFileSync(heads(), lines);
      }
    });
    expect((await sealing.verify()).wrong).toEqual([]);
  };
  const superuser = (sql: string, parameters: unknown[] = []) => asSuperuser((client) => client.query(sql, parameters));

  it('that nobody touched is as it was sealed', async () => {
    const ids = await rowIds();
    expect(await sealing.verify()).toEqual({ rows: ids.length, seals: await sealsNow(), epochs: 1, unsealed: 0, wrong: [], notes: [] });
    const { code, output } = await command('audit:verify');
    expect([code, output]).toEqual([0, expect.stringContaining('The audit record is as it was sealed.')]);
    expect(output).toContain(`${ids.length} rows in ${await sealsNow()} seals, 1 epochs; 0 rows`);
  }, 60_000);

  it('is added to and read by the app, and changed by nobody: not by the app, not by its owner', async () => {
    const [{ month }] = await world.query(`select tableoid::regclass::text as month from audit_events limit 1`);
    for (const table of ['audit_events', month, 'audit_seals', 'audit_detached']) {
      for (const sql of [`update ${table} set at = now()`, `delete from ${table}`, `truncate ${table}`]) {
        for (const role of ['none', ...DB_ROLES]) {
          await expect(asActor(null, (raw) => raw(`set local role ${role}`).then(() => raw(sql)))).rejects.toThrow('permission denied');
        }
        await expect(asOwner(sql)).rejects.toThrow('is insert-only');
      }
    }
  });

  it.each(['at = at + interval \'1 microsecond\'', 'account_id = null', 'mandate_id = null', `action = 'consult.see'`, `record_kind = 'x'`, 'record_id = null', `result = 'no'`])(
    'with a column changed (%s) names the row',
    async (change) => {
      const [{ id }] = await world.query(`select id from audit_events where action = 'consult.submit' order by id limit 1`);
      await tampering(
        () => superuser(`update audit_events set ${change} where id = $1`, [id]),
        async () => expect((await sealing.verify()).wrong).toEqual([expect.stringMatching(new RegExp(`^row ${id} was changed`))]),
      );
    },
  );

  it('with a row taken out names the row, and the command ends with 1', async () => {
    const id = (await rowIds())[4]!;
    await tampering(
      () => superuser('delete from audit_events where id = $1', [id]),
      async () => {
        expect((await sealing.verify()).wrong).toEqual([expect.stringContaining(`row ${id} was removed`)]);
        const { code, output } = await command('audit:verify');
        expect([code, output]).toEqual([1, expect.stringContaining(`WRONG  row ${id} was removed`)]);
      },
    );
  }, 60_000);

  it('with a row put into the sealed past names the row', async () => {
    const id = uuid();
    const insert = `insert into audit_events (id, at, xid, action, result)
      select $1, at, xid, 'consult.read', 'ok' from audit_events order by epoch, xid, id offset 3 limit 1`;
    await tampering(
      () => superuser(insert, [id]),
      async () => expect((await sealing.verify()).wrong).toEqual([expect.stringContaining(`row ${id} was put in`)]),
    );
  });

  it('with two rows in each other’s place names both', async () => {
    const ids = await rowIds();
    const [one, other] = [ids[2]!, ids.at(-2)!];
    const swap = `update audit_events a set xid = b.xid, at = b.at from audit_events b where (a.id, b.id) in (($1, $2), ($2, $1))`;
    await tampering(
      () => superuser(swap, [one, other]),
      async () => {
        const { wrong } = await sealing.verify();
        for (const id of [one, other]) expect(wrong.join('\n')).toContain(`row ${id} was`);
        expect(wrong.every((finding) => finding.includes(one) || finding.includes(other))).toBe(true);
      },
    );
  });

  it('with its end cut off, rows and seals together, is found by the heads file', async () => {
    const cut = `with gone as (delete from audit_seals where number > (select max(number) - 2 from audit_seals) returning first_xid)
      delete from audit_events where xid >= (select min(first_xid) from gone)`;
    const last = await sealsNow();
    await tampering(
      () => superuser(cut),
      async () => {
        expect((await sealing.verify()).wrong).toEqual([last - 1, last].map((number) => expect.stringMatching(new RegExp(`^seal 1/${number}, .* is in the heads file and not in the database`))));
        // Nor is it sealed over.
        await expect(sealing.sealer.run()).rejects.toThrow();
        expect(await sealsNow()).toBe(last - 2);
      },
    );
  });

  it('with a seal changed, taken out or made up names the seal', async () => {
    const number = (await sealsNow()) - 1;
    await tampering(
      () => superuser('update audit_seals set count = count + 1 where number = $1', [number]),
      async () => expect((await sealing.verify()).wrong.join('\n')).toContain(`seal 1/${number} was changed`),
    );
    await tampering(
      () => superuser('delete from audit_seals where number = $1', [number]),
      async () => {
        const { wrong } = await sealing.verify();
        expect(wrong).toEqual([expect.stringMatching(new RegExp(`^seal 1/${number}, .* not in the database`)), expect.stringMatching(new RegExp(`^seal 1/${number + 1} .* does not follow`))]);
      },
    );
    await tampering(
      () => superuser(`insert into audit_seals select epoch, number + 1, first_xid, first_id, last_xid, last_id, count, marks, sha256(head) from audit_seals where number = $1`, [number + 1]),
      async () => expect((await sealing.verify()).wrong.join('\n')).toContain(`seal 1/${number + 2} has no line in the heads file`),
    );
  });

  it('with the heads file changed, shortened or gone says so', async () => {
    const text = readFileSync(heads(), 'utf8');
    const lines = text.split('\n');
    const changed = lines.with(1, lines[1]!.replace(/.$/, (hex) => (hex === '0' ? '1' : '0'))).join('\n');
    const last = lines.length - 1;
    for (const [written, said] of [
      [changed, 'line 2 of the heads file is not seal 1/2'],
      [lines.toSpliced(1, 1).join('\n'), 'seal 1/2 has no line'],
      [`${lines.slice(0, -2).join('\n')}\n`, `seal 1/${last} has no line`],
      [lines.toSpliced(2, 0, lines[0]!).join('\n'), 'line 3 of the heads file is out of order'],
      [`${text}1 ${last + 1} 5 ${uuid()} 3 ${'ab'.repeat(32)}\n`, `seal 1/${last + 1}`],
    ] as const) {
      await tampering(
        async () => writeFileSync(heads(), written),
        async () => expect((await sealing.verify()).wrong).toEqual([expect.stringContaining(said)]),
      );
    }
    renameSync(heads(), `${heads()}.gone`);
    expect((await sealing.verify()).wrong).toEqual([expect.stringContaining('the heads file is missing')]);
    renameSync(`${heads()}.gone`, heads());
  });

  it('reports a young row that is not sealed yet, and finds fault with an old one', async () => {
    await contact.get('/consults/nowhere').expect(404);
    expect(await sealing.verify()).toMatchObject({ unsealed: 1, wrong: [] });
    await sealing.sealAll();
    const id = uuid();
    await tampering(
      () => superuser(`insert into audit_events (id, at, action, result) values ($1, now() - interval '61 seconds', 'x', 'ok')`, [id]),
      async () => expect((await sealing.verify()).wrong).toEqual([`row ${id} is older than 60 seconds and not sealed`]),
    );
  });
});
