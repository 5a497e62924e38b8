import '@fastify/view';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../../platform/database/actor.js';
import type { Role } from '../../domain/vocabulary.js';
import type { FormErrors } from './form.js';

export type Mandated = Person & { organisationName: string };

const HOMES: Record<Role, string> = {
  'club-contact': '/club',
  'federation-contact': '/federatie',
  counsellor: '/desk',
  'team-lead': '/desk',
  volunteer: '/vrijwilliger',
  coordinator: '/coordinatie',
  admin: '/beheer',
  'privacy-officer': '/privacy',
};

export const SIGN_IN = '/aanmelden';
export const CHOOSE_MANDATE = '/mandaten';

export const homeOf = (role: Role): string => HOMES[role];

/** Where somebody lands who comes in: their pages, or first the choice of a mandate (a write never guesses one). */
export function landingOf(request: FastifyRequest, mandates: readonly Mandated[]): string {
  const mandate = wornIn(request, mandates);
  return mandate ? homeOf(mandate.role) : CHOOSE_MANDATE;
}

export const chosenMandateId = (request: FastifyRequest): string | undefined =>
  (request.session as { mandateId?: string } | undefined)?.mandateId;

/** The mandate that was chosen, or the only one. */
export const wornIn = (request: FastifyRequest, mandates: readonly Mandated[]): Mandated | undefined =>
  mandates.find((one) => one.mandateId === chosenMandateId(request)) ?? only(mandates);

const only = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** What a page is given; the rest (who, menu, token, mode) is added. With `errors` the page has their status. */
export interface PageData {
  title: string;
  /** Where it is, in the browser's tab; else the organisation of who is no contact. */
  place?: string;
  /** 200 unless said, or unless `errors` says otherwise. */
  status?: number;
  errors?: FormErrors;
  /** What was typed, by field name. */
  values?: object;
  /** A way back, shown above the heading. */
  back?: { href: string; text?: string };
  [name: string]: unknown;
}

/**
 * Answers with a page: `return renderPage(reply, request, 'club-contact/pages/home.njk', { title })`.
 * The controller takes `@Res() reply` (not passthrough). A template extends "shared/layouts/page.njk".
 */
export async function renderPage(
  reply: FastifyReply,
  request: FastifyRequest,
  template: string,
  data: PageData,
): Promise<FastifyReply> {
  const frame = await request.server.frame.around(request, reply);
  const html = await reply.viewAsync(template, {
    ...frame,
    ...data,
    form: { values: data.values ?? {}, errors: data.errors?.byField ?? {}, csrfToken: frame.csrfToken },
  });
  return reply.status(data.errors?.status ?? data.status ?? 200).type('text/html; charset=utf-8').send(html);
}

/** After a POST: the browser asks for the next page with GET. */
export const goTo = (reply: FastifyReply, path: string): FastifyReply => reply.redirect(path, 303);
