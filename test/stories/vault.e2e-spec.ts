import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { KekCopy1700000000003 } from '../../migrations/vault/1700000000003-kek-copy.js';
import { Keks1700000000002 } from '../../migrations/vault/1700000000002-keks.js';
import { secureRows } from '../../src/features/row-security/secure-rows.js';
import { migrate, migrationUrls } from '../../src/platform/database/migrations.js';
import { consult } from '../support/builders.js';
import { inVault } from '../support/tables.js';
import { kekIds, keyLines, putKeyFile, start } from '../support/vault.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** The vault's schema as it was, with the keys that are in it. */
async function backToBefore(): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url: process.env.VAULT_MIGRATION_DATABASE_URL }).initialize();
  const migration = new Keks1700000000002();
  await migration.down(source.createQueryRunner());
  await source.query('delete from migrations where name = any ($1)', [[migration.constructor.name, KekCopy1700000000003.name]]);
  await source.destroy();
}

const newKek = (): string => randomBytes(32).toString('base64');

describe('what lies in the vault', () => {
  let world: World;
  let contact: Visitor;
  let first: string;
  let second: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    contact = await world.signIn('club-gent');
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    const ask = async (more: Record<string, unknown>) => (await contact.post('/consults', consult(more)).expect(201)).body.id;
    first = await ask({ question: 'De eerste vraag.', narrative: 'Het eerste verhaal.' });
    second = await ask({ question: 'De tweede vraag.', narrative: 'Het tweede verhaal.' });
  });

  const read = (id: string) => contact.get(`/consults/${id}`);
  const refused = async (id: string) => {
    const { body, status } = await read(id);
    // Its key is gone, or what stands there was never sealed with it.
    expect([410, 500]).toContain(status);
    expect(JSON.stringify(body)).not.toMatch(/vraag\.|verhaal\./);
  };

  it('is read by who asked', async () => {
    expect((await read(first).expect(200)).body).toMatchObject({ question: 'De eerste vraag.', narrative: 'Het eerste verhaal.' });
  });

  it('does not open when two columns of a row are swapped', async () => {
    await world.query('update consults set question_ct = narrative_ct, narrative_ct = question_ct where id = $1', [first]);
    await refused(first);
  });

  it('does not open when it is copied into another record', async () => {
    await world.query('update consults set question_ct = (select question_ct from consults where id = $2) where id = $1', [first, second]);
    await refused(first);
    await read(second).expect(200);
  });

  it('does not open when two rows of one record are swapped', async () => {
    const said = async (text: string) => (await contact.post(`/consults/${first}/messages`, { kind: 'message', text }).expect(201)).body.id;
    const [one, other] = [await said('Dit eerst.'), await said('Dit daarna.')];
    await contact.get(`/consults/${first}/messages`).expect(200);
    await world.query(
      `update messages m set text_ct = o.text_ct from messages o where m.id = any($1::uuid[]) and o.id = any($1::uuid[]) and o.id <> m.id`,
      [[one, other]],
    );
    await contact.get(`/consults/${first}/messages`).expect(500);
  });

  it('does not open when it is copied into another table', async () => {
    await world.query(
      `insert into messages (id, consult_id, kind, side, author_account_id, text_ct, at)
       select uuidv7(), id, 'message', 'contact', asker_account_id, question_ct, created_at from consults where id = $1`,
      [first],
    );
    await contact.get(`/consults/${first}/messages`).expect(500);
  });

  it('does not open with the key of another record', async () => {
    await inVault(
      `update data_keys k set wrapped = o.wrapped from data_keys o
       where k.record_id = any($1::uuid[]) and o.record_id = any($1::uuid[]) and o.record_id <> k.record_id`,
      [[first, second]],
    );
    await refused(first);
    await refused(second);
  });

  it('does not open with one bit flipped', async () => {
    await world.query('update consults set question_ct = set_bit(question_ct, 300, 1 - get_bit(question_ct, 300)) where id = $1', [first]);
    await refused(first);
  });

  it('does not open when its tag is cut to four bytes', async () => {
    await world.query('update consults set question_ct = substring(question_ct from 1 for 16) where id = $1', [first]);
    await refused(first);
  });

  it('is unreadable at once when its key is destroyed, and the other record is not', async () => {
    await inVault('delete from data_keys where record_id = $1', [first]);
    await refused(first);
    await read(second).expect(200);
  });

  it('is on the audit record each time it is opened, by whom', async () => {
    const opened = async () =>
      (await world.query(`select 1 from audit_events where action = 'vault.open' and record_id = $1 and account_id = $2`, [first, contact.accountId])).length;
    const before = await opened();
    await read(first).expect(200);
    await read(first).expect(200);
    expect(await opened()).toBe(before + 2);
  });

  it('is not opened, nor on the audit record, for who may not read it', async () => {
    const stranger = await world.signIn('club-hasselt');
    await stranger.get(`/consults/${first}`).expect(404);
    const rows = await world.query(`select 1 from audit_events where action like 'vault.%' and account_id = $1`, [stranger.accountId]);
    expect(rows).toEqual([]);
  });

  describe('with a stolen main database', () => {
    it('beside an empty vault opens nothing, for anybody', async () => {
      const kept = await inVault('select * from data_keys');
      await inVault('delete from data_keys');
      await refused(first);
      await refused(second);
      await inVault(
        `insert into data_keys (record_id, version, kek_id, wrapped, created_at)
         select record_id, version, kek_id, wrapped, created_at from json_populate_recordset(null::data_keys, $1)`,
        [JSON.stringify(kept.map((row) => ({ ...row, wrapped: `\\x${row.wrapped.toString('hex')}` })))],
      );
      await read(first).expect(200);
    });

    it('holds no key and no name of one', async () => {
      const rows = await world.query(`select column_name from information_schema.columns where column_name ~ 'wrapped|kek'`);
      expect(rows).toEqual([]);
    });
  });

  describe('when the key file is not the right one', () => {
    const ready = () => request(world.url).get('/health/ready');
    let right: string[];

    beforeAll(() => {
      right = keyLines();
    });
    afterEach(() => putKeyFile(right));

    it.each(['web', 'worker', 'migrate', 'commands'] as const)('%s: does not start, and say which KEK is missing and what to do', async (process) => {
      const [id] = kekIds();
      putKeyFile([newKek()]);
      await expect(start(process)).rejects.toThrow(new RegExp(`${id}.*KEK_FILE does not have it.*Put the line back`));
      putKeyFile(right);
      await start(process);
    });

    it('a vault from before KEKs were known is taken as it is, and its KEK is known from then on', async () => {
      await backToBefore();
      await migrate(migrationUrls(process.env), secureRows);
      expect(await inVault('select kek_id, sealed from keks')).toEqual([{ kek_id: kekIds()[0], sealed: null }]);
      putKeyFile([newKek()]);
      await expect(start('worker')).rejects.toThrow('does not have it');
      putKeyFile(right);
      await start('worker');
      expect((await inVault('select 1 from keks where sealed is not null')).length).toBe(1);
      await read(first).expect(200);
    });

    it('nobody is told a key', async () => {
      putKeyFile([newKek()]);
      const error = await start('worker').catch((reason: Error) => reason);
      for (const line of [...right, ...keyLines()]) expect(String(error)).not.toContain(line);
    });

    it('a start with another KEK before it is fine: new records come under the new one, and both open', async () => {
      putKeyFile([newKek(), ...right]);
      const [current, older] = kekIds();
      await start('worker');
      const { id } = (await contact.post('/consults', consult()).expect(201)).body;
      expect(await inVault('select kek_id from data_keys where record_id = any($1::uuid[]) order by record_id', [[first, id]])).toEqual([
        { kek_id: older },
        { kek_id: current },
      ]);
      await read(first).expect(200);
      await read(id).expect(200);
      right = keyLines();
    });

    it('a web process that runs says that the vault is down, and up again when the file is back', async () => {
      expect((await ready().expect(200)).body.vault).toBe('up');
      putKeyFile([newKek()]);
      expect((await ready().expect(503)).body).toMatchObject({ status: 'down', vault: 'down', database: 'up' });
      await refused(first);
      await contact.post('/consults', consult()).expect(500);
      putKeyFile(right);
      expect((await ready().expect(200)).body.vault).toBe('up');
      await read(first).expect(200);
    });
  });

  it('is out of reach when its database is lost: the health says down, and nobody sees why', async () => {
    const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_ADMIN_URL });
    const name = new URL(process.env.VAULT_DATABASE_URL!).pathname.slice(1);
    await admin.connect();
    const lose = (lost: boolean) => admin.query(`alter database ${name} allow_connections ${!lost}`);
    await lose(true);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const { body } = await request(world.url).get('/health/ready').expect(503);
    expect(body).toMatchObject({ status: 'down', vault: 'down', database: 'up' });
    const answer = await read(first);
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(answer.text).not.toContain(name);
    await lose(false);
    await admin.end();
    await request(world.url).get('/health/ready').expect(200);
    await read(first).expect(200);
  });
});
