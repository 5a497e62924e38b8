import { hash, verify } from '@node-rs/argon2';
import { Bounded } from './bounded.js';

/** OWASP's argon2id floor (19 MiB, 2 passes); the library's default algorithm is argon2id. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Of this process: a storm of sign-ins leaves a core, and threads, to who is at work. A hundred wait three seconds at most. */
const hashing = new Bounded(2, 100);

/** @throws Problem 503 when too many are waiting */
export const hashPassword = (password: string): Promise<string> => hashing.run(() => hash(password, OPTIONS));

let decoy: Promise<string> | undefined;

/** An unknown address costs as much as a wrong password, so that time tells nothing. @throws Problem 503 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hash('nobody has this password', OPTIONS);
  const against = stored ?? (await decoy);
  const matches = await hashing.run(() => verify(against, password));
  return matches && Boolean(stored);
}
