import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { Problem } from '../../platform/http/problem.js';
import { errorCode, logger } from '../../platform/log.js';

export const overTime = () =>
  new Problem(400, 'sign-on-over', 'Deze aanmelding is niet (meer) geldig: ze duurde te lang, of ze werd al gebruikt. Er is niemand aangemeld. Begin opnieuw.');

export const unknownPerson = () =>
  new Problem(403, 'unknown-person', 'We weten wie je bent, maar deze aanmelding hoort nog bij geen account in Klankbord. Er is geen account gemaakt.');

export const suspended = () =>
  new Problem(403, 'account-suspended', 'Je account in Klankbord is stilgelegd. Vraag het na bij je federatie of bij je team.');

export const someoneElse = () =>
  new Problem(403, 'someone-else', 'Je meldde je aan als iemand anders dan wie hier aangemeld is. Er is niets veranderd.');

export const notShown = () =>
  new Problem(403, 'second-factor-not-shown', 'De aanmelddienst bevestigt niet dat je je net opnieuw aanmeldde met twee stappen. Bevestig op een andere manier.');

export const oneStep = () =>
  new Problem(403, 'second-factor-required', 'Je meldde je aan met één stap. Klankbord vraagt er twee: kies itsme, eID of een andere sleutel met twee stappen.');

export const taken = () => new Problem(409, 'identity-taken', 'Deze aanmelding hoort al bij een ander account in Klankbord.');

export const hasAnother = () =>
  new Problem(409, 'another-identity', 'Aan je account is al een andere aanmelding gekoppeld. Ontkoppel die eerst.');

const away = () =>
  new Problem(503, 'provider-unavailable', 'De aanmelddienst antwoordt nu niet. Meld je op een andere manier aan, of probeer het zo dadelijk opnieuw.');

const stopped = () => new Problem(400, 'sign-on-stopped', 'Je aanmelding is gestopt voor ze klaar was. Er is niemand aangemeld.');

const refused = () =>
  new Problem(400, 'sign-on-refused', 'In het antwoord van de aanmelddienst klopte iets niet. Er is niemand aangemeld. Begin opnieuw.');

/** A network that fails, a server that fails or is slow, or an answer that is no answer of a provider: asking later helps. */
const AWAY = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR']);
const STOPPED = new Set(['access_denied', 'login_required', 'interaction_required', 'consent_required']);

/** What went wrong between us and the provider, in words; of the error its code goes into the log, never its text. */
export function asRefusal(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof AuthorizationResponseError && STOPPED.has(error.error)) return stopped();
  const code = error instanceof ResponseBodyError || error instanceof AuthorizationResponseError ? error.error : errorCode(error);
  logger.warn({ code }, 'single sign-on: the provider did not answer as it should');
  const isAway = (error instanceof ClientError && AWAY.has(error.code ?? '')) || (error instanceof TypeError && error.message === 'fetch failed');
  return isAway ? away() : refused();
}
