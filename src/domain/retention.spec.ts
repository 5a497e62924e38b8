import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { localDate } from './brussels-time.js';
import { dueSteps, stepKey } from './reminders.js';
import { destructionDay, fateOf, goesOn, goneForGoodOn, latestDay, noticeDays, restingOf, retentionSteps, type Awaiting, type Resting, type RestingKind, type RetentionPolicy } from './retention.js';
import { STATUSES } from './vocabulary.js';

const policy = JSON.parse(readFileSync('reference-data/retention.json', 'utf8')) as RetentionPolicy;
const day = (text: string) => Temporal.PlainDate.from(text);
/** Local time in Brussels. */
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Brussels').toInstant();
const resting = (kind: RestingKind, since: string): Resting => ({ kind, since: at(since) });
const ends = (kind: RestingKind, since: string) => destructionDay(resting(kind, since), policy).toString();
const warned = (kind: RestingKind, since: string) => {
  const rest = resting(kind, since);
  return retentionSteps(destructionDay(rest, policy), rest, policy).map(({ dueAt }) =>
    dueAt.toZonedDateTimeISO('Europe/Brussels').toPlainDateTime().toString().slice(0, 16),
  );
};

describe('how long a record is kept', () => {
  it.each<[string, RestingKind, string, string]>([
    ['a consult, 24 months after closing', 'consult', '2026-10-13T10:00', '2028-10-13'],
    ['closed on a leap day, on the last of February', 'consult', '2028-02-29T10:00', '2030-02-28'],
    ['closed a minute before midnight, by the day here', 'consult', '2026-12-31T23:59', '2028-12-31'],
    ['a draft, 30 days after its last change', 'draft', '2026-10-13T10:00', '2026-11-12'],
    ['over the night on which the clock goes back', 'draft', '2026-10-24T23:30', '2026-11-23'],
    ['a withdrawn one, 30 days', 'withdrawn', '2028-02-01T00:00', '2028-03-02'],
  ])('%s', (_what, kind, since, expected) => expect(ends(kind, since)).toBe(expected));

  it('only what rests: a draft since its last change, what ended since its end', () => {
    const touchedAt = at('2026-10-13T10:00');
    const endedAt = at('2026-11-13T10:00');
    expect(STATUSES.map((status) => restingOf({ status, touchedAt, endedAt })?.kind ?? null)).toEqual(['draft', null, null, null, null, 'consult', 'withdrawn']);
    expect(restingOf({ status: 'draft', touchedAt, endedAt })!.since).toBe(touchedAt);
    expect(restingOf({ status: 'closed', touchedAt, endedAt })!.since).toBe(endedAt);
  });

  it('and a week longer its key may be in a backup of the vault', () => {
    expect(goneForGoodOn(day('2028-12-28'), policy).toString()).toBe('2029-01-04');
  });

  it('postponed, at most a period more, from its day or from today', () => {
    expect(latestDay('consult', day('2028-10-13'), day('2028-07-15'), policy).toString()).toBe('2030-10-13');
    expect(latestDay('draft', day('2026-11-12'), day('2026-12-01'), policy).toString()).toBe('2026-12-31');
  });
});

describe('the warnings', () => {
  it('of a closed consult come 90, 30 and 7 days ahead, at nine on both sides of a clock change', () => {
    expect(warned('consult', '2026-10-30T10:00')).toEqual(['2028-08-01T09:00', '2028-09-30T09:00', '2028-10-23T09:00']);
  });

  it.each<RestingKind>(['draft', 'withdrawn'])('of a %s come 7 days ahead only: the others lie before it came to rest', (kind) => {
    expect(warned(kind, '2026-10-13T10:00')).toEqual(['2026-11-05T09:00']);
  });

  it('are new ones for a new day', () => {
    const rest = resting('consult', '2026-10-13T10:00');
    const keyOf = (text: string) => stepKey('c1', retentionSteps(day(text), rest, policy)[0]!);
    expect(keyOf('2028-10-13')).not.toBe(keyOf('2029-10-13'));
  });

  it('of a day that was set a week ahead come at once', () => {
    const steps = retentionSteps(day('2028-10-20'), resting('consult', '2026-10-13T10:00'), policy);
    expect(dueSteps(steps, at('2028-10-13T09:00')).map(({ step }) => step)).toEqual(['7-days-before']);
  });
});

