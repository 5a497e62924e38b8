import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '../../platform/auth/passport.js';
import { sessionOf } from '../../platform/auth/session-data.js';
import { startSession } from '../../platform/auth/session-start.js';
import { SecondFactorRequired, SignIn, WRONG_CREDENTIALS } from '../../platform/auth/sign-in.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import { textOf, type Form } from '../shared/form.js';

const PENDING_MS = 5 * 60 * 1000;

const wrongCredentials = () => new Problem(401, WRONG_CREDENTIALS, 'Dit e-mailadres en wachtwoord horen niet bij elkaar.');

/** Signing in with what a form holds: address and password, and on a next page a code. */
@Injectable()
export class Credentials {
  constructor(private readonly signIns: SignIn) {}

  /** @returns the account's id. @throws SecondFactorRequired when a code is asked next; Problem 400, 401, 429, 503 */
  async signIn(form: Form, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    if (form?.code !== undefined) return this.withCode(form, request);
    refuseBlank(form, { email: 'Vul je e-mailadres in.', password: 'Vul je wachtwoord in.' });
    const shared = textOf(form, 'gedeeld') === 'ja';
    try {
      const account = await authenticate(request, reply, shared);
      if (!account) throw wrongCredentials();
      return account.accountId;
    } catch (error) {
      if (error instanceof SecondFactorRequired) sessionOf(request).pending = { accountId: error.accountId, shared, until: Date.now() + PENDING_MS };
      throw error;
    }
  }

  /** The password was right a moment ago. */
  isWaitingForCode(request: FastifyRequest): boolean {
    const { pending } = sessionOf(request);
    return pending !== undefined && pending.until > Date.now();
  }

  /** A printed code in the place of all else. */
  async withRecoveryCode(form: Form, request: FastifyRequest): Promise<string> {
    refuseBlank(form, { email: 'Vul je e-mailadres in.', recoveryCode: 'Vul een code van je papier in.' });
    const begun = await this.signIns.withRecoveryCode(textOf(form, 'email'), textOf(form, 'recoveryCode'), request.ip);
    if (!begun) throw new Problem(401, 'wrong-code', 'Dit e-mailadres en deze code horen niet bij elkaar, of de code is al gebruikt.');
    await startSession(request, { ...begun, shared: textOf(form, 'gedeeld') === 'ja' });
    return begun.accountId;
  }

  private async withCode(form: Form, request: FastifyRequest): Promise<string> {
    refuseBlank(form, { code: 'Vul de code in.' });
    const { pending } = sessionOf(request);
    if (!pending || !this.isWaitingForCode(request)) throw new Problem(401, 'too-late', 'Dit duurde te lang. Vul je e-mailadres en je wachtwoord opnieuw in.');
    const begun = await this.signIns.withCode(pending.accountId, textOf(form, 'code'), request.ip);
    await startSession(request, { ...begun, shared: pending.shared });
    return begun.accountId;
  }
}

/** Anything but filled texts would look like a wrong password, or worse, reach the strategy as a list. */
function refuseBlank(form: Form, messages: Record<string, string>): void {
  const filled = (field: string) => typeof form?.[field] === 'string' && form[field].trim() !== '';
  const errors = Object.entries(messages)
    .filter(([field]) => !filled(field))
    .map(([field, message]) => ({ field, code: 'required', message }));
  if (errors.length) throw invalid(errors);
}
