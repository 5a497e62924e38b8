import { generateSecret, generateURI, verify } from 'otplib';

const STEP_SECONDS = 30;

export const newSecret = (): string => generateSecret();

/** What an authenticator reads from a QR code. */
export const secretUri = (secret: string, email: string): string => generateURI({ issuer: 'Klankbord', label: email, secret });

/**
 * The step of the clock that this code is of, now or one beside it, and later than the last one that was used: a code works once.
 * @returns null when it is none
 */
export async function stepOfCode(secret: string, typed: string, lastStep: number | null): Promise<number | null> {
  const token = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const found = await verify({ secret, token, epochTolerance: STEP_SECONDS, ...(lastStep === null ? {} : { afterTimeStep: lastStep }) });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}
