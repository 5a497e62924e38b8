import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { backUp, filesOf, inProcess, scriptOf, type, useNewBackupKey } from '../support/backups.js';
import { consult } from '../support/builders.js';
import { asOwner } from '../support/sealing.js';
import { checksums } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const QUESTION = 'Een trainer stuurt ’s nachts berichten naar een meisje van zeepkist. Wat nu?';
const ANSWER = 'Begin met luisteren; parelmoer.';

/** Somebody else's connection to the main database holds it as this says, meanwhile. */
async function withClient(sql: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query(sql);
  await work();
  await client.end();
}

const dayAgo = (days: number): string => `${Temporal.Now.plainDateISO('UTC').subtract({ days }).toString().replaceAll('-', '')}T`;

/** From now on people are told that a destroyed key is gone for good after so many days. */
async function promiseDays(world: World, days: number): Promise<void> {
  await world.query(
    `insert into reference_sets (id, kind, valid_from, content)
       select uuidv7(), kind, valid_from + 1, content || jsonb_build_object('vaultBackupDays', $1::int) from reference_sets where kind = 'retention'`,
    [days],
  );
}

describe('a backup', () => {
  let world: World;
  let contact: Visitor;
  let untouched: Record<string, string>;
  let first: Awaited<ReturnType<typeof backUp>>;
  const folder = mkdtempSync(join(tmpdir(), 'klankbord-backups-'));
  const copyOf = (path: string, name: string): string => {
    copyFileSync(path, join(folder, name));
    return join(folder, name);
  };

  beforeAll(async () => {
    await useNewBackupKey(join(folder, 'backup-key'));
    world = await World.start({ worker: false });
    writeFileSync(process.env.LEDGER_FILE!, '');
    contact = await world.signIn('club-gent');
    const { id } = (await contact.post('/consults', consult({ question: QUESTION })).expect(201)).body;
    await contact.post('/consults?draft=true', consult({ question: 'Toch niet: kruidnagel.' })).expect(201);
    const team = await world.signIn('1712-ovl');
    await team.put(`/consults/${id}/assignment`).expect(200);
    await team.post(`/consults/${id}/messages`, { kind: 'answer', text: ANSWER }).expect(201);
    first = await backUp();
  });
  afterAll(async () => {
    await world?.stop();
    rmSync(folder, { recursive: true });
  });

  it('is two files that only their owner reads, and tells table by table what is in them', async () => {
    expect(first.said).toMatch(/^main +accounts +\d+ rows$/m);
    expect(first.said).toMatch(/^vault +data_keys +2 rows$/m);
    expect(first.said).toMatch(/^Backed up in [\d.]+ s: .*klankbord-main-\d{8}T\d{6}\.\d{3}Z\.sql\.gz\.age \(\d+ kB\), .*klankbord-vault-.* \(\d+ kB\)$/m);
    for (const path of [first.main, first.vault]) expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(filesOf()).toHaveLength(2);
    expect(await world.query(`select count(*)::int as made from audit_events where action = 'backup.make'`)).toEqual([{ made: 1 }]);
  });

  it('holds no word that somebody typed, and no name that can be read without its key', async () => {
    const script = await scriptOf(first.main);
    const [{ name }] = await world.query('select name from accounts where id = $1', [contact.accountId]);
    expect(script).toContain(name);
    for (const word of ['zeepkist', 'parelmoer', 'kruidnagel']) {
      expect(script).not.toContain(word);
      expect(script).not.toContain(Buffer.from(word).toString('hex'));
    }
    expect(script).not.toMatch(/COPY public\.(sessions|sign_in_failures|sign_in_networks|idempotency_keys)/);
    for (const path of [first.main, first.vault]) expect(readFileSync(path).includes(name)).toBe(false);
  });

  it('is verified without a database', async () => {
    expect(await type(`backup --verify ${first.vault}`)).toMatch(/^data_keys +2 rows +[0-9a-f]{64}\n[^]*Whole: \d+ rows of 3 tables of the vault database/);
  });

  it('of the vault is removed after the days that people are told (reference data), by the next one that succeeds', async () => {
    const old = join(process.env.BACKUP_DIR!, 'klankbord-vault-20200101T000000.000Z.sql.gz.age');
    const killed = join(process.env.BACKUP_DIR!, 'klankbord-main-20200101T000000.000Z.sql.gz.age.1.part');
    const young = join(process.env.BACKUP_DIR!, basename(first.vault).replace(/\d{8}T/, dayAgo(2)));
    for (const path of [old, killed, young]) writeFileSync(path, '');
    utimesSync(killed, 0, 0);
    expect((await backUp()).said).toContain('klankbord-vault-20200101T000000.000Z.sql.gz.age had its time, and is removed.');
    expect(filesOf().filter((name) => name.includes('2020'))).toEqual([]);
    expect(filesOf()).toContain(basename(young));
    await promiseDays(world, 2);
    expect((await backUp()).said).toContain(`${basename(young)} had its time, and is removed.`);
  });

  it('that is killed leaves no file under a name of a backup', async () => {
    const before = filesOf();
    const doomed = inProcess('backup');
    await once(doomed.stdout!, 'data');
    doomed.kill('SIGKILL');
    await once(doomed, 'exit');
    expect(filesOf().filter((name) => !name.endsWith('.part'))).toEqual(before);
  });

  it('that cannot be written says why, and leaves nothing', async () => {
    const before = filesOf();
    const said = await type(`backup --to ${process.env.BACKUP_KEY_FILE}`);
    expect(said).toMatch(/^The folder for backups, .*, cannot be used \(EEXIST\)\.$/);
    const vault = process.env.VAULT_MIGRATION_DATABASE_URL!;
    process.env.VAULT_MIGRATION_DATABASE_URL = vault.replace(/[^/]*$/, 'nowhere');
    await expect(backUp()).rejects.toThrow();
    process.env.VAULT_MIGRATION_DATABASE_URL = vault;
    expect(filesOf()).toEqual(before);
  });

  it('takes the owner’s address, and names the setting when it has the app’s', async () => {
    const owner = process.env.MIGRATION_DATABASE_URL;
    delete process.env.MIGRATION_DATABASE_URL;
    const refused = inProcess('backup');
    process.env.MIGRATION_DATABASE_URL = owner;
    let said = '';
    refused.stderr!.on('data', (text) => (said += text));
    expect(await once(refused, 'close')).toEqual([1, null]);
    expect(said).toBe('Klankbord cannot start: MIGRATION_DATABASE_URL: this takes the address of the owner of the schemas; this user is not\n');
  });

  it('is made one at a time', async () => {
    await withClient('select pg_advisory_lock(1714)', async () => {
      expect((await backUp()).said).toBe('Another backup is at work.');
    });
  });

  it('does not pretend to be whole when row security hides rows from it', async () => {
    await asOwner('create table hidden (id integer); alter table hidden enable row level security, force row level security');
    expect((await backUp()).said).toMatch(/^Row security hides rows of hidden from the owner/);
    await asOwner('create policy all_of_it on hidden for select to current_user using (true)');
    expect((await backUp()).said).toContain('Backed up in');
    await asOwner('drop table hidden');
  });

  it('is made for a key that was made elsewhere, and does not open with the server’s own', async () => {
    const [path, own] = [join(folder, 'elsewhere'), process.env.BACKUP_KEY_FILE!];
    const [, recipient] = (await type(`backup --new-key ${path}`)).match(/BACKUP_RECIPIENT=(age1\S+)/)!;
    expect(statSync(path).mode & 0o777).toBe(0o600);
    process.env.BACKUP_RECIPIENT = recipient;
    const { vault } = await backUp();
    delete process.env.BACKUP_RECIPIENT;
    expect(await type(`backup --verify ${vault}`)).toContain('does not open with the key in BACKUP_KEY_FILE');
    process.env.BACKUP_KEY_FILE = path;
    expect(await type(`backup --verify ${vault}`)).toContain('Whole: ');
    chmodSync(path, 0o640);
    expect(await type(`backup --verify ${vault}`)).toBe('BACKUP_KEY_FILE may be readable by its owner only (chmod 600).');
    process.env.BACKUP_KEY_FILE = own;
  });

  it('is not made for a key that was mistyped, nor opened with one: the setting is named, not the key', async () => {
    const [path, own] = [join(folder, 'mistyped'), process.env.BACKUP_KEY_FILE!];
    process.env.BACKUP_RECIPIENT = 'age1zzz';
    expect((await backUp()).said).toMatch(/^BACKUP_RECIPIENT must hold public keys of age/);
    delete process.env.BACKUP_RECIPIENT;
    writeFileSync(path, readFileSync(own, 'utf8').replace(/.\n/, ''), { mode: 0o600 });
    process.env.BACKUP_KEY_FILE = path;
    for (const words of ['backup', `backup --verify ${first.main}`]) expect(await type(words)).toMatch(/^BACKUP_KEY_FILE must hold a key of age/);
    process.env.BACKUP_KEY_FILE = own;
  });

  describe('that cannot be put back', () => {
    beforeAll(async () => {
      untouched = await checksums(world);
      await world.close();
    });

    it.each<[what: string, says: RegExp, words: () => string]>([
      ['with a byte that is another one', /is damaged, cut off/, () => {
        const path = copyOf(first.main, 'flipped');
        const bytes = readFileSync(path);
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(path, bytes);
        return `--replace --main ${path}`;
      }],
      ['cut off', /is damaged, cut off/, () => {
        const path = copyOf(first.main, 'short');
        truncateSync(path, statSync(path).size - 20);
        return `--replace --main ${path}`;
      }],
      ['of the other database', /is a backup of the vault database, and not of the main database/, () => `--replace --main ${first.vault}`],
      ['that is not there', /cannot be read \(ENOENT\)/, () => `--replace --main ${join(folder, 'nowhere')}`],
      ['over people, unless that was said', /There are people or keys in this database.*--replace/, () => `--main ${first.main}`],
    ])('%s: is refused in a sentence', async (_what, says, words) => {
      const said = await type(`restore ${words()}`);
      expect(said.trimEnd().split('\n').at(-1)).toMatch(says);
    });

    it('without its key, is refused in a sentence', async () => {
      const own = process.env.BACKUP_KEY_FILE!;
      await useNewBackupKey(join(folder, 'other-key'));
      expect(await type(`restore --replace --main ${first.main}`)).toMatch(/does not open with the key in BACKUP_KEY_FILE/);
      process.env.BACKUP_KEY_FILE = own;
    });

    it('of a newer version, is refused in a sentence', async () => {
      await asOwner(`insert into migrations (timestamp, name) values (1900000000001, 'Later1900000000001')`);
      const { main } = await backUp();
      await asOwner(`delete from migrations where name = 'Later1900000000001'`);
      expect(await type(`restore --replace --main ${main}`)).toMatch(/newer version of Klankbord \(Later1900000000001\)/);
    });
  });

  it('that was refused changed nothing', async () => {
    await world.open({ worker: false });
    expect(await checksums(world)).toEqual(untouched);
  });

  it('is not put back under people who work', async () => {
    expect(await type(`restore --replace --main ${first.main}`)).toMatch(/Klankbord is at work on t_\w+ \(\d+ connections\): stop web and worker first/);
  });
});
