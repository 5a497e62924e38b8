import type { Words } from './words.mjs';

export interface Hit {
  words: Words;
  where: string;
  form: string;
  label?: string;
}
export function inBytes(kinds: Words[], where: string, bytes: Buffer): Hit[];
export function inFolder(kinds: Words[], folder: string, chosen?: (name: string) => boolean): { bytes: number; hits: Hit[] };
