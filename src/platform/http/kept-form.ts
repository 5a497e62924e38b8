import type { FastifyRequest } from 'fastify';
import { SealedLetter } from '../vault/sealed-letter.js';

/** A form that came too late: where it was going and what it held. */
export interface KeptForm {
  path: string;
  fields: Field[];
}

/**
 * What somebody typed goes along sealed through the sign-in: bound to the account whose session it was, to the form's path and
 * to a moment. Nobody else opens it, the browser does not read it, and the server keeps nothing.
 */
export class SealedForms {
  private readonly letter: SealedLetter;

  constructor(secret: string) {
    this.letter = new SealedLetter(secret, 'kept form');
  }

  seal({ path, fields }: KeptForm, account: string, minutes: number): string {
    const until = Date.now() + minutes * 60_000;
    const sealed = this.letter.seal(boundTo(path, account, until), JSON.stringify(fields));
    return [Buffer.from(path).toString('base64url'), until, sealed].join('.');
  }

  /** Null for another account, for what we did not seal, or too long ago. */
  open(text: string, account: string): KeptForm | null {
    const [where = '', till = '', sealed = ''] = text.split('.');
    const path = Buffer.from(where, 'base64url').toString();
    const until = Number(till);
    if (!(until > Date.now())) return null;
    const fields = this.letter.open(boundTo(path, account, until), sealed);
    return fields === null ? null : { path, fields: JSON.parse(fields) as Field[] };
  }
}

const boundTo = (path: string, account: string, until: number): string => JSON.stringify([path, account, until]);

/** The name under which a form of several steps carries the bytes of a file along, as base64. */
export const CHOSEN_FILE = 'chosenFile';

export interface Field {
  name: string;
  value: string;
}

/** What is not typed: a token, and a file that was chosen before; and a password or a code. */
const NEVER_SHOWN = new Set(['_csrf', 'password', 'code', 'recoveryCode', CHOSEN_FILE]);

/** Everything else that a form held. */
export function fieldsOf(body: unknown): Field[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body as Record<string, unknown>)
    .filter(([name]) => !NEVER_SHOWN.has(name))
    .flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })))
    .filter((field): field is Field => typeof field.value === 'string');
}

/** What a person typed, to show it: not the codes of ours, nor a part of what is shown already. */
export function typedTexts(fields: readonly Field[]): string[] {
  const texts = [...new Set(fields.map(({ value }) => value.trim()))].filter((text) => text.length > 3 && !/^[a-z0-9:.-]+$/.test(text));
  return texts.filter((text) => !texts.some((other) => other !== text && other.includes(text)));
}

/** A form that a browser sent from a page of ours: it says so itself, nothing else does. */
export const isOwnForm = (request: FastifyRequest): boolean =>
  request.method === 'POST' && Boolean(request.headers.origin ?? request.headers['sec-fetch-site']);
