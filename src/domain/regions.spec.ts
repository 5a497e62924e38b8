import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { tables, traps } from '../../test/support/reference-tables.js';
import { regionOf } from './regions.js';

const on = (postalCode: string, day = '2026-10-13') =>
  regionOf(postalCode, tables.regions, tables.ranges, Temporal.PlainDate.from(day))?.code ?? null;

describe('the region of a postal code', () => {
  const known: Record<string, string | null> = {
    '2070': 'OVL', // Zwijndrecht, since 2025
    '1547': 'VBR-HV', // Bever, with facilities
    '2387': 'ANT-KE', // Baarle-Hertog, an enclave
    '3090': 'VBR-HV', // Overijse, among the codes of Leuven
    '3400': 'VBR-LE', // Landen
    '3440': 'VBR-LE', // Zoutleeuw
    '3450': 'VBR-LE', // Geetbets
    '3790': 'LIM', // Voeren
    '3798': 'LIM',
    '8587': 'WVL-ZU', // Spiere-Helkijn
    '7700': null, // Moeskroen
    '7780': null, // Komen
    '9600': 'OVL', // Ronse
  };

  it.each(traps)('holds for the trap %s', (postalCode) => {
    expect(Object.keys(known)).toContain(postalCode);
    expect(on(postalCode)).toBe(known[postalCode]);
  });

  it('moves Zwijndrecht from Antwerpen to Oost-Vlaanderen on 1 January 2025', () => {
    expect([on('2070', '2024-12-31'), on('2070', '2025-01-01')]).toEqual(['ANT-AN', 'OVL']);
  });

  it.each([
    ['1000', 'BRU'], ['1299', 'BRU'], ['1300', null], ['1500', 'VBR-HV'], ['2220', 'ANT-ME'], ['2240', 'ANT-AN'],
    ['2390', 'ANT-AN'], ['2700', null], ['4000', null], ['8790', 'WVL-ZU'], ['8800', 'WVL-CE'], ['8820', 'WVL-NO'],
    ['8930', 'WVL-ZU'], ['9000', 'OVL'], ['9999', 'OVL'],
  ])('%s lies in %s: the narrower range wins, outside Flanders and Brussels there is none', (postalCode, region) => {
    expect(on(postalCode)).toBe(region);
  });

  it('takes the newer of two ranges that are equally wide', () => {
    const ranges = [{ from: 9000, to: 9999, region: 'LIM', validFrom: '2026-01-01' }, ...tables.ranges];
    const at = (day: string) => regionOf('9000', tables.regions, ranges, Temporal.PlainDate.from(day))?.code;
    expect([at('2025-12-31'), at('2026-01-01')]).toEqual(['OVL', 'LIM']);
  });

  it('is none for what is no postal code', () => {
    fc.assert(fc.property(fc.string(), (text) => /^[1-9][0-9]{3}$/.test(text) || on(text) === null));
  });

  it('always names a team of each kind that a policy routes to', () => {
    const kinds = tables.policies.flatMap((policy) => [...policy.rules, ...policy.also].map((rule) => rule.to));
    for (const region of tables.regions) for (const kind of kinds) expect(region[kind]).toBeDefined();
  });
});
