import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

/** Two texts of 20,000 characters, each of them written as \uXXXX, and the facts. */
export const BODY_LIMIT = 384 * 1024;
const DEPTH_LIMIT = 12;

const malformed = () => new Problem(400, 'malformed', 'Dit bericht kunnen we niet lezen.');

/** Strict UTF-8: bytes that are no text are refused, not replaced. */
function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw malformed();
  }
}

/** Looks no deeper than the limit, so that hostile nesting costs nothing. */
export function tooDeep(value: unknown, limit = DEPTH_LIMIT): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

function parseForm(text: string): Record<string, string | string[]> {
  try {
    decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed();
  }
  const form: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const before = form[name];
    form[name] = before === undefined ? value : [before, value].flat();
  }
  return { ...form };
}

export function registerBodyParsers(instance: FastifyInstance): void {
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decode(body as Buffer);
    if (!text.trim()) return done(null, {});
    parseJson(request, text, (error, value) => {
      if (error || tooDeep(value)) return done(malformed());
      done(null, value);
    });
  });
  instance.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, parseForm(decode(body as Buffer))),
  );
}
