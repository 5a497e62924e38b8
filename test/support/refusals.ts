import { expect } from '@jest/globals';
import type { Response } from 'supertest';

/** Words that every Dutch refusal of ours has one of. */
const DUTCH = /\b(je|jij|jouw|dit|deze|niet|kan|kies|kijk|vul|er|hier|hoort|bestaat|probeer|bel|was|maar|elke|een|te)\b/i;
/** What never belongs in an answer. */
const INSIDES = /\bat .+:\d+:\d+|node_modules|select |insert |syntax error|FST_ERR|\berror:/i;

/**
 * For supertest's `.expect(…)`: a problem+json with this status and type, in Dutch, with a request id;
 * `fields` maps each field that must be named to its code.
 */
export const refused =
  (status: number | number[], type?: string, fields: Record<string, string> = {}) =>
  (response: Pick<Response, 'status' | 'headers' | 'text'>): void => {
    expect([response.text.slice(0, 300), [status].flat()]).toEqual([expect.anything(), expect.arrayContaining([response.status])]);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.headers['cache-control']).toBe('no-store');
    const body = JSON.parse(response.text);
    expect(body).toMatchObject({
      type: type ?? expect.stringMatching(/^[a-z][a-z-]+$/),
      title: expect.stringMatching(/\S/),
      status: response.status,
      detail: expect.stringMatching(DUTCH),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(response.text).not.toMatch(INSIDES);
    for (const error of body.errors ?? []) {
      expect(error).toEqual({
        field: expect.any(String),
        code: expect.stringMatching(/^[a-z][a-z-]+$/),
        message: expect.stringMatching(DUTCH),
      });
    }
    const named = Object.fromEntries((body.errors ?? []).map(({ field, code }: any) => [field, code]));
    expect(named).toMatchObject(fields);
  };
