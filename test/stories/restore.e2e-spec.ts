import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RestoreGaps1700000000023 } from '../../migrations/main/1700000000023-restore-gaps.js';
import { backUp, inProcess, type, useEmptyDatabases, useNewBackupKey } from '../support/backups.js';
import { consult } from '../support/builders.js';
import { asOwner, asSuperuser } from '../support/sealing.js';
import { checksums, inVault } from '../support/tables.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const QUESTION = 'Een trainer stuurt ’s nachts berichten naar een meisje. Wat nu?';
const ANSWER = 'Begin met luisteren.';

describe('a restore', () => {
  let world: World;
  let contact: Visitor;
  let asked: string;
  let forgotten: string;
  let thrownAway: string;
  let first: Awaited<ReturnType<typeof backUp>>;
  const folder = mkdtempSync(join(tmpdir(), 'klankbord-backups-'));
  const drops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    await useNewBackupKey(join(folder, 'backup-key'));
    world = await World.start({ worker: false });
    contact = await world.signIn('club-gent');
    asked = (await contact.post('/consults', consult({ question: QUESTION })).expect(201)).body.id;
    forgotten = (await contact.post('/consults', consult({ question: 'Toch niet: kruidnagel.' })).expect(201)).body.id;
    thrownAway = (await contact.post('/consults?draft=true', consult()).expect(201)).body.id;
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

  it('that is killed leaves what was there', async () => {
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

  describe('of the main database', () => {
    let said: string;
    let again: Visitor;

    beforeAll(async () => {
      await inVault('delete from data_keys where record_id = $1', [forgotten]);
      contact = await world.signIn('club-gent');
      await contact.delete(`/consults/${thrownAway}`).expect(204);
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

    it('from before a key was destroyed, it brings rows that nobody can open', async () => {
      expect(await world.query('select id from consults where id = $1', [forgotten])).toHaveLength(1);
      const answer = await again.get(`/consults/${forgotten}`);
      expect(answer.status).toBe(410);
      expect(answer.text).not.toContain('kruidnagel');
    });

    it('from before a draft was thrown away, it is destroyed again by what stands outside the databases', async () => {
      expect(said).toContain('1 tombstones in the ledger: 1 records were destroyed again, 1 tombstones were put back.');
      expect(await world.query('select id from consults where id = $1', [thrownAway])).toEqual([]);
      expect(await world.query('select kind, rule from tombstones where record_id = $1', [thrownAway])).toEqual([{ kind: 'consult', rule: 'discarded' }]);
    });

    it('says the counts, the state of the audit record, and what may be lost', () => {
      expect(said).toMatch(/^main +consults +3 rows$/m);
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
      // Cut off after that, it goes on; what was done is done once more.
      expect(await type('restore --finish')).toMatch(/Epoch \d+ begins[^]*Kijk na: tussen woensdag 25 november 2026, 10\.30 uur en /);
      await world.query('delete from outbox where done_at is null');
    });

    it('with the vault that was lost too, of an older schema, all is there again', async () => {
      await asOwner(`select audit_partition('2014-03-01'); alter table audit_events detach partition audit_events_2014_03`);
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
      // A month that had left the audit record stands apart again.
      expect(await world.query(`select relispartition from pg_class where relname = 'audit_events_2014_03'`)).toEqual([{ relispartition: false }]);
    });
  });
});
