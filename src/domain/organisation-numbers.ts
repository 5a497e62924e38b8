import { stdnum } from 'stdnum';

/** A number of the Crossroads Bank for Enterprises, of this register: ten digits, the first 0 or 1. */
const KBO = /^[01]\d{9}$/;
/** As people and registers write it: 0123.456.749, BE 0123 456 749, BE0123456749. */
const WRITTEN = /^(?:BE)?[ .\-/]*\d(?:[ .\-/]*\d){8,9}$/i;
const V_CODE = /^V\d{7,9}$/;

/**
 * Whatever way it is written -> ten digits; nine get the 0 that they lost in a spreadsheet. null = no KBO number: it is checked
 * modulo 97 (domain 10).
 */
export function normalKbo(written: string): string | null {
  const text = written.trim();
  if (!WRITTEN.test(text)) return null;
  const digits = text.replace(/\D/g, '').padStart(10, '0');
  return KBO.test(digits) && stdnum.BE!.vat!.validate(digits).isValid ? digits : null;
}

/** 0123.456.749, for people. */
export const formatKbo = (digits: string): string => `${digits.slice(0, 4)}.${digits.slice(4, 7)}.${digits.slice(7)}`;

/**
 * A vCode of the Flemish association register: V and a running number of at least seven digits; it has no check digit.
 * null = no vCode.
 */
export function normalVCode(written: string): string | null {
  const code = written.replace(/\s/g, '').toUpperCase();
  return V_CODE.test(code) ? code : null;
}