const due: Awaiting = { destroyOn: day('2028-10-13'), warnedOn: day('2028-07-15'), seenOn: day('2028-07-20'), held: false, ownerValid: true };
const fate = (more: Partial<Awaiting>, today = '2028-10-13') => fateOf({ ...due, ...more }, day(today), policy);

describe('what becomes of a record', () => {
  it.each<[string, Partial<Awaiting>, string | undefined, ReturnType<typeof fateOf>]>([
    ['warned of and seen, goes on its day', {}, undefined, 'destroy'],
    ['not a day before', {}, '2028-10-12', 'wait'],
    ['not while a legal hold stands', { held: true }, '2030-01-01', 'wait'],
    ['not while nobody saw a warning', { seenOn: null }, '2030-01-01', 'wait'],
    ['of which nobody was warned, is warned of first', { warnedOn: null, seenOn: null }, undefined, 'warn'],
    ['that nobody valid can be warned of, is asked about', { warnedOn: null, seenOn: null, ownerValid: false }, undefined, 'ask'],
    ['nor can have seen, likewise', { seenOn: null, ownerValid: false }, undefined, 'ask'],
    ['seen while she was valid, goes', { ownerValid: false }, undefined, 'destroy'],
    ['seen on its day, stays a week: she may still postpone', { seenOn: day('2028-10-13') }, '2028-10-19', 'wait'],
    ['and goes after that', { seenOn: day('2028-10-13') }, '2028-10-20', 'destroy'],
    ['warned of too late, stays a week', { warnedOn: day('2028-10-10'), seenOn: day('2028-10-10') }, '2028-10-16', 'wait'],
  ])('%s', (_what, more, today, expected) => expect(fate(more, today)).toBe(expected));
});

const days = fc.integer({ min: 0, max: 40_000 }).map((count) => day('2020-01-01').add({ days: count }));
const moments = fc.integer({ min: 1_577_836_800, max: 5_000_000_000 }).map((second) => Temporal.Instant.fromEpochMilliseconds(second * 1000));
const kinds = fc.constantFrom<RestingKind>('draft', 'consult', 'withdrawn');
const records: fc.Arbitrary<Awaiting> = fc.record({
  destroyOn: days, warnedOn: fc.option(days), seenOn: fc.option(days), held: fc.boolean(), ownerValid: fc.boolean(),
});
const compare = Temporal.PlainDate.compare;

describe('for every record', () => {
  it('its day is after it came to rest, the later the later; each warning lies between the two, at nine here', () => {
    fc.assert(
      fc.property(kinds, moments, moments, (kind, one, other) => {
        const [first, second] = Temporal.Instant.compare(one, other) <= 0 ? [one, other] : [other, one];
        const rest = { kind, since: first };
        const end = destructionDay(rest, policy);
        expect(compare(end, localDate(first))).toBe(1);
        expect(compare(end, destructionDay({ kind, since: second }, policy))).toBeLessThanOrEqual(0);
        const steps = retentionSteps(end, rest, policy);
        expect(steps.length).toBe(kind === 'consult' ? 3 : 1);
        for (const { dueAt } of steps) {
          const local = dueAt.toZonedDateTimeISO('Europe/Brussels');
          expect([local.hour, local.minute]).toEqual([9, 0]);
          expect(compare(local.toPlainDate(), localDate(first))).toBe(1);
          expect(compare(local.toPlainDate(), end)).toBe(-1);
        }
      }),
    );
  });

  it('nothing goes unseen, held, before its day, or sooner after a warning than the last one comes ahead', () => {
    fc.assert(
      fc.property(records, days, (record, today) => {
        if (fateOf(record, today, policy) !== 'destroy') return;
        expect(record.held).toBe(false);
        expect(compare(today, record.destroyOn)).toBeGreaterThanOrEqual(0);
        expect(compare(today, record.warnedOn!.add({ days: noticeDays(policy) }))).toBeGreaterThanOrEqual(0);
        expect(record.seenOn).not.toBeNull();
      }),
    );
  });

  it('what was warned of and seen goes one day, whoever is valid, and on every day after it', () => {
    fc.assert(
      fc.property(records, fc.nat(1000), (record, more) => {
        const goes = goesOn(record, policy);
        if (!goes) return;
        expect(fateOf({ ...record, held: false }, goes.add({ days: more }), policy)).toBe('destroy');
        expect(fateOf({ ...record, held: false }, goes.subtract({ days: 1 }), policy)).toBe('wait');
      }),
    );
  });
});
