import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import request from 'supertest';
import { v7 as uuid } from 'uuid';
import { KeyFile } from '../../src/platform/vault/key-file.js';
import { consult } from '../support/builders.js';
import { kill } from '../support/killed-worker.js';
import { inVault } from '../support/tables.js';
import { command, kekIds, keyFileMode, keyLines, putKeyFile, start } from '../support/vault.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

/** Beside the consults that are read: enough that a rotation can be killed half-way. */
const OTHER_KEYS = 2000;

/** The built command in a process of its own. */
function rotation(): ChildProcess {
  return fork('dist/src/cli.js', ['vault:rotate'], { execArgv: [], env: { ...process.env, NODE_OPTIONS: '' }, silent: true });
}

describe('a new KEK', () => {
  let world: World;
  let contact: Visitor;
  const consults: { id: string; question: string }[] = [];

  beforeAll(async () => {
    world = await World.start({ worker: false });
    contact = await world.signIn('club-gent');
    for (let nth = 0; nth < 5; nth += 1) await ask();
    const file = new KeyFile(process.env.KEK_FILE!);
    const [kek] = kekIds();
    const others = await Promise.all(
      Array.from({ length: OTHER_KEYS }, async () => {
        const id = uuid();
        return { id, wrapped: await file.wrap(kek!, id, randomBytes(32)) };
      }),
    );
    await inVault('insert into data_keys (record_id, kek_id, wrapped) select id, $1, wrapped from unnest($2::uuid[], $3::bytea[]) as other (id, wrapped)', [
      kek,
      others.map(({ id }) => id),
      others.map(({ wrapped }) => wrapped),
    ]);
  });
  afterAll(() => world?.stop());

  const ask = async () => {
    const question = `Vraag ${consults.length}: hoe begin ik?`;
    consults.push({ id: (await contact.post('/consults', consult({ question })).expect(201)).body.id, question });
  };
  const everyTextOpens = async () => {
    for (const { id, question } of consults) expect((await contact.get(`/consults/${id}`).expect(200)).body.question).toBe(question);
  };
  const perKek = async (): Promise<Record<string, number>> => {
    const rows = await inVault('select kek_id, count(*)::int as keys from data_keys group by kek_id');
    return Object.fromEntries(rows.map(({ kek_id: id, keys }) => [id, keys]));
  };
  const ciphertexts = () => world.query('select id, question_ct, facts_ct from consults order by id');

  it('is killed half-way and finishes on the next run, with every text open and new ones written at every moment', async () => {
    const [old] = kekIds();
    const before = await ciphertexts();
    const doomed = rotation();
    const halfWay = new Promise<void>((resolve) => {
      doomed.stdout!.on('data', (text) => /\b[468]00 of/.test(String(text)) && resolve());
    });
    let running = true;
    const working = (async () => {
      while (running) {
        await everyTextOpens();
        if (consults.length < 40) await ask();
      }
    })();
    await Promise.race([halfWay, once(doomed, 'exit')]);
    await kill(doomed);
    const [fresh, second] = kekIds();
    expect(second).toBe(old);
    const left = await perKek();
    expect(left[old!]).toBeGreaterThan(0);
    expect(left[fresh!]).toBeGreaterThan(0);
    await everyTextOpens();
    await start('worker');

    const said = await command('vault:rotate');
    expect(said).toContain(`going on with KEK ${fresh}`);
    expect(kekIds()).toEqual([fresh, old]);
    running = false;
    await working;
    expect(await perKek()).toEqual({ [fresh!]: OTHER_KEYS + consults.length });
    await everyTextOpens();
    expect((await ciphertexts()).slice(0, before.length)).toEqual(before);
    expect(keyFileMode()).toBe(0o600);
  }, 60_000);

  it('wraps keys of the same records: each opens to what it was', async () => {
    const [{ record_id: id, wrapped }] = await inVault('select record_id, wrapped from data_keys limit 1');
    const [current] = kekIds();
    await command('vault:rotate');
    const [row] = await inVault('select kek_id, wrapped from data_keys where record_id = $1', [id]);
    expect(row.kek_id).not.toBe(current);
    const file = new KeyFile(process.env.KEK_FILE!);
    expect(await file.unwrap(row.kek_id, id, row.wrapped)).toEqual(await file.unwrap(current!, id, wrapped));
  }, 30_000);

  it('while keys are under an older one makes no other, unless it is asked for', async () => {
    const [current, older] = kekIds();
    await inVault(`update keks set retired_at = null`);
    const [{ record_id: id, wrapped }] = await inVault('select record_id, wrapped from data_keys limit 1');
    const file = new KeyFile(process.env.KEK_FILE!);
    const under = await file.wrap(older!, id, await file.unwrap(current!, id, wrapped));
    await inVault('update data_keys set kek_id = $2, wrapped = $3 where record_id = $1', [id, older, under]);
    await command('vault:rotate');
    expect(kekIds()[0]).toBe(current);
    await command('vault:rotate --new-key');
    expect(kekIds()[1]).toBe(current);
    expect(Object.keys(await perKek())).toEqual([kekIds()[0]]);
  }, 30_000);

  it('is not followed by taking out the old ones while keys are under them', async () => {
    const [current, older] = kekIds();
    const lines = keyLines();
    await inVault('update data_keys set kek_id = $1 where record_id = (select min(record_id::text)::uuid from data_keys)', [older]);
    expect(await command('vault:rotate --retire')).toContain(`There are keys under KEK ${older}`);
    expect(keyLines()).toEqual(lines);
    await inVault('update data_keys set kek_id = $1', [current]);
  });

  it('is followed by taking out the old ones, with the advice to keep the old file', async () => {
    const [current, ...older] = kekIds();
    const said = await command('vault:rotate --retire');
    expect(said).toContain(`Out of KEK_FILE: KEK ${older.join(', ')}.`);
    expect(said).toContain('Keep a copy of the old key file');
    expect(kekIds()).toEqual([current]);
    await everyTextOpens();
    await ask();
    await start('worker');
    expect(await command('vault:rotate --retire')).toContain('nothing to take out');
  });

  it('that replaced another is not replaced by it again: a start says so', async () => {
    const before = readFileSync(process.env.KEK_FILE!, 'utf8').trim().split('\n');
    await command('vault:rotate');
    const [fresh, old] = keyLines();
    expect(before).toEqual([old]);
    putKeyFile([old!, fresh!]);
    await expect(start('worker')).rejects.toThrow('a newer one replaced');
    putKeyFile([fresh!, old!]);
    await start('worker');
  }, 30_000);

  it('made by hand where the file is kept by something else is used as it is', async () => {
    const [current] = kekIds();
    putKeyFile([randomBytes(32).toString('base64'), ...keyLines()]);
    const [byHand] = kekIds();
    expect(await command('vault:rotate')).toContain(`going on with KEK ${byHand}`);
    expect(kekIds().slice(0, 2)).toEqual([byHand, current]);
    expect(Object.keys(await perKek())).toEqual([byHand]);
    await everyTextOpens();
  }, 30_000);

  it('wants a copy elsewhere: until a person says that there is one, the health is degraded', async () => {
    const health = async () => (await request(world.url).get('/health/ready').expect(200)).body;
    expect(await health()).toMatchObject({ status: 'degraded', vault: 'up', kekCopy: 'degraded' });
    const [current] = kekIds();
    expect(await command('admin kek confirm-copy')).toBe(`Noted: a copy of KEK ${current} is kept elsewhere. A new KEK wants a new copy.\n`);
    expect(await health()).toMatchObject({ status: 'up', kekCopy: 'up' });
    expect(await world.query(`select account_id, result from audit_events where action = 'vault.confirm-copy'`)).toEqual([{ account_id: null, result: current }]);
    await command('vault:rotate --new-key');
    expect(await health()).toMatchObject({ status: 'degraded', kekCopy: 'degraded' });
  }, 30_000);

  it('is not made while another rotation is at work', async () => {
    const lines = keyLines();
    const other = new pg.Client({ connectionString: process.env.VAULT_DATABASE_URL });
    await other.connect();
    await other.query('select pg_advisory_lock(1713)');
    expect(await command('vault:rotate')).toBe('Another rotation is at work.');
    await other.end();
    expect(keyLines()).toEqual(lines);
  });

  it('is not made with a word too many', async () => {
    const lines = keyLines();
    const said = await Promise.all([command('vault:rotate now'), command('vault:rotate --retire --new-key')]);
    for (const one of said) expect(one).toContain('One of these at most');
    expect(keyLines()).toEqual(lines);
  });
});
