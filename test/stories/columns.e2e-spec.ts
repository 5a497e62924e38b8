import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CODED_BYTES, CODED_COLUMNS } from '../support/coded-columns.js';
import { World } from '../support/world.js';

/**
 * The queue's schema is its library's; what is put into it is an id (the queue's own stories look). The views and rules of kb
 * repeat what stands elsewhere (features/row-security). A month of the audit record has the columns of the whole.
 */
const OURS = `table_name !~ '^audit_events_' and table_schema not in ('pg_catalog', 'information_schema', 'bullmq', 'kb') and table_schema not like 'pg\\_%'`;

describe('the columns of the main database', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start({ worker: false });
  });
  afterAll(() => world?.stop());

  const columns = async (where: string): Promise<string[]> => {
    const rows = await world.query(
      `select case table_schema when 'public' then '' else table_schema || '.' end || table_name || '.' || column_name as name
       from information_schema.columns where ${OURS} and table_name <> 'migrations' and ${where} order by 1`,
    );
    return rows.map(({ name }: { name: string }) => name);
  };

  it('that could hold a typed text have each been thought about', async () => {
    const couldHold = await columns(
      `(data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'xml', 'ARRAY', 'USER-DEFINED', 'tsvector', 'hstore'))`,
    );
    expect(couldHold).toEqual(Object.keys(CODED_COLUMNS).sort());
  });

  it('of bytes hold ciphertext and say so, or are listed', async () => {
    const bytes = (await columns(`data_type = 'bytea'`)).filter((name) => !name.endsWith('_ct'));
    expect(bytes).toEqual(Object.keys(CODED_BYTES).sort());
  });

  it('of ciphertext are bytes, and have no twin in plain', async () => {
    const named = await columns(`column_name like '%\\_ct'`);
    expect(named).toEqual((await columns(`data_type = 'bytea'`)).filter((name) => name.endsWith('_ct')));
    const all = new Set(await columns('true'));
    expect(named.map((name) => name.slice(0, -'_ct'.length)).filter((twin) => all.has(twin))).toEqual([]);
  });
});
