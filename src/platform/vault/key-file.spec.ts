import { afterAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKek, removeKeks } from './key-file-writing.js';
import { kekIdOf, KeyFile } from './key-file.js';

const folder = mkdtempSync(join(tmpdir(), 'klankbord-kek-'));
const DATA_KEY = randomBytes(32);

function made(name: string): { path: string; kek: Buffer; file: KeyFile } {
  mkdirSync(join(folder, name));
  const path = join(folder, name, 'kek');
  const kek = randomBytes(32);
  writeFileSync(path, `${kek.toString('base64')}\n`, { mode: 0o600 });
  return { path, kek, file: new KeyFile(path) };
}

describe('the key file', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('with a new KEK has it on its first line, wrapped by it at once, and opens what the old one closed', async () => {
    const { path, kek, file } = made('added');
    const before = await file.wrap(kekIdOf(kek), 'record', DATA_KEY);
    const added = addKek(path);
    expect(file.ids()).toEqual([added, kekIdOf(kek)]);
    expect(await file.current()).toBe(added);
    expect(await file.unwrap(kekIdOf(kek), 'record', before)).toEqual(DATA_KEY);
    expect(await file.unwrap(added, 'record', await file.wrap(added, 'record', DATA_KEY))).toEqual(DATA_KEY);
  });

  it('is readable by its owner only, stays who it belonged to, and leaves nothing beside it', () => {
    const { path } = made('owner');
    addKek(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'owner'))).toEqual(['kek']);
  });

  it('that is a link is replaced where it points', () => {
    const { path } = made('linked');
    const link = join(folder, 'link');
    symlinkSync(path, link);
    addKek(link);
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
    expect(new KeyFile(link).ids()).toHaveLength(2);
  });

  it('without a KEK does not open what that one closed, and says which is unknown by its code', async () => {
    const { path, kek, file } = made('removed');
    const wrapped = await file.wrap(kekIdOf(kek), 'record', DATA_KEY);
    addKek(path);
    removeKeks(path, [kekIdOf(kek)]);
    expect(file.ids()).not.toContain(kekIdOf(kek));
    await expect(file.unwrap(kekIdOf(kek), 'record', wrapped)).rejects.toMatchObject({ code: 'kek-unknown' });
  });

  it('opens a data key for the record that it was wrapped for, and for no other', async () => {
    const { kek, file } = made('swapped');
    const wrapped = await file.wrap(kekIdOf(kek), 'record', DATA_KEY);
    await expect(file.unwrap(kekIdOf(kek), 'another', wrapped)).rejects.toThrow();
  });

  it('that is lost or spoiled under a running process is remembered by it, and followed again when it is back', async () => {
    const { path, kek, file } = made('lost');
    const id = kekIdOf(kek);
    const wrapped = await file.wrap(id, 'record', DATA_KEY);
    renameSync(path, `${path}.away`);
    expect(await file.unwrap(id, 'record', wrapped)).toEqual(DATA_KEY);
    writeFileSync(path, 'no key\n', { mode: 0o600 });
    expect(await file.unwrap(id, 'record', wrapped)).toEqual(DATA_KEY);
    renameSync(`${path}.away`, path);
    expect(addKek(path)).toBe(await file.current());
  });

  it('that cannot be written is left as it is, and it is said what to do', () => {
    const { path, kek, file } = made('read-only');
    // Where the new file would come, something stands that cannot be put aside.
    mkdirSync(join(`${path}.${process.pid}.tmp`, 'in the way'), { recursive: true });
    expect(() => addKek(path)).toThrow(/cannot be written from here[^]*openssl rand -base64 32[^]*npm run vault:rotate/);
    expect(file.ids()).toEqual([kekIdOf(kek)]);
  });
});
