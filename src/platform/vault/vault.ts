import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Tx } from '../database/database.js';
import { Brake } from './brake.js';
import { decrypt, encrypt } from './cipher.js';
import { Keks } from './keks.js';
import type { KeyOwner } from './key-owners.js';
import { KEY_PROVIDER, type KeyProvider } from './key-provider.js';
import { ifReadable, isUnknownKek, VaultError } from './vault-error.js';
import { VAULT_SOURCE } from './vault-source.js';

/** Where a ciphertext lives; bound to it, so that a row moved elsewhere does not open. */
export interface Place {
  table: string;
  column: string;
  rowId: string;
}

/** The data key of one record, open for the length of one command. */
export class RecordKey {
  constructor(
    private readonly recordId: string,
    private readonly key: Buffer,
    private readonly version: number,
  ) {}

  seal(place: Place, text: string): Buffer {
    return encrypt(this.key, this.aad(place), Buffer.from(text, 'utf8'));
  }

  unseal(place: Place, sealed: Buffer): string {
    return decrypt(this.key, this.aad(place), sealed).toString('utf8');
  }

  private aad({ table, column, rowId }: Place): string {
    return `${table}|${column}|${rowId}|${this.recordId}|${this.version}`;
  }
}

/**
 * Data keys per record, wrapped by a key-encryption key, in a database of their own:
 * a destroyed key makes the record unreadable in the main database and in its backups.
 */
@Injectable()
export class Vault implements OnApplicationShutdown {
  constructor(
    @Inject(VAULT_SOURCE) private readonly source: DataSource,
    @Inject(KEY_PROVIDER) private readonly keys: KeyProvider,
    private readonly keks: Keks,
    private readonly brake: Brake,
  ) {}

  /** Key first, then the record: a record without a key cannot come to be, a key without a record is harmless. */
  async createKey(tx: Tx, owner: KeyOwner): Promise<RecordKey> {
    const key = randomBytes(32);
    // A KEK that nobody registered yet, or one that was replaced a moment ago.
    const kept = (await this.keep(owner.id, key)) || ((await this.keks.register()) && (await this.keep(owner.id, key)));
    if (!kept) throw new VaultError('kek-replaced');
    await tx.audit('vault.create-key', owner);
    return new RecordKey(owner.id, key, 1);
  }

  /** Call after the permission check; every opening is on the audit record. @throws Problem 429, VaultError */
  async open(tx: Tx, recordId: string): Promise<RecordKey> {
    await this.brake.pass(tx, recordId);
    return this.unlocked(tx, recordId, 'ok');
  }

  /** Where many are opened: one that cannot be read (any more) hides none of the others, and is null. */
  openIfReadable(tx: Tx, recordId: string): Promise<RecordKey | null> {
    return ifReadable(recordId, this.open(tx, recordId));
  }

  /** Somebody's own record, when they ask for all that is theirs: on the audit record as such, and not braked. Null when it cannot be read. */
  openOwn(tx: Tx, recordId: string): Promise<RecordKey | null> {
    return ifReadable(recordId, this.unlocked(tx, recordId, 'exported'));
  }

  async hasKey(recordId: string): Promise<boolean> {
    return (await this.source.query('select 1 from data_keys where record_id = $1', [recordId])).length > 0;
  }

  /** For good. A key that is gone already is no error. */
  async destroyKeys(recordIds: readonly string[]): Promise<void> {
    await this.source.query('delete from data_keys where record_id = any($1::uuid[])', [recordIds]);
  }

  /** @throws when the vault's database is lost, or a KEK in use is */
  async ping(): Promise<void> {
    await this.keks.check();
  }

  /** Either database was put back: no key is swept for thirty days (domain/orphan-keys). */
  async noteRestore(): Promise<void> {
    await this.source.query('insert into restores default values');
  }

  /** @throws when the vault's database is lost */
  isKekCopied(): Promise<boolean> {
    return this.keks.isCopied();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }

  /** The lock keeps a rotation from counting this KEK as replaced while a key is on its way under it. */
  private async keep(recordId: string, key: Buffer): Promise<boolean> {
    const kekId = await this.keys.current();
    const rows = await this.source.query(
      `with kek as (select kek_id from keks where kek_id = $2 and retired_at is null for share)
       insert into data_keys (record_id, kek_id, wrapped) select $1, kek_id, $3 from kek returning record_id`,
      [recordId, kekId, await this.keys.wrap(kekId, recordId, key)],
    );
    return rows.length > 0;
  }

  private async unlocked(tx: Tx, recordId: string, result: string): Promise<RecordKey> {
    const { key, version } = await this.unwrapped(recordId);
    await tx.audit('vault.open', { kind: 'data-key', id: recordId }, result);
    return new RecordKey(recordId, key, version);
  }

  private async unwrapped(recordId: string, tries = 2): Promise<{ key: Buffer; version: number }> {
    const [row] = await this.source.query('select version, kek_id, wrapped, disabled_at from data_keys where record_id = $1', [recordId]);
    if (!row) throw new VaultError('key-missing');
    if (row.disabled_at) throw new VaultError('key-disabled');
    try {
      return { key: await this.keys.unwrap(row.kek_id, recordId, row.wrapped), version: row.version };
    } catch (error) {
      // Wrapped anew since the row was read, and the older KEK is gone already.
      if (tries > 1 && isUnknownKek(error)) return this.unwrapped(recordId, tries - 1);
      throw error;
    }
  }
}
