import { listOf, textOf, type Form, type FormErrors } from '../form.js';

/** Postal codes outside Flanders and Brussels: asked about once, and the second time taken at her word. */

const ASKED = 'postcode-gezien';
const WELL_FORMED = /^[1-9]\d{3}$/;

export interface OutsideCode {
  field: string;
  code: string;
}

/** What was typed where a postal code goes, and was not asked about yet. */
export function codesToAsk(form: Form): OutsideCode[] {
  const seen = askedBefore(form);
  return Object.keys(form)
    .filter((name) => name === 'waar' || /^postcode-\d+$/.test(name))
    .map((field) => ({ field, code: textOf(form, field).trim() }))
    .filter(({ code }) => WELL_FORMED.test(code) && !seen.includes(code));
}

export const askedBefore = (form: Form): string[] => listOf(form, ASKED);

/** One question each, and whom it is about when there is more than one person. */
export const questionsOf = (codes: readonly OutsideCode[]): string[] =>
  codes.map(({ field, code }) => {
    const person = /^postcode-(\d+)$/.exec(field)?.[1];
    return `${person === undefined ? '' : `Persoon ${Number(person) + 1}: `}${code} ligt niet in Vlaanderen of Brussel. Klopt dat? Ga dan gewoon verder.`;
  });

/** A question is no mistake: the page comes again without saying that something is wrong. */
export const withoutQuestions = (errors: FormErrors): FormErrors | undefined =>
  errors.problem.errors?.every(({ code }) => code === 'outside') ? undefined : errors;
