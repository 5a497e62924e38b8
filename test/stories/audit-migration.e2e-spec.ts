import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { First1700000000001 } from '../../migrations/main/1700000000001-first.js';
import { SealedAudit1700000000010 } from '../../migrations/main/1700000000010-sealed-audit.js';
import { createTestDatabases } from '../../scripts/lib/test-database.mjs';

describe('an audit record from before the seals', () => {
  let source: DataSource;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const databases = await createTestDatabases();
    drop = databases.drop;
    source = await new DataSource({ type: 'postgres', url: databases.env.MIGRATION_DATABASE_URL, migrations: [] }).initialize();
    await run(new First1700000000001(), 'up');
    for (const at of ['2026-01-31T23:59:59.123456Z', '2026-02-01T00:00:00Z', '2026-07-14T10:00:00Z']) {
      await source.query(`insert into audit_events (id, at, action, record_id, result) values (uuidv7(), $1, 'consult.read', uuidv7(), 'ok')`, [at]);
    }
  });
  afterAll(async () => {
    await source?.destroy();
    await drop?.();
  });

  const run = async (migration: First1700000000001 | SealedAudit1700000000010, direction: 'up' | 'down') => {
    const runner = source.createQueryRunner();
    await migration[direction](runner);
    await runner.release();
  };
  const rows = () => source.query('select id, at::text, xid::text, action, record_id, result from audit_events order by id');
  const indexes = async (): Promise<string[]> =>
    (await source.query(`select indexdef from pg_indexes where tablename = 'audit_events' order by 1`)).map(({ indexdef }: any) => indexdef.replace(/^.* USING btree /, ''));

  it('is kept to the microsecond, by month, with every index it had, and can go back', async () => {
    const before = await rows();
    await run(new SealedAudit1700000000010(), 'up');
    expect(await rows()).toEqual(before);
    const months = await source.query('select distinct tableoid::regclass::text as month from audit_events order by 1');
    expect(months.map(({ month }: any) => month)).toEqual(['audit_events_2026_01', 'audit_events_2026_02', 'audit_events_2026_07']);
    expect((await indexes()).sort()).toEqual(['(account_id, id)', '(epoch, xid, id)', '(id, at)', '(record_id, id)']);
    await expect(source.query('delete from audit_events_2026_01')).rejects.toThrow('insert-only');

    await run(new SealedAudit1700000000010(), 'down');
    expect(await rows()).toEqual(before);
    expect((await indexes()).sort()).toEqual(['(account_id, id)', '(id)', '(record_id, id)']);
    await expect(source.query('delete from audit_events')).rejects.toThrow('insert-only');
    await run(new SealedAudit1700000000010(), 'up');
    expect(await rows()).toEqual(before);
  });
});
