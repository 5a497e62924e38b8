import { HttpException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export interface FieldError {
  field: string;
  code: string;
  message: string;
}

/** RFC 9457. `code` is for machines (English), `detail` and messages are for people (Dutch). */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: FieldError[];
  [extra: string]: unknown;
}

const TITLES: Record<number, string> = {
  400: 'Dit klopt niet helemaal',
  401: 'Niet aangemeld',
  403: 'Dit mag niet',
  404: 'Niet gevonden',
  409: 'Dit kan nu niet',
  410: 'Niet meer te lezen',
  412: 'Iemand was je voor',
  413: 'Te groot',
  415: 'Dit formaat kennen we niet',
  422: 'Dit kan zo niet',
  429: 'Even wachten',
  503: 'Even niet beschikbaar',
};

export const titleOf = (status: number): string => TITLES[status] ?? 'Er ging iets mis';

export class Problem extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly detail: string,
    readonly extra: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(code, status);
  }

  get body(): ProblemBody {
    const status = this.getStatus();
    return { type: this.code, title: titleOf(status), status, detail: this.detail, ...this.extra };
  }
}

/** The code with which a request was refused, by whatever shows the refusal, for the audit record. */
export interface RefusedRequest extends FastifyRequest {
  refusal?: string;
}

export const notSignedIn = () => new Problem(401, 'not-signed-in', 'Meld je eerst aan.');

/** The same answer for what is not there and for what one may not see. */
export const notFound = () => new Problem(404, 'not-found', 'Dit bestaat niet, of je kan het niet zien.');

export const forbidden = () => new Problem(403, 'role', 'Met jouw rol kan dit niet.');

export const stateRefuses = (allowed: string[], detail = 'In deze stap kan dit niet meer. Kijk wat nu wel kan.') =>
  new Problem(409, 'state', detail, { allowed });

/** Its key was destroyed, or lost with the vault: asking again helps nobody. */
export const unreadable = () =>
  new Problem(410, 'unreadable', 'Dit kan niemand meer lezen: het is vernietigd, of verloren bij een herstel. Is er nog raad nodig? Bel 1712 of stel de vraag opnieuw.');

export const stale = () =>
  new Problem(412, 'stale', 'Dit is intussen veranderd. Laad de pagina opnieuw; wat je typte, blijft staan.');

export const rule = (code: string, detail: string, extra: Record<string, unknown> = {}) =>
  new Problem(422, code, detail, extra);

export const invalid = (errors: FieldError[]) =>
  new Problem(400, 'invalid', 'Kijk de aangeduide velden na.', { errors });
