import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { SCHEDULES } from '../../src/features/reminders/schedules.js';
import { Database, type Tx } from '../../src/platform/database/database.js';
import type { SystemName } from '../../src/platform/database/roles.js';
import { SweepOrphanKeys } from '../../src/platform/vault/sweep-orphan-keys.js';
import { VAULT_SOURCE } from '../../src/platform/vault/vault-source.js';
import { consult } from '../support/builders.js';
import { news } from '../support/news.js';
import { inVault } from '../support/tables.js';
import { command } from '../support/vault.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** Of the product; mails leave by day. */
const TODAY = '2026-10-13T10:00:00+02:00';

describe('keys without a record', () => {
  let world: World;
  let contact: Visitor;
  let consultId: string;
  let escalationId: string;

  beforeAll(async () => {
    world = await World.start();
    await world.setClock(TODAY);
    contact = await world.signIn('club-gent');
    consultId = (await contact.post('/consults', consult()).expect(201)).body.id;
    const extract = { extract: 'Wie mag zo iets beslissen?', acknowledgedFindings: true };
    escalationId = (await contact.post(`/consults/${consultId}/escalations`, extract).expect(201)).body.id;
    await inVault(`update data_keys set created_at = now() - interval '400 days'`);
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    await inVault('delete from restores');
    await inVault('delete from data_keys where not (record_id = any($1::uuid[]))', [[consultId, escalationId]]);
    await world.query(`delete from outbox where event = 'vault.sweep-stopped' and id not in (select outbox_id from notifications)
      and id not in (select outbox_id from deliveries)`);
    await news(world);
  });

  /** As if it had been made, and disabled, so many days ago. */
  const orphan = async (age: number, disabled: number | null = null): Promise<string> => {
    const id = uuid();
    await inVault(
      `insert into data_keys (record_id, kek_id, wrapped, created_at, disabled_at)
       select $1, kek_id, $2, now() - $3 * interval '1 day', now() - $4::float * interval '1 day' from keks limit 1`,
      [id, randomBytes(60), age, disabled],
    );
    return id;
  };
  const stateOf = async (id: string): Promise<string> => {
    const [row] = await inVault('select disabled_at from data_keys where record_id = $1', [id]);
    return row ? (row.disabled_at ? 'disabled' : 'there') : 'gone';
  };
  const sweep = () => world.worker!.get(SweepOrphanKeys).sweep();
  const audited = async (id: string | null) =>
    (await world.query(`select action, result from audit_events where record_id is not distinct from $1 and action like 'vault.%' order by id`, [id])).map(
      ({ action, result }: { action: string; result: string }) => (result === 'ok' ? action : `${action}: ${result}`),
    );
  const lastRun = async () => (await audited(null)).at(-1);

  it('are looked for by the worker once a day', () => {
    expect(SCHEDULES['sweep-keys'].every).toBe(24 * 3600);
  });

  it('are disabled after thirty days and destroyed a week later, each on the audit record; keys of records stay', async () => {
    const [young, old, waiting, ripe] = [await orphan(29), await orphan(31), await orphan(60, 6), await orphan(60, 8)];
    await sweep();
    expect(await Promise.all([young, old, waiting, ripe].map(stateOf))).toEqual(['there', 'disabled', 'disabled', 'gone']);
    expect(await Promise.all([consultId, escalationId].map(stateOf))).toEqual(['there', 'there']);
    expect(await audited(old)).toEqual(['vault.disable-key']);
    expect(await audited(ripe)).toEqual(['vault.destroy-key']);
    expect(await lastRun()).toBe('vault.sweep');
    await contact.get(`/consults/${consultId}`).expect(200);
  });

  it('are counted by the machine’s clock, not by a clock that was moved', async () => {
    const young = await orphan(3);
    await world.setClock('2036-01-01T10:00:00+01:00');
    await sweep();
    expect(await stateOf(young)).toBe('there');
    await world.setClock(TODAY);
  });

  it('are left alone for thirty days after somebody noted a restore', async () => {
    const ids = [await orphan(31), await orphan(60, 8)];
    expect(await command('admin vault restored')).toContain('No key is swept for 30 days');
    await sweep();
    expect(await Promise.all(ids.map(stateOf))).toEqual(['there', 'disabled']);
    expect(await lastRun()).toBe('vault.sweep: restored');
    await inVault(`update restores set restored_at = now() - interval '31 days'`);
    await sweep();
    expect(await Promise.all(ids.map(stateOf))).toEqual(['disabled', 'gone']);
  });

  it('are left alone when there are more than a hundred; an admin is told once', async () => {
    const ids = await Promise.all(Array.from({ length: 101 }, () => orphan(31)));
    await sweep();
    await sweep();
    expect(new Set(await Promise.all(ids.map(stateOf)))).toEqual(new Set(['there']));
    expect(await lastRun()).toBe('vault.sweep: too-many');
    expect(await news(world)).toEqual(['admin-2: vault.sweep-stopped', 'admin: vault.sweep-stopped']);
    const admin = await world.signIn('admin');
    expect((await admin.get('/notifications').expect(200)).body.items[0].text).toContain('sleutels');
    await inVault('delete from data_keys where record_id = $1', [ids[0]]);
    await sweep();
    expect(await stateOf(ids[1]!)).toBe('disabled');
  });

  describe('with a main database', () => {
    /** The real one, except for what it says to the sweep. */
    const sweepWith = (answer: (tx: Tx, sql: string, parameters?: unknown[]) => Promise<any>) => {
      const real = world.worker!.get(Database);
      const asked = {
        asSystem: (name: SystemName, work: (tx: Tx) => Promise<unknown>) =>
          real.asSystem(name, (tx) => {
            const query = (sql: string, parameters?: unknown[]) => answer(tx, sql, parameters);
            return work(Object.create(tx, { query: { value: query } }));
          }),
      };
      return new SweepOrphanKeys(world.worker!.get(VAULT_SOURCE), asked as unknown as Database).sweep();
    };

    it('that is a replica, are left alone', async () => {
      const ids = [await orphan(31), await orphan(60, 8)];
      await sweepWith((tx, sql, parameters) => tx.query(sql.replace('pg_is_in_recovery()', 'not pg_is_in_recovery()'), parameters));
      expect(await Promise.all(ids.map(stateOf))).toEqual(['there', 'disabled']);
    });

    it('that does not answer, are left alone', async () => {
      const ids = [await orphan(31), await orphan(60, 8)];
      await sweepWith(() => Promise.reject(Object.assign(new Error('lost'), { code: 'ECONNREFUSED' })));
      expect(await Promise.all(ids.map(stateOf))).toEqual(['there', 'disabled']);
    });

    it('that shows no record at all, are left alone', async () => {
      const id = await orphan(31);
      await sweepWith((tx, sql, parameters) => tx.query(sql, sql.includes('pg_is_in_recovery') ? [[]] : parameters));
      expect(await stateOf(id)).toBe('there');
      expect(await lastRun()).toBe('vault.sweep: none-owned');
    });

    it('in which the record comes to be after the keys were read, are left alone', async () => {
      const id = await orphan(31);
      await sweepWith(async (tx, sql, parameters) => {
        if (sql.includes('pg_is_in_recovery')) {
          await world.query(
            `insert into consults select (json_populate_record(c, json_build_object('id', $1::text, 'reference', 'later'))).* from consults c where id = $2`,
            [id, consultId],
          );
        }
        return tx.query(sql, parameters);
      });
      expect(await stateOf(id)).toBe('there');
      await world.query('delete from consults where id = $1', [id]);
    });
  });

  describe('that were disabled although the record is there', () => {
    beforeEach(async () => {
      await inVault(`update data_keys set disabled_at = now() - interval '8 days' where record_id = $1`, [consultId]);
    });

    it('do not open it, are not destroyed, and open it again once enabled', async () => {
      await contact.get(`/consults/${consultId}`).expect(410);
      await sweep();
      expect(await stateOf(consultId)).toBe('disabled');
      expect(await command(`admin vault enable-key ${consultId}`)).toBe(`Key ${consultId} is enabled.\n`);
      await contact.get(`/consults/${consultId}`).expect(200);
      expect(await audited(consultId)).toContain('vault.enable-key');
    });

    it('are enabled by their id only', async () => {
      expect(await command(`admin vault enable-key ${uuid()}`)).toContain('There is no disabled key');
      expect(await command('admin vault enable-key consult')).toContain('Say which one');
      expect(await stateOf(consultId)).toBe('disabled');
    });
  });
});
