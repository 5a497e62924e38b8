import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, QueryRunner } from 'typeorm';
import { CliCommand, Refusal, type Command } from '../cli/commands.js';
import { Database } from '../database/database.js';
import { addKek, removeKeks } from './key-file-writing.js';
import { KeyFile } from './key-file.js';
import { Keks } from './keks.js';
import { VAULT_SOURCE } from './vault-source.js';

const BATCH = 200;
const LOCK = 1713;
const OPTIONS = ['--new-key', '--retire'];

const KEEP_THE_OLD_FILE = 'Keep a copy of the old key file for as long as backups of the vault exist: they open with it only.';

/** A new KEK, and every data key wrapped by it. Records are not touched; people work on. Killed, it goes on at the next run. */
@Injectable()
@CliCommand('vault:rotate', 'a new KEK, and every data key under it; --retire afterwards takes the old ones out of KEK_FILE')
export class RotateCommand implements Command {
  constructor(
    @Inject(VAULT_SOURCE) private readonly source: DataSource,
    private readonly file: KeyFile,
    private readonly keks: Keks,
    private readonly database: Database,
  ) {}

  async run(args: string[]): Promise<number> {
    const unknown = args.find((arg) => !OPTIONS.includes(arg));
    if (unknown || args.length > 1) throw new Refusal(`One of these at most: ${OPTIONS.join(', ')}`);
    const runner = this.source.createQueryRunner();
    try {
      const [{ mine }] = await runner.query('select pg_try_advisory_lock($1) as mine', [LOCK]);
      if (!mine) throw new Refusal('Another rotation is at work.');
      await this.database.asSystem('command', (tx) => tx.audit(args.includes('--retire') ? 'vault.retire-keks' : 'vault.rotate'));
      await (args.includes('--retire') ? this.retire() : this.rotate(runner, args.includes('--new-key')));
      return 0;
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [LOCK]);
      await runner.release();
    }
  }

  private async rotate(runner: QueryRunner, newKey: boolean): Promise<void> {
    const goesOn = !newKey && (await this.left()) > 0;
    if (!goesOn) say(`KEK ${addKek(this.file.path)} is now the first line of KEK_FILE.`);
    const to = await this.file.current();
    if (goesOn) say(`There are keys under an older KEK: going on with KEK ${to}.`);
    if (!(await this.keks.register())) throw new Refusal(`KEK ${to}, the first line of KEK_FILE, was replaced by a newer one.`);
    // From here on no key is wrapped by an older one; those on their way are waited for.
    await this.source.query('update keks set retired_at = coalesce(retired_at, now()) where kek_id <> $1', [to]);
    const total = await this.left();
    let done = 0;
    for (const { kek_id: from } of await this.source.query('select kek_id from keks where kek_id <> $1', [to])) {
      for (let after: string | null = null; ; ) {
        const batch = await this.wrapAgain(runner, from, to, after);
        if (!batch) break;
        after = batch.last;
        done += batch.count;
        say(`${done} of ${total} keys are under KEK ${to}.`);
      }
    }
    say(`Every key is under KEK ${to}. ${KEEP_THE_OLD_FILE}\nThen: npm run vault:rotate -- --retire`);
  }

  /** One statement a batch; a key that was destroyed meanwhile stays away. */
  private async wrapAgain(runner: QueryRunner, from: string, to: string, after: string | null) {
    const rows: { record_id: string; wrapped: Buffer }[] = await runner.query(
      `select record_id, wrapped from data_keys where kek_id = $1 and ($2::uuid is null or record_id > $2) order by record_id limit ${BATCH}`,
      [from, after],
    );
    if (!rows.length) return null;
    const ids = rows.map((row) => row.record_id);
    const wrapped: Buffer[] = [];
    for (const row of rows) {
      const key = await this.file.unwrap(from, row.record_id, row.wrapped);
      wrapped.push(await this.file.wrap(to, row.record_id, key));
    }
    await runner.query(
      `update data_keys d set kek_id = $1, wrapped = anew.wrapped from unnest($2::uuid[], $3::bytea[]) as anew (record_id, wrapped)
       where d.record_id = anew.record_id and d.kek_id = $4`,
      [to, ids, wrapped, from],
    );
    return { last: ids.at(-1)!, count: ids.length };
  }

  private async retire(): Promise<void> {
    const [current, ...older] = this.file.ids();
    if (!older.length) throw new Refusal(`KEK_FILE holds KEK ${current} only: there is nothing to take out.`);
    // Waits for whoever is wrapping a key by one of them, and lets nobody begin.
    await this.source.query('update keks set retired_at = coalesce(retired_at, now()) where kek_id = any($1)', [older]);
    const used = await this.source.query(
      'select id from unnest($1::text[]) as id where exists (select 1 from data_keys where kek_id = id)',
      [older],
    );
    if (used.length) {
      throw new Refusal(`There are keys under KEK ${used.map(({ id }: { id: string }) => id).join(', ')}. First: npm run vault:rotate`);
    }
    removeKeks(this.file.path, older);
    say(`Out of KEK_FILE: KEK ${older.join(', ')}. ${KEEP_THE_OLD_FILE}`);
  }

  private async left(): Promise<number> {
    const [{ left }] = await this.source.query('select count(*)::int as left from data_keys where kek_id <> $1', [await this.file.current()]);
    return left;
  }
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
