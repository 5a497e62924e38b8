import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { KEY_PROVIDER, type KeyProvider } from './key-provider.js';
import { VAULT_SOURCE } from './vault-source.js';
import { isUnknownKek, VaultError } from './vault-error.js';

const CHECK = Buffer.from('klankbord');
const aadOf = (kekId: string): string => `kek|${kekId}`;

interface KekRow {
  kek_id: string;
  sealed: Buffer | null;
  used: boolean;
}

/** The KEKs that the vault knows, one small row each: a start sees at once whether it holds those that are in use. */
@Injectable()
export class Keks implements OnModuleInit {
  constructor(
    @Inject(VAULT_SOURCE) private readonly source: DataSource,
    @Inject(KEY_PROVIDER) private readonly keys: KeyProvider,
  ) {}

  /** A process that could not open what is there does not start. */
  async onModuleInit(): Promise<void> {
    await this.check();
    if (await this.register()) return;
    throw new VaultError('kek-replaced', 'the first line of KEK_FILE is a KEK that a newer one replaced: put the newer one first again');
  }

  /** @throws VaultError `kek-unknown` that names what is missing, when a KEK in use is not at hand */
  async check(): Promise<void> {
    const rows: KekRow[] = await this.source.query(
      'select kek_id, sealed, exists (select 1 from data_keys d where d.kek_id = k.kek_id) as used from keks k order by created_at',
    );
    const missing: string[] = [];
    for (const row of rows) if (row.used && !(await this.opens(row))) missing.push(row.kek_id);
    if (missing.length) throw new VaultError('kek-unknown', explain(missing));
  }

  /** Makes the current KEK known, unless its file is the wrong one. @returns false when another has taken its place */
  async register(): Promise<boolean> {
    const id = await this.keys.current();
    const known = 'select retired_at is null as current from keks where kek_id = $1';
    const [before] = await this.source.query(known, [id]);
    if (before) return before.current;
    await this.check();
    const sealed = await this.keys.wrap(id, aadOf(id), CHECK);
    await this.source.query('insert into keks (kek_id, sealed) values ($1, $2) on conflict do nothing', [id, sealed]);
    const [{ current }] = await this.source.query(known, [id]);
    return current;
  }

  /** Whether a person said that a copy of the current KEK is kept elsewhere. */
  async isCopied(): Promise<boolean> {
    const rows = await this.source.query('select 1 from keks where kek_id = $1 and copy_confirmed_at is not null', [await this.keys.current()]);
    return rows.length > 0;
  }

  async confirmCopy(id: string): Promise<void> {
    await this.source.query('update keks set copy_confirmed_at = now() where kek_id = $1', [id]);
  }

  private async opens({ kek_id: id, sealed }: KekRow): Promise<boolean> {
    try {
      if (sealed) return (await this.keys.unwrap(id, aadOf(id), sealed)).equals(CHECK);
      // Known from before there were check values.
      await this.source.query('update keks set sealed = $2 where kek_id = $1', [id, await this.keys.wrap(id, aadOf(id), CHECK)]);
      return true;
    } catch (error) {
      if (isUnknownKek(error)) return false;
      throw error;
    }
  }
}

const explain = (ids: readonly string[]): string =>
  `the vault holds keys that only ${ids.length > 1 ? 'the KEKs' : 'KEK'} ${ids.join(', ')} can open, and KEK_FILE does not have ${
    ids.length > 1 ? 'them' : 'it'
  }. Put the line back from a copy of the key file (docs/operations.md, "Secrets").`;
