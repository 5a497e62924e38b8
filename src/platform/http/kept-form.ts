import { Signer } from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';

/** As long as a session may last: a page lies open no longer than that. */
const VALID_MS = 8 * 60 * 60 * 1000;

/** Where a form was going and, if it is known, whose it was. */
export interface Ticket {
  path: string;
  account?: string;
}

/** Signed by us, so that a page can carry it and nobody else can say where a form goes. */
export class Tickets {
  private readonly signer: Signer;

  constructor(secret: string) {
    this.signer = new Signer(`${secret} kept form`);
  }

  give(ticket: Ticket): string {
    return this.signer.sign(JSON.stringify({ ...ticket, until: Date.now() + VALID_MS }));
  }

  /** Null for what we did not sign, or too long ago. */
  take(text: string): Ticket | null {
    const { valid, value } = this.signer.unsign(text);
    if (!valid || !value) return null;
    const { until, ...ticket } = JSON.parse(value) as Ticket & { until: number };
    return until > Date.now() ? ticket : null;
  }
}

/** The name under which a form of several steps carries the bytes of a file along, as base64. */
export const CHOSEN_FILE = 'chosenFile';

export interface Field {
  name: string;
  value: string;
}

/** What is not typed: a token, and a file that was chosen before; and a password. */
const NEVER_SHOWN = new Set(['_csrf', 'password', CHOSEN_FILE]);

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
