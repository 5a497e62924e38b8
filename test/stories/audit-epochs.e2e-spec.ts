import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult } from '../support/builders.js';
import { asOwner, asSuperuser, Sealing } from '../support/sealing.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** What outlives the audit record's own cluster, and its ten years. */
describe('the audit record', () => {
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

  const ask = async () => {
    await contact.post('/consults', consult()).expect(201);
    await sealing.sealAll();
  };
  const heads = (): string[] => readFileSync(process.env.AUDIT_HEADS_FILE!, 'utf8').trim().split('\n');

  describe('put back from a backup', () => {
    /** The database as it was some seals ago, on a cluster whose transactions are counted higher up; one row was not sealed yet. */
    const restore = async () => {
      await asSuperuser(async (client) => {
        await client.query('create table kept_events as table audit_events; create table kept_seals as table audit_seals');
        await contact.get('/consults/nowhere').expect(404);
        await client.query('insert into kept_events select * from audit_events where id not in (select id from kept_events)');
        await ask();
        await ask();
        await client.query(`delete from audit_events; delete from audit_seals; insert into audit_events select * from kept_events;
          insert into audit_seals select * from kept_seals; drop table kept_events, kept_seals;
          update audit_events set xid = (xid::text::bigint + 1000000)::text::xid8
            where (xid, id) > (select last_xid, last_id from audit_seals order by number desc limit 1)`);
      });
    };

    it('on a cluster that has not come as far is not sealed further either', async () => {
      await ask();
      const ahead = (by: number) =>
        asSuperuser((client) => client.query(`update audit_seals set last_xid = (last_xid::text::bigint + $1)::text::xid8 where number = (select max(number) from audit_seals)`, [by]));
      await ahead(1_000_000);
      await expect(sealing.sealer.run()).rejects.toMatchObject({ code: 'audit-other-cluster' });
      await ahead(-1_000_000);
    });

    it('is not sealed further, until somebody says that it was put back and opens a new epoch', async () => {
      await ask();
      const kept = heads().length;
      await restore();
      const lost = heads().length;
      await expect(sealing.sealer.run()).rejects.toThrow();
      expect((await sealing.verify()).wrong).not.toEqual([]);

      expect(await sealing.type('admin', 'audit', 'new-epoch')).toEqual({ code: 1, output: '--reason must be one of: restore\n' });
      const opened = await sealing.type('admin', 'audit', 'new-epoch', '--reason', 'restore');
      expect(opened).toEqual({ code: 0, output: 'Sealed 1 rows as they stood. Epoch 2 begins.\n' });
      expect(heads().slice(lost).map((line) => line.split(' ', 2).join(' '))).toEqual([`1 ${lost + 1}`, '2 0']);

      await ask();
      const verdict = await sealing.verify();
      expect(verdict).toMatchObject({ epochs: 2, wrong: [], unsealed: 0 });
      // A transaction elsewhere on the cluster may have made one seal into two.
      expect(lost - kept).toBeGreaterThanOrEqual(2);
      const numbers = Array.from({ length: lost - kept }, (_, nth) => kept + 1 + nth);
      expect(verdict.notes).toEqual(numbers.map((number) => expect.stringContaining(`seal 1/${number} is in the heads file only`)));
      expect(await world.query(`select epoch, result from audit_events where action = 'audit.new-epoch'`)).toEqual([{ epoch: 2, result: 'restore' }]);
    });

    it('is verified over all of its epochs: a row of the old one that is touched is found', async () => {
      const [{ id }] = await world.query('select id from audit_events where epoch = 1 order by id limit 1');
      const change = (result: string) => asSuperuser((client) => client.query('update audit_events set result = $2 where id = $1', [id, result]));
      await change('no');
      expect((await sealing.verify()).wrong).toEqual([expect.stringContaining(`row ${id} was changed (seal 1/1)`)]);
      await change('ok');
      // Nor can a seal at the seam be taken out.
      const seam = (sql: string) => asSuperuser((client) => client.query(sql));
      await seam('create table kept as select * from audit_seals where epoch = 1 order by number desc limit 1');
      await seam('delete from audit_seals s using kept k where (s.epoch, s.number) = (k.epoch, k.number)');
      expect((await sealing.verify()).wrong.join('\n')).toContain('seal 2/0 was changed, or does not follow the one before it');
      await seam('insert into audit_seals select * from kept; drop table kept');
      expect((await sealing.verify()).wrong).toEqual([]);
    });
  });

  describe('by month', () => {
    const monthOf = async (id: string): Promise<string> =>
      (await world.query('select tableoid::regclass::text as month from audit_events where id = $1', [id]))[0].month;
    const put = async (at: string): Promise<string> =>
      (await asSuperuser((client) => client.query(`insert into audit_events (id, at, epoch, action, result) values (uuidv7(), $1, 2, 'old', 'ok') returning id`, [at]))).rows[0].id;

    it('has this month and the next two, made by the app itself; what falls outside them is kept all the same', async () => {
      await world.query('select audit_partitions_ahead()');
      const now = new Date();
      const name = (ahead: number) =>
        `audit_events_${new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)).toISOString().slice(0, 7).replace('-', '_')}`;
      const rows = await world.query(
        `select inhrelid::regclass::text as name, pg_get_expr(relpartbound, inhrelid) as holds from pg_inherits join pg_class on oid = inhrelid
         where inhparent = 'audit_events'::regclass`,
      );
      const months = rows.map((row: { name: string }) => row.name);
      expect(months).toEqual(expect.arrayContaining([name(0), name(1), name(2), 'audit_events_default']));
      expect(months).not.toContain(name(3));
      expect(await monthOf(await put('2001-01-01T00:00:00Z'))).toBe('audit_events_default');
      await sealing.sealAll();
    });

    it('gives up whole months when their ten years are over, and no day sooner', async () => {
      const { code, output } = await sealing.type('admin', 'audit', 'detach', '--before', `${new Date().getUTCFullYear() - 9}-01`);
      expect([code, output]).toEqual([1, expect.stringMatching(/kept for 10 years: months before \d{4}-01 may go from \d{4}-01-01 on/)]);
      expect((await sealing.type('admin', 'audit', 'detach', '--before', 'maart')).code).toBe(1);
    });

    it('is verified from the head that closed what left, and still shows who touches what is left', async () => {
      await asOwner(`select audit_partition('2014-03-01'), audit_partition('2014-04-01'), audit_partition('2014-05-01')`);
      // In one seal, and not in the order of their months.
      await put('2014-03-30T10:00:00Z');
      const left = await put('2014-05-02T10:00:00Z');
      await put('2014-03-31T23:59:59Z');
      const april = await put('2014-04-01T00:00:00Z');
      expect(await monthOf(april)).toBe('audit_events_2014_04');
      await sealing.sealAll();
      await ask();

      const { code, output } = await sealing.type('admin', 'audit', 'detach', '--before', '2014-05');
      expect([code, output.split('\n')]).toEqual([0, [
        'audit_events_2014_03: 2 rows, detached. Keep a copy elsewhere or drop the table.',
        'audit_events_2014_04: 1 rows, detached. Keep a copy elsewhere or drop the table.',
        '2 months were detached.',
        '',
      ]]);
      await sealing.sealAll();
      expect(await world.query('select id from audit_events where id = $1', [april])).toEqual([]);
      expect(await world.query('select month, count::int from audit_detached order by month')).toEqual([{ month: '2014-03', count: 2 }, { month: '2014-04', count: 1 }]);
      expect((await sealing.verify()).wrong).toEqual([]);

      const touch = (sql: string) => asSuperuser((client) => client.query(sql));
      await touch(`update audit_events set result = 'no' where id = '${left}'`);
      expect((await sealing.verify()).wrong).toEqual([expect.stringContaining('what was left when 2014-04 was detached')]);
      await touch(`update audit_events set result = 'ok' where id = '${left}'`);
      await touch(`update audit_detached set count = 0 where month = '2014-04'`);
      expect((await sealing.verify()).wrong).toEqual([expect.stringContaining('what was left when 2014-04 was detached')]);
      await touch(`update audit_detached set count = 1 where month = '2014-04'`);
      await ask();
      expect(await sealing.verify()).toMatchObject({ wrong: [], epochs: 2 });
    });
  });
});
