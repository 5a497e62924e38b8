import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { Refusal } from '../cli/commands.js';

const OF_THE_DISK = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EEXIST', 'ENOENT'];
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** Text, in gzip, in age, in a new file that only its owner reads; on the disk when this returns. Nothing is held whole. */
export async function writeSealed(path: string, recipients: readonly string[], text: AsyncIterable<Buffer>): Promise<void> {
  const age = new Encrypter();
  for (const recipient of recipients) age.addRecipient(recipient);
  const packed = new PassThrough();
  const packing = pipeline(Readable.from(text, { objectMode: false }), createGzip({ level: 4 }), packed);
  const sealed = age.encrypt(Readable.toWeb(packed) as never).then((stream) =>
    pipeline(Readable.fromWeb(stream as unknown as ReadableStream), createWriteStream(path, { flags: 'wx', mode: 0o600 })),
  );
  try {
    await Promise.all([packing, sealed]);
  } catch (error) {
    throw OF_THE_DISK.includes(codeOf(error)) ? new Refusal(`${path} cannot be written (${codeOf(error)}).`) : error;
  }
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}

/** What was written, piece by piece, each piece authenticated before it is given. @throws Refusal in one sentence */
export async function* readSealed(path: string, identities: readonly string[]): AsyncGenerator<Buffer> {
  try {
    const age = new Decrypter();
    for (const identity of identities) age.addIdentity(identity);
    const file = await open(path, 'r');
    const source = createReadStream(path, { fd: file });
    const opened = await age.decrypt(Readable.toWeb(source) as never);
    const unpacked = createGunzip();
    // What goes wrong in it is thrown where it is read from.
    pipeline(Readable.fromWeb(opened as unknown as ReadableStream), unpacked).catch(() => undefined);
    for await (const piece of unpacked) yield piece as Buffer;
  } catch (error) {
    throw refusalOf(path, error);
  }
}

function refusalOf(path: string, error: unknown): Error {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (error instanceof Refusal) return error;
  if (syscall) return new Refusal(`${path} cannot be read (${code}).`);
  if (/no identity matched/.test(message)) return new Refusal(`${path} does not open with the key in BACKUP_KEY_FILE: it was made for another one.`);
  return new Refusal(`${path} is damaged, cut off, or no backup of Klankbord.`);
}
