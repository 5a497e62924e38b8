import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Action } from '../../domain/permissions.js';
import { isApi } from './problem.filter.js';
import { Problem } from './problem.js';

/** Two texts of 20,000 characters, each of them written as \uXXXX, and the facts. */
export const BODY_LIMIT = 384 * 1024;
/** Some ten thousand rows of a federation's list; as a hidden field of a form a third more. */
const FILE_LIMIT = 2 * 1024 * 1024;
const FILE_IN_FORM_LIMIT = 3 * 1024 * 1024;
/** Who may bring a file. Elsewhere its bytes are not even read. */
const TAKES_FILES: ReadonlySet<unknown> = new Set<Action>(['organisation.import']);
const takesFile = (request: FastifyRequest): boolean => TAKES_FILES.has((request.routeOptions.config as { action?: string }).action);

const DEPTH_LIMIT = 12;
/** Far more values than any body of ours has; what is wide would cost as much as what is deep. */
const MOST_VALUES = 1000;

const malformed = () => new Problem(400, 'malformed', 'Dit bericht kunnen we niet lezen.');

/** Strict UTF-8: bytes that are no text are refused, not replaced. */
function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw malformed();
  }
}

/** A group of fields, within our measures. Looks no further than the limits, so that hostile nesting costs nothing. */
export function isBody(value: unknown): boolean {
  if (!isGroup(value) || Array.isArray(value)) return false;
  let count = 0;
  let level: object[] = [value];
  for (let depth = 0; level.length; depth += 1) {
    const next: object[] = [];
    for (const group of level) {
      const names = Object.keys(group);
      count += names.length;
      if (depth >= DEPTH_LIMIT || count > MOST_VALUES) return false;
      // class-transformer passes over "constructor", "toString" and their like: they would not be refused as unknown.
      if (!Array.isArray(group) && names.some((name) => name in Object.prototype)) return false;
      next.push(...Object.values(group).filter(isGroup));
    }
    level = next;
  }
  return true;
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;

function parseForm(text: string): Record<string, string | string[]> {
  try {
    decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed();
  }
  const fields = new URLSearchParams(text);
  if (fields.size > MOST_VALUES) throw malformed();
  const form: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of fields) {
    const before = form[name];
    form[name] = before === undefined ? value : [before, value].flat();
  }
  return { ...form };
}

/** A form with a file: its fields as text, the file as bytes; without a chosen file that field is left out. */
async function parseFileForm(contentType: string, body: Buffer): Promise<Record<string, string | Buffer>> {
  const form: Record<string, string | Buffer> = Object.create(null);
  try {
    const fields = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    for (const [name, value] of fields) {
      if (typeof value === 'string') form[name] = value;
      else if (value.size) form[name] = Buffer.from(await value.arrayBuffer());
    }
  } catch {
    throw malformed();
  }
  return { ...form };
}

const unknownFormat = () => new Problem(415, 'unknown-format', 'Stuur dit als JSON.');

/** JSON for programs, forms for pages, a file where one is asked, nothing else. */
export function registerBodyParsers(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decode(body as Buffer);
    if (!text.trim()) return done(null, {});
    parseJson(request, text, (error, value) => {
      if (error || !isBody(value)) return done(malformed());
      done(null, value);
    });
  });
  instance.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (request, body, done) => {
      if (isApi(request)) return done(unknownFormat());
      done(null, parseForm(decode(body as Buffer)));
    },
  );

  instance.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: FILE_LIMIT }, (request, body, done) => {
    if (!isApi(request) || !takesFile(request)) return done(unknownFormat());
    done(null, body);
  });

  instance.addContentTypeParser('multipart/form-data', { parseAs: 'buffer', bodyLimit: FILE_IN_FORM_LIMIT }, async (request: FastifyRequest, body: Buffer) => {
    if (isApi(request) || !takesFile(request)) throw unknownFormat();
    return parseFileForm(request.headers['content-type']!, body);
  });
}
