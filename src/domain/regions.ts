import type { Temporal } from 'temporal-polyfill';
import type { TeamKind } from './vocabulary.js';

/** A region names its answering team per kind, under the kind's own code: `region.vk`, `region[kind]`. */
export interface Region extends Partial<Record<TeamKind, string>> {
  code: string;
  name: string;
}

/** Postal codes, both ends included. With `validFrom` ('YYYY-MM-DD') it holds from that day on, else always. */
export interface RegionRange {
  from: number;
  to: number;
  region: string;
  validFrom?: string;
  note?: string;
}

const POSTAL_CODE = /^[1-9][0-9]{3}$/;

/**
 * The region of a postal code on a day; null when it lies in none, or is no postal code (regions.json, about).
 * A narrower range wins over a wider one, between equals the newest.
 */
export function regionOf<R extends Region>(
  postalCode: string,
  regions: readonly R[],
  ranges: readonly RegionRange[],
  day: Temporal.PlainDate,
): R | null {
  if (!POSTAL_CODE.test(postalCode)) return null;
  const code = Number(postalCode);
  const date = day.toString();
  const [best] = ranges
    .filter((range) => range.from <= code && code <= range.to && (range.validFrom ?? '') <= date)
    .sort((a, b) => width(a) - width(b) || (b.validFrom ?? '').localeCompare(a.validFrom ?? ''));
  return regions.find((region) => region.code === best?.region) ?? null;
}

const width = (range: RegionRange): number => range.to - range.from;
