import type { KeyObject } from 'node:crypto';

export const TWO_STEPS: string;

export interface SigningKey {
  privateKey: KeyObject;
  jwk: object;
  publicJwk: object;
}
export function signingKey(kid: string): SigningKey;
