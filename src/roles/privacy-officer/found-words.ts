import { findIdentifiers } from '../../domain/identifiers.js';
import type { FormErrors } from '../shared/form.js';

export interface Found {
  words: string[];
  /** On the officer's word: anything but a register number. */
  mayStay: boolean;
}

/** A note may name who asks, never by a register number: said at its field. */
export function noteErrors(errors: FormErrors): FormErrors {
  if (errors.problem.type !== 'identifiers-found') return errors;
  return { ...errors, summary: [{ text: 'Nota: haal het rijksregisternummer weg.', href: '#note' }], byField: { note: 'Haal het rijksregisternummer weg.' } };
}

/** What looks like a person in a text that was refused for it; the summary then leads to where the page says so. */
export function namedIn(errors: FormErrors | undefined, text: string): { errors?: FormErrors; found?: Found } {
  if (errors?.problem.type !== 'identifiers-found') return { errors };
  const found = findIdentifiers(text);
  return {
    errors: { ...errors, summary: errors.summary.map((one) => ({ ...one, href: '#gevonden' })) },
    found: { words: found.map(({ start, end }) => text.slice(start, end)), mayStay: found.every(({ severity }) => severity === 'warn') },
  };
}
