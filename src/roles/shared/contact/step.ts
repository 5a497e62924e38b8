import type { Facts } from '../../../domain/vocabulary.js';
import type { FieldError } from '../../../platform/http/problem.js';
import { maybeTextOf, textOf, type Form, type FormNames } from '../form.js';
import type { Asking } from './asking.js';
import type { TypedText } from './findings.js';

/** What one page of the form adds to the draft. Codes are checked as REST does; `missing` is asked for by name. */
export interface Answer {
  draft: { facts?: object; [field: string]: unknown };
  /** Facts that are taken back. */
  forget?: (keyof Facts)[];
  missing?: FieldError;
}

/** One question a page. `path` is its address and its template. */
export interface Step {
  path: string;
  /** Its question, which is the page's heading and title: never an answer. */
  title: string | ((asking: Asking) => string);
  /** Left out: everybody meets it. */
  applies?: (asking: Asking) => boolean;
  answered: (asking: Asking) => boolean;
  /** Without it nothing can be sent. */
  required?: (asking: Asking) => boolean;
  values: (asking: Asking) => object;
  read: (form: Form, asking: Asking) => Answer;
  texts?: readonly TypedText[];
  names?: FormNames;
}

export const titleOf = (step: Step, asking: Asking): string => (typeof step.title === 'string' ? step.title : step.title(asking));

export const always = () => true;
export const ask = (field: string, message: string): FieldError => ({ field, code: 'required', message });

/** A page with one choice, which is one fact. */
export const choice = (path: string, fact: 'danger' | 'kind' | 'minorsAtRiskNow', title: string, label: string): Step => ({
  path,
  title,
  required: always,
  answered: ({ facts }) => facts[fact] !== undefined,
  values: ({ facts }) => ({ [path]: facts[fact] }),
  read: (form) => ({
    draft: { facts: { [fact]: maybeTextOf(form, path) } },
    missing: textOf(form, path) ? undefined : ask(path, 'Kies een van de antwoorden. Je kan het later nog veranderen.'),
  }),
  names: { fields: { [`facts.${fact}`]: path }, labels: { [path]: label } },
});
