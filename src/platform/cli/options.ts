import { parseArgs } from 'node:util';
import { Refusal } from './commands.js';

type Kinds = Record<string, 'string' | 'boolean'>;
type Options<K extends Kinds> = { [Name in keyof K]?: K[Name] extends 'string' ? string : boolean };

/** What was typed after the command: `--account ID --json`. @throws Refusal for what is not known, or misses its value */
export function optionsOf<const K extends Kinds>(args: string[], kinds: K): Options<K> {
  const options = Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, { type }]));
  try {
    return parseArgs({ args, options, allowPositionals: false }).values as Options<K>;
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}
