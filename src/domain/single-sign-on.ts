/** Single sign-on says who somebody is (domain 10 says what they may do): what is read of a provider's claims, and nothing else. */

/** Of an ID token that was checked. `vo` brings `vo_id`; a citizen's sign-in may come without. */
export interface IdentityClaims {
  sub: string;
  vo_id?: unknown;
  acr?: unknown;
  amr?: unknown;
  /** Seconds since 1970. */
  auth_time?: unknown;
}

const LONGEST = 255;

/**
 * The keys under which an account may be known, the best first: the person's number at the Flemish government, else the
 * provider's own. Each carries its kind, so that one's number never passes for another's `sub`.
 */
export function subjectsOf({ vo_id: voId, sub }: IdentityClaims): [string, ...string[]] {
  const own = `sub:${sub}`;
  return typeof voId === 'string' && voId.trim() && voId.length <= LONGEST ? [`vo_id:${voId}`, own] : [own];
}

/**
 * When two factors were shown, if the provider says so: by an `acr` that this installation takes for it, or by `mfa` in `amr`.
 * A provider that does not tell when is believed that it was, and never taken for fresh: the moment is then 1970.
 */
export function secondFactorAt({ acr, amr, auth_time: authTime }: IdentityClaims, accepted: readonly string[]): Date | undefined {
  const shown = (typeof acr === 'string' && accepted.includes(acr)) || (Array.isArray(amr) && amr.includes('mfa'));
  if (!shown) return undefined;
  return new Date(typeof authTime === 'number' && Number.isFinite(authTime) ? authTime * 1000 : 0);
}

const LASTS_MS = 10 * 60_000;

/** A sign-in that began longer ago is over, and so is what it proved. */
export const isOver = (beganAt: number, now: number): boolean => now - beganAt > LASTS_MS || now < beganAt;

const CLOCKS_DIFFER_MS = 30_000;

/** Shown after it was asked for: an older sign-in at the provider does not count. */
export const isShownSince = (at: Date | undefined, askedAt: number): boolean =>
  at !== undefined && at.getTime() >= askedAt - CLOCKS_DIFFER_MS;
