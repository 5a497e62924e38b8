import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { searchWords } from './plain-search.js';

/** Who may be found by anybody: the integrity contacts of clubs and federations. */
export const SHOWN_KINDS = ['club', 'federation'] as const;

/** A search shows no more than these, and there is no next page: nobody reads a register out of it. */
export const MOST_FOUND = 10;
const LEAST_LETTERS = 3;

/** The words to look for; null when none of them says enough to look for. */
export function askedWords(text: string): string[] | null {
  const words = searchWords(text);
  return words.some((word) => [...word].length >= LEAST_LETTERS) ? words : null;
}

/** As it is kept: E.164. Null for what nobody can call from Belgium. */
export function normalPhone(text: string): string | null {
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'BE', extract: false });
  return number?.isValid() && !number.ext ? number.number : null;
}

/** As a person reads it: "0470 12 34 56", and of abroad with the country. */
export function readablePhone(phone: string): string {
  const number = parsePhoneNumberFromString(phone, 'BE');
  if (!number) return phone;
  return number.country === 'BE' ? number.formatNational() : number.formatInternational();
}

const SIGNS: Record<string, string> = { '@': 'apenstaartje', '.': 'punt', '-': 'streepje', _: 'laag streepje', '+': 'plus' };

/** An address in parts, its signs in words: to be read aloud and copied by a person, and no address to a program that collects them. */
export const spelledEmail = (email: string): { text: string; sign: boolean }[] =>
  email
    .split(/([@._+-])/)
    .filter(Boolean)
    .map((part) => (SIGNS[part] ? { text: SIGNS[part], sign: true } : { text: part, sign: false }));
