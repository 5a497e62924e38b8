import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { BRUSSELS } from '../../src/domain/brussels-time.js';
import type { Targets } from '../../src/domain/deadlines.js';
import type { Calendar, OpeningHoursSet } from '../../src/domain/opening-hours.js';
import type { Origin, RoutingTables } from '../../src/domain/routing.js';
import * as words from '../../src/domain/vocabulary.js';

/** The starting reference data, read as the product reads it, and people's facts made up at random. */

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../reference-data/${name}.json`, import.meta.url), 'utf8'));

const regions = read('regions');
const routing = read('routing');
const openingHours: Record<words.TeamKind, OpeningHoursSet[]> = read('opening-hours').teams;

export const traps: string[] = regions.traps;
export const targets: Targets = read('targets');

export const tables: RoutingTables = {
  policies: routing.policies,
  regions: regions.regions,
  ranges: regions.ranges,
  coordinationTeam: regions.coordination1712.code,
  professionalSecrecy: routing.professionalSecrecy,
  neighbours: read('neighbours').neighbours,
  suggest: read('signposts').suggest.rows,
};

export interface Scenario {
  id: string;
  /** Local; absent = an ordinary Tuesday morning. */
  at?: string;
  facts: words.Facts & Origin;
  question: string;
  expect: {
    team: string;
    urgency: words.Urgency;
    also?: string[];
    provisional?: boolean;
    before?: string[];
    signposts?: string[];
    hiddenFrom?: words.ConflictLevel[];
    teamOpen?: boolean;
    announcedOpen?: boolean;
  };
}

export const scenarios: Scenario[] = JSON.parse(
  readFileSync(new URL('./consult-scenarios.json', import.meta.url), 'utf8'),
).scenarios;

export const kindOf = (team: string): words.TeamKind =>
  team === tables.coordinationTeam
    ? 'coordination1712'
    : words.TEAM_KINDS.find((kind) => tables.regions.some((region) => region[kind] === team))!;

export const allTeams: string[] = [
  ...new Set([
    tables.coordinationTeam,
    ...tables.regions.flatMap((region) => words.TEAM_KINDS.flatMap((kind) => region[kind] ?? [])),
  ]),
];

export const calendarOf = (kind: words.TeamKind): Calendar => ({ sets: openingHours[kind] });

/** 'YYYY-MM-DDTHH:MM' on a Belgian clock. */
export const local = (text: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(BRUSSELS).toInstant();

const postalCode = fc.oneof(
  fc.constantFrom(...traps, '1000', '9000', '1700', '3400'),
  fc.integer({ min: 1000, max: 9999 }).map(String),
);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

export const anyFacts: fc.Arbitrary<words.Facts> = fc.record({
  kind: fc.constantFrom(...words.QUESTION_KINDS),
  behaviours: fc.subarray([...words.BEHAVIOURS]),
  victims: fc.array(
    fc.record({ ageBand: fc.constantFrom(...words.AGE_BANDS), residencePostalCode: optional(postalCode) }),
    { maxLength: 3 },
  ),
  minorsAtRiskNow: fc.constantFrom(...words.YES_NO_UNKNOWN),
  danger: fc.constantFrom(...words.DANGERS),
  placeOfFactsPostalCode: optional(postalCode),
  factsWithinDays: optional(fc.nat(400)),
  conflictOfInterest: optional(fc.subarray([...words.CONFLICT_LEVELS])),
});

export const anyOrigin = fc.record({
  level: fc.constantFrom(...words.LEVELS),
  organisationPostalCode: optional(postalCode),
});

/** Any minute between 2024 and 2028, often close to a night on which the clocks change. */
export const anyMoment: fc.Arbitrary<Temporal.Instant> = fc
  .oneof(
    fc.integer({ min: 0, max: 4 * 366 * 24 * 60 }).map((minutes) => local('2024-01-01T00:00').add({ minutes })),
    fc
      .record({ night: fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28'), minutes: fc.integer({ min: -2880, max: 2880 }) })
      .map(({ night, minutes }) => local(`${night}T00:00`).add({ minutes })),
  );
