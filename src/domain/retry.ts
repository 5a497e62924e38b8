const FIRST_DELAYS = [5, 15, 60, 300, 900, 1800];
const LATER_DELAY = 3600;
const GIVE_UP_AFTER_SECONDS = 3 * 24 * 3600;

/** Seconds to wait after the n-th failed try (1 = the first); anything below 1 counts as the first. */
export function backoffSeconds(attempt: number): number {
  return FIRST_DELAYS[Math.max(1, Math.trunc(attempt)) - 1] ?? LATER_DELAY;
}

/** The number of tries that together wait about three days: a mail server may be down for a long weekend. */
export const MAX_ATTEMPTS = triesWithin(GIVE_UP_AFTER_SECONDS);

function triesWithin(seconds: number): number {
  let tries = 1;
  for (let waited = 0; waited < seconds; tries += 1) waited += backoffSeconds(tries);
  return tries;
}

/** Whether the n-th failed try (1 = the first) was the last one: then it is a dead letter (domain 7). */
export function isFinal(attempt: number): boolean {
  return attempt >= MAX_ATTEMPTS;
}

/**
 * 5xx replies that blame our command, our sign-in, the server as a whole (521) or a full mailbox (552) and not the
 * address: these are tried again, or a broken configuration of ours would mark every contact's address as refused.
 */
const NOT_THE_ADDRESS = [500, 501, 502, 503, 504, 521, 530, 534, 535, 538, 552];

/** Whether an SMTP reply code refuses the recipient for good; no code (a lost connection) never does. */
export function isPermanentSmtp(code: number | undefined): boolean {
  return code !== undefined && code >= 500 && code <= 599 && !NOT_THE_ADDRESS.includes(code);
}
