import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { accountIdOf, ENROLMENT_REQUIRED, STEP_UP_REQUIRED } from '../auth/access.js';
import { sessionOf } from '../auth/session-data.js';
import { errorCode, logger } from '../log.js';
import { fieldsOf, isOwnForm, SealedForms, typedTexts } from './kept-form.js';
import { notFound, notSignedIn, Problem, unreadable, type ProblemBody, type RefusedRequest } from './problem.js';

/** Codes of Postgres, the network and the disk that mean: not now. */
const UNAVAILABLE = /^(08|53|57P|55P03|25006|ECONN|ETIMEDOUT|EPIPE|ENOSPC|EDQUOT|EROFS|EACCES)/;

export const isApi = (request: FastifyRequest): boolean => /^\/(?:api|health)(?:[/?]|$)/.test(request.url);

/** Where somebody sets the ways in, and where they show once more who they are. */
const ENROLMENT = '/account/instellen';
const CONFIRMATION = '/account/bevestigen';

/** A refusal as a person reads it: HTML. */
export type ProblemPage = (request: FastifyRequest, reply: FastifyReply, problem: ProblemBody) => Promise<string>;

/** Every error becomes a problem for a program, or a page for a person. What went wrong inside is never shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly page: ProblemPage,
    private readonly forms: SealedForms,
    private readonly keptMinutes: () => Promise<number>,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<RefusedRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = asProblem(error, request);
    // A key that is missing is told of too: one is a restore's, many are a vault that is lost.
    if ((problem.getStatus() >= 500 || problem.code === 'unreadable') && !(error instanceof Problem)) {
      logger.error({ requestId: request.id, code: errorCode(error), stack: stackOf(error) }, 'a request failed');
    }
    if (reply.sent) return;
    request.refusal = problem.code;
    const body = { ...problem.body, requestId: request.id };
    reply.status(problem.getStatus()).headers({ ...problem.headers, 'cache-control': 'no-store' });
    if (isApi(request)) {
      await reply.header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(body));
      return;
    }
    // Ours, not a stranger's: from another site the refusal is a Problem from the start.
    const tooLate = problem.code === 'not-signed-in' || problem.code === STEP_UP_REQUIRED || (problem.code === 'csrf' && problem !== error);
    if (tooLate && isOwnForm(request) && fieldsOf(request.body).length) {
      await reply.send(await this.keptForm(request, reply, problem.code === STEP_UP_REQUIRED));
      return;
    }
    const elsewhere = elsewhereFor(problem, request);
    if (elsewhere) {
      await reply.redirect(elsewhere, 303);
      return;
    }
    const page = await this.page(request, reply, body);
    await reply.type('text/html; charset=utf-8').send(page);
  }

  /** A session that ended while somebody typed loses none of it: the page gives everything back, the server keeps nothing. */
  private async keptForm(request: FastifyRequest, reply: FastifyReply, asksProof: boolean): Promise<string> {
    const account = accountIdOf(request);
    const fields = fieldsOf(request.body);
    const path = pathOf(request);
    const whose = account ?? sessionOf(request).ended ?? '';
    return reply.viewAsync('shared/pages/kept-form.njk', {
      title: 'Nog niet verstuurd',
      to: path,
      fields: account && !asksProof ? fields : [],
      texts: typedTexts(fields),
      sealed: this.forms.seal({ path, fields }, whose, await this.keptMinutes()),
      signedIn: Boolean(account) && !asksProof,
      asksProof,
      csrfToken: '',
      form: { values: {}, errors: {}, csrfToken: account ? reply.generateCsrf() : '' },
    });
  }
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0]!;

/** A person is led to where the refusal can be mended, and from a confirmation back again. */
function elsewhereFor(problem: Problem, request: FastifyRequest): string | null {
  if (problem.getStatus() === 401) return '/aanmelden';
  if (problem.code === ENROLMENT_REQUIRED) return ENROLMENT;
  if (problem.code !== STEP_UP_REQUIRED) return null;
  // What a button sent is not sent by itself, nor a file that was asked for: back to the page that it stands on.
  const from = request.method === 'GET' ? request.url.replace(/\/bestand(?=\?|$)/, '') : pathOf(request).replace(/\/[^/]*$/, '');
  return `${CONFIRMATION}?naar=${encodeURIComponent(from)}`;
}

export const unreadableAddress = () => new Problem(400, 'malformed', 'Dit adres kunnen we niet lezen.');

/** What is no HTTP, or too much of it, is refused on the bare socket: there is no request yet. */
export function refuseBytes(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const { body } = new Problem(status, 'malformed', 'Dit bericht kunnen we niet lezen.');
  const text = JSON.stringify({ ...body, requestId: randomUUID() });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${text}`,
  );
}

/** Fastify's router turns these away before any hook or filter: an address that cannot be read, or an id without end. */
export const refuseAddress =
  (page: ProblemPage) =>
  async (error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const problem = error.statusCode === 414 ? notFound() : unreadableAddress();
    const body = { ...problem.body, requestId: request.id };
    reply.status(problem.getStatus()).header('cache-control', 'no-store');
    if (isApi(request)) {
      reply.header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(body));
      return;
    }
    reply.header('content-type', 'text/html; charset=utf-8').send(await page(request, reply, body));
  };

function asProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return fromFramework(error, request);
  const code = errorCode(error);
  if (code === 'key-missing' || code === 'key-disabled') return unreadable();
  // 22P05, 22021: a character that Postgres cannot keep; everything typed is checked, this is the last net.
  if (code === '22021' || code === '22P05') return new Problem(400, 'unreadable', 'Deze tekst kunnen we niet bewaren.');
  if (UNAVAILABLE.test(code)) {
    const detail = 'Klankbord is even niet bereikbaar. Probeer het zo dadelijk opnieuw; dringend? Bel 1712.';
    return new Problem(503, 'unavailable', detail, {}, { 'Retry-After': '5' });
  }
  return new Problem(500, 'internal', 'Er ging iets mis bij ons. Probeer het opnieuw; dringend? Bel 1712.');
}

/** Fastify's and Nest's own refusals, in our words. */
function fromFramework(error: HttpException, _request: FastifyRequest): Problem {
  const status = error.getStatus();
  if (status === 401) return notSignedIn();
  if (status === 403) return new Problem(403, 'csrf', 'Je pagina is te oud of je sessie is veranderd. Laad ze opnieuw.');
  if (status === 404) return notFound();
  if (status === 413) return new Problem(413, 'too-large', 'Dit is te groot om te versturen. Een tekst telt hoogstens 20.000 tekens.');
  if (status === 415) return new Problem(415, 'unknown-format', 'Stuur dit als JSON.');
  if (status >= 400 && status < 500) return new Problem(400, 'malformed', 'Dit bericht kunnen we niet lezen.');
  return new Problem(500, 'internal', 'Er ging iets mis bij ons. Probeer het opnieuw; dringend? Bel 1712.');
}

/** Where, not what: the lines of the stack without the message. */
function stackOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  return stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 8).join('\n');
}
