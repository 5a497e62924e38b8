import type { AgeBand, Victim } from '../../../domain/vocabulary.js';
import { maybeTextOf, type Form } from '../form.js';

/** Who it is about: a club ticks ages, a federation fills a row each. */

export const MAX_VICTIMS = 20;

export const bandsOf = (victims: Victim[] = []): AgeBand[] => [...new Set(victims.map(({ ageBand }) => ageBand))];

/** The rows of a federation's page: an age and, if she knows it, where that person lives. */
export function rowValues(victims: { ageBand?: string; residencePostalCode?: string }[]): Record<string, unknown> {
  const shown = victims.length ? victims : [{}];
  return {
    rows: shown.length,
    ...Object.fromEntries(
      shown.flatMap(({ ageBand, residencePostalCode }, index) => [
        [`leeftijd-${index}`, ageBand],
        [`postcode-${index}`, residencePostalCode],
      ]),
    ),
  };
}

export function victimRows(form: Form): { ageBand?: string; residencePostalCode?: string }[] {
  const rows = [...Array(MAX_VICTIMS).keys()].filter((index) => `leeftijd-${index}` in form || `postcode-${index}` in form);
  return rows.map((index) => ({
    ageBand: maybeTextOf(form, `leeftijd-${index}`),
    residencePostalCode: maybeTextOf(form, `postcode-${index}`)?.trim(),
  }));
}

/** Rows without anything in them are as good as not there. */
export const victimsIn = (form: Form) => victimRows(form).filter((row) => row.ageBand || row.residencePostalCode);

/** The same form with its rows numbered anew, so that a message stands at the row that it is about. */
export function withoutEmptyRows(form: Form): Form {
  const others = Object.entries(form).filter(([name]) => !/^(leeftijd|postcode)-\d+$/.test(name));
  return { ...Object.fromEntries(others), ...rowValues(victimsIn(form)) } as Form;
}

const indexes = [...Array(MAX_VICTIMS).keys()];

/** Name on the form -> which person it is about. */
export const victimLabels = (): Record<string, string> =>
  Object.fromEntries(indexes.flatMap((index) => [`leeftijd-${index}`, `postcode-${index}`].map((name) => [name, `Persoon ${index + 1}`])));

/** Field of the body -> name on the form. */
export function victimFields(): Record<string, string> {
  return Object.fromEntries([
    ['facts.victims', 'wie'],
    ...indexes.map((index) => [`facts.victims.${index}.ageBand`, `leeftijd-${index}`]),
    ...indexes.map((index) => [`facts.victims.${index}.residencePostalCode`, `postcode-${index}`]),
  ]);
}
