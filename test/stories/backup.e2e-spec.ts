import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RestoreGaps1700000000023 } from '../../migrations/main/1700000000023-restore-gaps.js';
import { backUp, filesOf, inProcess, scriptOf, type, useEmptyDatabases, useNewBackupKey } from '../support/backups.js';
import { consult } from '../support/builders.js';
import { asOwner, asSuperuser } from '../support/sealing.js';
import { checksums, inVault } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const QUESTION = 'Een trainer stuurt ’s nachts berichten naar een meisje van zeepkist. Wat nu?';
const ANSWER = 'Begin met luisteren; parelmoer.';

describe('a backup', () => {
  let world: World;
  let contact: Visitor;
  let asked: string;
  let forgotten: string;
  let untouched: Record<string, string>;
  let first: Awaited<ReturnType<typeof backUp>>;
  const folder = mkdtempSync(join(tmpdir(), 'klankbord-backups-'));
  const drops: (() => Promise<void>)[] = [];
  const copyOf = (path: string, name: string): string => {
    copyFileSync(path, join(folder, name));
    return join(folder, name);
  };

  beforeAll(async () => {
    await useNewBackupKey(join(folder, 'backup-key'));
    world = await World.start({ worker: false });
    contact = await world.signIn('club-gent');
    asked = (await contact.post('/consults', consult({ question: QUESTION })).expect(201)).body.id;
    forgotten = (await contact.post('/consults?draft=true', consult({ question: 'Toch niet: kruidnagel.' })).expect(201)).body.id;
    const team = await world.signIn('1712-ovl');
    await team.put(`/consults/${asked}/assignment`).expect(200);
    await team.post(`/consults/${asked}/messages`, { kind: 'answer', text: ANSWER }).expect(201);
    first = await backUp();
  });
  afterAll(async () => {
    await world?.stop();
    for (const drop of drops) await drop();
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

  it('of the vault is removed after a week, by the next one that succeeds', async () => {
    const old = join(process.env.BACKUP_DIR!, 'klankbord-vault-20200101T000000.000Z.sql.gz.age');
    const killed = join(process.env.BACKUP_DIR!, 'klankbord-main-20200101T000000.000Z.sql.gz.age.1.part');
    for (const path of [old, killed]) writeFileSync(path, '');
    utimesSync(killed, 0, 0);
    expect((await backUp()).said).toContain('klankbord-vault-20200101T000000.000Z.sql.gz.age had its time, and is removed.');
    expect(filesOf().filter((name) => name.includes('2020'))).toEqual([]);
  });

  it('that is killed leaves no file under a name of a backup', async () => {
    const before = filesOf();
    const doomed = inProcess('backup');
    await once(doomed.stdout!, 'data');
    doomed.kill('SIGKILL');
    await once(doomed, 'exit');
    expect(filesOf().filter((name) => !name.endsWith('.part'))).toEqual(before);
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

  it('whose restore is killed leaves what was there', async () => {
    await asSuperuser((client) => client.query(`insert into audit_events (id, action, result) select uuidv7(), 'many', 'ok' from generate_series(1, 30000)`));
    const { main } = await backUp();
    contact = await world.signIn('club-gent');
    await contact.post('/consults', consult({ question: 'Wat er na de kopie kwam.' })).expect(201);
    const before = await checksums(world);
    await world.close();
    const doomed = inProcess('restore', '--replace', '--main', main);
    let said = '';
    const loading = new Promise<void>((resolve) => doomed.stdout!.on('data', (text) => /^main +affiliations/m.test((said += text)) && resolve()));
    await Promise.race([loading, once(doomed, 'exit')]);
    doomed.kill('SIGKILL');
    expect((await once(doomed, 'exit'))[1]).toBe('SIGKILL');
    expect(said).not.toContain('All rows are back');
    await world.open({ worker: false });
    expect(await checksums(world)).toEqual(before);
  });

  describe('put back', () => {
    let said: string;
    let again: Visitor;

    beforeAll(async () => {
      contact = await world.signIn('club-gent');
      // After the backup: this one was thrown away, its key destroyed.
      await contact.delete(`/consults/${forgotten}`).expect(204);
      await world.close();
      drops.push(await useEmptyDatabases());
      said = await type(`restore --main ${first.main}`);
      world.mailbox.clear();
      await world.open();
      again = await world.signIn('club-gent');
    });

    it('in another database: she reads her consult and its answer, word for word', async () => {
      expect((await again.get(`/consults/${asked}`).expect(200)).body.question).toBe(QUESTION);
      expect((await again.get(`/consults/${asked}/messages`).expect(200)).body.items).toMatchObject([{ text: ANSWER }]);
    });

    it('from before something was destroyed: it came back without its key, and is destroyed again', async () => {
      expect(said).toMatch(/^main +consults +2 rows$/m);
      expect(said).toMatch(/^1 tombstones in the ledger: 1 records were destroyed again/m);
      expect(await world.query('select id from consults where id = $1', [forgotten])).toEqual([]);
      expect(await inVault('select 1 from data_keys where record_id = $1', [forgotten])).toEqual([]);
      await again.get(`/consults/${forgotten}`).expect(404);
    });

    it('says the counts, the state of the audit record, and what may be lost', () => {
      expect(said).toMatch(/^main +consults +2 rows$/m);
      expect(said).toContain('main: every table has as many rows as the backup.');
      expect(said).toMatch(/Epoch \d+ begins\./);
      expect(said).toContain('The audit record is as it was sealed.');
      expect(said).toMatch(/Kijk na: tussen .* uur en .* uur kan iets verloren zijn\./);
    });

    it('everybody with a mandate is told: on the first page, by a notice and by a mail that says nothing of a case', async () => {
      await world.settled();
      const sentence = /Kijk na: tussen .* kan iets verloren zijn/;
      for (const name of ['club-gent', '1712-ovl', 'admin']) {
        const who = await world.signIn(name);
        const notice = (await who.get('/notifications').expect(200)).body.items.find(({ event }: { event: string }) => event === 'service.restored');
        expect(notice).toMatchObject({ consultId: null, text: expect.stringMatching(sentence) });
        expect(notice.text).toContain('Schrijf het dan opnieuw.');
      }
      const people = await world.query('select distinct account_id from mandates');
      const mails = world.mailbox.mails.filter(({ subject }) => subject === 'Klankbord: kijk na of alles er nog is');
      const [{ waiting }] = await world.query(`select count(*)::int as waiting from deliveries where template = 'service.restored' and state = 'waiting'`);
      expect(mails.length + waiting).toBe(people.length);
      const admin = await world.signIn('admin');
      expect((await admin.agent.get('/beheer').expect(200)).text).toMatch(sentence);
      expect((await admin.agent.get('/beheer/teams').expect(200)).text).not.toMatch(sentence);
    });

    it('the sweep of keys keeps off, and work goes on in a record that verifies', async () => {
      await again.post('/consults', consult({ question: 'En verder.' })).expect(201);
      expect(await type('audit:verify')).toContain('The audit record is as it was sealed.');
    });

    it('by Postgres itself, from archived WAL, is told in the same way', async () => {
      await world.close();
      expect(await type('restore --recovered-to gisteren')).toContain('--recovered-to takes a moment');
      expect(await type('restore --recovered-to 2026-11-25T09:30:00Z')).toMatch(/Kijk na: tussen woensdag 25 november 2026, 10\.30 uur en /);
      await world.open({ worker: false });
      expect(await world.query(`select count(*)::int as told from outbox where event = 'service.restored' and done_at is null`)).toEqual([{ told: 1 }]);
      await world.query('delete from outbox where done_at is null');
    });

    it('with the vault that was lost too, of an older schema, all is there again', async () => {
      await asOwner('drop table restore_gaps');
      await asOwner(`delete from migrations where name = '${RestoreGaps1700000000023.name}'`);
      const older = await backUp();
      await world.close();
      drops.push(await useEmptyDatabases({ vault: true }));
      expect(await type(`restore --main ${older.main}`)).toMatch(/is younger than this backup and has none of its keys.*--vault FILE/);
      const output = await type(`restore --main ${older.main} --vault ${older.vault}`);
      expect(output).toContain('Keys that were destroyed since that backup of the vault are back');
      await world.open({ worker: false });
      expect((await (await world.signIn('club-gent')).get(`/consults/${asked}`).expect(200)).body.question).toBe(QUESTION);
      expect(await world.query('select count(*)::int as gaps from restore_gaps')).toEqual([{ gaps: 1 }]);
    });
  });
});
