import type { FastifyReply } from 'fastify';
import { Problem, type FieldError, type ProblemBody, type RefusedRequest } from '../../platform/http/problem.js';
import { validationPipe } from '../../platform/http/validation.js';

/** What the browser sent. Take it as `@Body() form: Form`, so that a mistake shows the page again and not an error. */
export type Form = Record<string, string | string[] | undefined>;

/** One value; '' when the field is missing. */
export function textOf(form: Form | undefined, field: string): string {
  const value = form?.[field];
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}

/** One value, or undefined when nothing was filled in: what an optional field of a DTO wants. */
export const maybeTextOf = (form: Form | undefined, field: string): string | undefined =>
  textOf(form, field).trim() ? textOf(form, field) : undefined;

/** Checkboxes: one, several or none, as a list. */
export function listOf(form: Form | undefined, field: string): string[] {
  const value = form?.[field];
  return [value ?? []].flat().filter((one) => one !== '');
}

const pipe = validationPipe();

/** The same check as the REST route does on its body. Throws the 400 problem that `submitForm` shows. */
export const checkedAs = <T extends object>(type: new () => T, body: object): Promise<T> =>
  pipe.transform(body, { type: 'body', metatype: type });

export interface FormErrors {
  status: number;
  summary: { text: string; href?: string }[];
  byField: Record<string, string>;
  /** Everything the problem says, for a page that can do more with it (`problem.type` is its code). */
  problem: ProblemBody;
}

export interface FormNames {
  /** Field of the body -> name on the form, where they differ: { 'facts.behaviours': 'behaviours' }. */
  fields?: Record<string, string>;
  /** Name on the form -> what the summary calls it: { behaviours: 'Wat gebeurde er?' }. In the order of the page. */
  labels?: Record<string, string>;
}

/** A refusal as a form shows it: a list on top with links to the fields, and a message at each field. */
export function formErrors(problem: Problem, { fields = {}, labels = {} }: FormNames = {}): FormErrors {
  const { body } = problem;
  const onPage = Object.keys(labels);
  const place = (field: string): number => (onPage.includes(field) ? onPage.indexOf(field) : onPage.length);
  const errors = (body.errors ?? [])
    .map(({ field, message }: FieldError) => ({ field: fields[field] ?? field, message }))
    .sort((one, other) => place(one.field) - place(other.field));
  return {
    status: problem.getStatus(),
    summary: errors.length
      ? errors.map(({ field, message }) => ({
          text: labels[field] ? `${labels[field]}: ${lower(message)}` : message,
          href: `#${field}`,
        }))
      : [{ text: body.detail }],
    byField: Object.fromEntries(errors.map(({ field, message }) => [field, message])),
    problem: body,
  };
}

const lower = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);

/** What a person can mend on the page. Anything else (not found, not allowed, broken) is the problem page's. */
const MENDABLE = new Set([400, 401, 409, 412, 413, 422, 429]);
const mendable = (problem: Problem): boolean => MENDABLE.has(problem.getStatus()) && problem.code !== 'not-signed-in';

/**
 * A POST of a form. `act` does it and names the next page (303); on a refusal `again` shows the page once
 * more with the problem's status: pass its errors and what was typed on to `renderPage`.
 */
export async function submitForm(
  reply: FastifyReply,
  act: () => Promise<string>,
  again: (errors: FormErrors) => Promise<FastifyReply>,
  names?: FormNames,
): Promise<FastifyReply> {
  let next: string;
  try {
    next = await act();
  } catch (error) {
    if (!(error instanceof Problem) || !mendable(error)) throw error;
    reply.headers(error.headers);
    (reply.request as RefusedRequest).refusal = error.code;
    return again(formErrors(error, names));
  }
  return reply.redirect(next, 303);
}
