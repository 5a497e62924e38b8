import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readKeks } from '../config/config.js';
import { errorCode, logger } from '../log.js';
import { decrypt, encrypt } from './cipher.js';
import type { KeyProvider } from './key-provider.js';
import { VaultError } from './vault-error.js';

/** The start of its hash: names a KEK in rows and messages, tells nothing of it. */
export const kekIdOf = (kek: Buffer): string => createHash('sha256').update(kek).digest('hex').slice(0, 16);

/**
 * KEKs in a file, the first is current. It is looked at on every use, which costs some microseconds, and read again when
 * it was replaced: a running process follows a rotation at once.
 */
export class KeyFile implements KeyProvider {
  private keks: Map<string, Buffer>;
  private seen: string;

  constructor(readonly path: string) {
    this.seen = markOf(path);
    this.keks = read(path);
  }

  /** The current one first. */
  ids(): string[] {
    return [...this.fresh().keys()];
  }

  current(): Promise<string> {
    return Promise.resolve(this.ids()[0]!);
  }

  async wrap(kekId: string, aad: string, key: Buffer): Promise<Buffer> {
    return encrypt(this.kek(kekId), aad, key);
  }

  async unwrap(kekId: string, aad: string, wrapped: Buffer): Promise<Buffer> {
    return decrypt(this.kek(kekId), aad, wrapped);
  }

  private kek(id: string): Buffer {
    const kek = this.fresh().get(id);
    if (!kek) throw new VaultError('kek-unknown');
    return kek;
  }

  private fresh(): Map<string, Buffer> {
    const mark = markOf(this.path);
    if (mark !== this.seen) {
      this.seen = mark;
      this.readAgain();
    }
    return this.keks;
  }

  /** A file that cannot be read any more stops the next start, not the people who are at work. */
  private readAgain(): void {
    try {
      this.keks = read(this.path);
    } catch (error) {
      logger.error({ code: errorCode(error) }, 'KEK_FILE cannot be read any more; what was read before is used until the next start');
    }
  }
}

const read = (path: string): Map<string, Buffer> => new Map(readKeks(path).map((kek) => [kekIdOf(kek), kek]));

/** Another text when the file is another one, or was written to. */
function markOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.ino}-${stat.ctimeNs}-${stat.size}` : 'gone';
}
