/**
 * A consult's reference is read out on the phone: no vowels (so no words), nothing that looks alike (0 O, 1 I L, 2 Z,
 * 5 S, 6 G, 8 B) and one letter of each group that sounds alike in Dutch (H K, M N, B D P T, F S, V W).
 * Sixteen signs, so that half a byte picks one and all are equally likely.
 */
const ALPHABET = '23456789FJKMPQRX';
const LENGTH = 8;

/** Four random bytes or more -> 'XXXX-XXXX'. No meaning, no sequence; whether it is free is for the database to say. */
export function formatReference(randomBytes: Uint8Array): string {
  if (randomBytes.length < LENGTH / 2) throw new RangeError('a reference needs 4 random bytes');
  const signs = Array.from(randomBytes.subarray(0, LENGTH / 2), (byte) => sign(byte >> 4) + sign(byte & 15)).join('');
  return dashed(signs);
}

const REQUEST_SIGNS = 4;

/** Two random bytes or more -> 'VB-XXXX': what stands on the letters about one request of a data subject. */
export function formatRequestNumber(randomBytes: Uint8Array): string {
  if (randomBytes.length < REQUEST_SIGNS / 2) throw new RangeError('a request number needs 2 random bytes');
  return `VB-${Array.from(randomBytes.subarray(0, REQUEST_SIGNS / 2), (byte) => sign(byte >> 4) + sign(byte & 15)).join('')}`;
}

/** What somebody typed or heard ('7k3m pq92') -> 'XXXX-XXXX', or null when it cannot be a reference. */
export function normaliseReference(text: string): string | null {
  const signs = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (signs.length !== LENGTH || ![...signs].every((one) => ALPHABET.includes(one))) return null;
  return dashed(signs);
}

const sign = (index: number): string => ALPHABET.charAt(index);
const dashed = (signs: string): string => `${signs.slice(0, LENGTH / 2)}-${signs.slice(LENGTH / 2)}`;
