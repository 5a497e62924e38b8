import { findIdentifiers } from '../../domain/identifiers.js';
import type { FormErrors } from '../shared/form.js';

/** What looks like a person in a text that was refused for it, and whether it may stay on the officer's word. */
export function foundWords(errors: FormErrors | undefined, text: string): { words: string[]; mayStay: boolean } | undefined {
  if (errors?.problem.type !== 'identifiers-found') return undefined;
  const found = findIdentifiers(text);
  return { words: found.map(({ start, end }) => text.slice(start, end)), mayStay: found.every(({ severity }) => severity === 'warn') };
}
