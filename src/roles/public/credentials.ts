import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '../../platform/auth/passport.js';
import { WRONG_CREDENTIALS } from '../../platform/auth/sign-in.js';
import { invalid, Problem } from '../../platform/http/problem.js';
import type { Form } from '../shared/form.js';

const wrongCredentials = () => new Problem(401, WRONG_CREDENTIALS, 'Dit e-mailadres en wachtwoord horen niet bij elkaar.');

/** Signs in with what a form holds. @returns the account's id. @throws Problem 400, 401, 429 */
export async function signInWith(form: Form, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  refuseBlank(form);
  const account = await authenticate(request, reply);
  if (!account) throw wrongCredentials();
  return account.accountId;
}

/** Anything but two filled texts would look like a wrong password, or worse, reach the strategy as a list. */
function refuseBlank(form: Form): void {
  const filled = (field: string) => typeof form?.[field] === 'string' && form[field].trim() !== '';
  const errors = [
    { field: 'email', code: 'required', message: 'Vul je e-mailadres in.' },
    { field: 'password', code: 'required', message: 'Vul je wachtwoord in.' },
  ].filter(({ field }) => !filled(field));
  if (errors.length) throw invalid(errors);
}
