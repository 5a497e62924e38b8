import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import type { Tx } from '../database/database.js';

export const VAULT_SOURCE = Symbol('vault DataSource');

const NONCE = 12;
const TAG = 16;

/** Where a ciphertext lives; bound to it, so that a row moved elsewhere does not open. */
export interface Place {
  table: string;
  column: string;
  rowId: string;
}

/** Layout: nonce (12) | tag (16) | ciphertext. A short tag is refused by `authTagLength`. */
function encrypt(key: Buffer, aad: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(aad));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, aad: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(aad))
    .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
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
 * Data keys per record, wrapped by the key-encryption key, in a database of their own:
 * a destroyed key makes the record unreadable in the main database and in its backups.
 */
@Injectable()
export class Vault implements OnApplicationShutdown {
  private readonly keks: Map<string, Buffer>;
  private readonly current: string;

  constructor(
    @Inject(VAULT_SOURCE) private readonly source: DataSource,
    @Inject(CONFIG) config: Config,
  ) {
    this.keks = new Map(config.keks.map((kek) => [createHash('sha256').update(kek).digest('hex').slice(0, 16), kek]));
    this.current = [...this.keks.keys()][0]!;
  }

  /** Key first, then the record: a record without a key cannot come to be, a key without a record is harmless. */
  async createKey(recordId: string): Promise<RecordKey> {
    const key = randomBytes(32);
    const wrapped = encrypt(this.keks.get(this.current)!, recordId, key);
    await this.source.query('insert into data_keys (record_id, kek_id, wrapped) values ($1, $2, $3)', [
      recordId,
      this.current,
      wrapped,
    ]);
    return new RecordKey(recordId, key, 1);
  }

  /** Call after the permission check; every opening is on the audit record. */
  async open(tx: Tx, recordId: string): Promise<RecordKey> {
    const [row] = await this.source.query('select version, kek_id, wrapped from data_keys where record_id = $1', [
      recordId,
    ]);
    const kek = row && this.keks.get(row.kek_id);
    if (!kek) throw new Error('data key missing or wrapped by an unknown KEK');
    await tx.audit('vault.open', { kind: 'data-key', id: recordId });
    return new RecordKey(recordId, decrypt(kek, recordId, row.wrapped), row.version);
  }

  async destroyKey(recordId: string): Promise<void> {
    await this.source.query('delete from data_keys where record_id = $1', [recordId]);
  }

  async ping(): Promise<void> {
    await this.source.query('select 1 from data_keys limit 1');
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
