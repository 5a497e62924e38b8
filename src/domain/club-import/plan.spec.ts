import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CheckedRow, ClubFields } from './check-row.js';
import { planImport, type KnownClub, type PlannedRow } from './plan.js';

const KBO = ['0403170701', '0412345713', '0202239951'];
const V_CODES = ['V0001001', 'V0001002'];

const club = (more: Partial<ClubFields> = {}): ClubFields => ({ name: 'De Zwaan', postalCode: '9000', place: null, kbo: null, vCode: null, ...more });
const row = (line: number, more: Partial<ClubFields> = {}): CheckedRow => ({ line, name: more.name ?? 'De Zwaan', club: club(more), contacts: 0, people: [], errors: [], remarks: [] });
const known = (more: Partial<KnownClub> = {}): KnownClub => ({ id: 'a', ...club(), isClub: true, stands: true, affiliated: true, mayChange: true, ...more });
const outcomes = (rows: CheckedRow[], there: KnownClub[] = []): string[] => planImport(rows, there).map(({ outcome, clubId }) => `${outcome}${clubId ? ` ${clubId}` : ''}`);

describe('a row of an import', () => {
  it.each<[string, Partial<ClubFields>, Partial<KnownClub>, string]>([
    ['that nobody knows is a new club', { name: 'De Merel' }, {}, 'new'],
    ['is known by its KBO number, whatever its name', { name: 'De Merel', kbo: KBO[0]! }, { kbo: KBO[0]! }, 'changed a'],
    ['is known by its vCode', { name: 'De Merel', vCode: V_CODES[0]! }, { vCode: V_CODES[0]! }, 'changed a'],
    ['is known by name and postal code, without case and accents', { name: 'DÉ ZWAAN' }, {}, 'changed a'],
    ['that says what is known changes nothing', {}, {}, 'unchanged a'],
    ['that tells less than is known takes nothing away', {}, { place: 'Gent', kbo: KBO[0]! }, 'unchanged a'],
    ['fills in a number', { kbo: KBO[0]! }, {}, 'changed a'],
    ['of the same name with another number is another club', { kbo: KBO[0]! }, { kbo: KBO[1]! }, 'new'],
    ['replaces no number', { kbo: KBO[0]!, vCode: V_CODES[0]! }, { kbo: KBO[0]!, vCode: V_CODES[1]! }, 'wrong'],
    ['of a club that ended is wrong', { kbo: KBO[0]! }, { kbo: KBO[0]!, stands: false }, 'wrong'],
    ['with the number of a federation is wrong', { kbo: KBO[0]! }, { kbo: KBO[0]!, isClub: false }, 'wrong'],
    ['of a club elsewhere, by name only, is a new one', {}, { affiliated: false }, 'new'],
    ['of a club elsewhere, by its number, becomes a member', { kbo: KBO[0]! }, { kbo: KBO[0]!, affiliated: false }, 'changed a'],
    ['changes nothing of a club that another federation verifies', { place: 'Gent' }, { mayChange: false }, 'unchanged a'],
  ])('%s', (_sentence, told, there, says) => expect(outcomes([row(2, told)], [known(there)])).toEqual([says]));

  it('that is said twice counts once; said in two ways, neither counts, and each names the other', () => {
    expect(outcomes([row(2), row(3)])).toEqual(['new', 'unchanged']);
    const [one, other] = planImport([row(2), row(3, { place: 'Gent' })], []);
    expect([one!.errors, other!.errors]).toEqual([['Deze club staat ook op lijn 3, met andere gegevens. Laat één lijn staan.'], ['Deze club staat ook op lijn 2, met andere gegevens. Laat één lijn staan.']]);
  });

  it('whose numbers are of two clubs, or whose name is, is wrong', () => {
    const there = [known({ kbo: KBO[0]! }), known({ id: 'b', vCode: V_CODES[0]!, postalCode: '8000' })];
    expect(outcomes([row(2, { kbo: KBO[0]!, vCode: V_CODES[0]! })], there)).toEqual(['wrong']);
    expect(outcomes([row(2)], [known({ kbo: KBO[0]! }), known({ id: 'b', kbo: KBO[1]! })])).toEqual(['wrong']);
  });
});

describe('whatever the file', () => {
  const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: null });
  const anyClub = fc.record({ name: fc.constantFrom('De Zwaan', 'de zwáán', 'De Merel'), postalCode: fc.constantFrom('9000', '8000'), place: maybe('Gent', 'Brugge'), kbo: maybe(...KBO), vCode: maybe(...V_CODES) });
  const anyFile = fc.array(anyClub, { maxLength: 8 }).map((clubs) => clubs.map((one, nth) => row(nth + 2, one)));
  /** No number twice, as the tables hold it. */
  const anyKnown = fc
    .uniqueArray(fc.tuple(anyClub, fc.boolean(), fc.boolean(), fc.boolean()), { maxLength: 4, comparator: ([one], [other]) => one.kbo !== null && one.kbo === other.kbo })
    .map((all) => all.map(([one, stands, affiliated, mayChange], nth) => known({ id: `known ${nth}`, ...one, vCode: nth < 2 && one.vCode ? V_CODES[nth]! : null, stands, affiliated, mayChange })));

  /** The clubs as they stand after it; new ones count as members. */
  function applied(there: readonly KnownClub[], plan: readonly PlannedRow[]): KnownClub[] {
    const after = there.map((one) => {
      const told = plan.filter(({ clubId, outcome }) => clubId === one.id && outcome === 'changed');
      return told.reduce((club, { fields, affiliates }) => ({ ...club, ...fields, affiliated: club.affiliated || affiliates }), one);
    });
    const made = plan.filter(({ outcome }) => outcome === 'new').map(({ fields }, nth) => known({ id: `new ${nth}`, ...fields! }));
    return [...after, ...made];
  }
  const sorted = (clubs: readonly KnownClub[]): string[] => clubs.map(({ id, ...one }) => JSON.stringify({ ...one, id: id.startsWith('new') ? 'new' : id })).sort();
  const always = (rule: (file: CheckedRow[], there: KnownClub[]) => void) => fc.assert(fc.property(anyFile, anyKnown, rule), { numRuns: 500 });

  it('its rows in another order give the same clubs, and each row the same outcome but for the one that counts of equals', () =>
    fc.assert(
      fc.property(anyFile.chain((file) => fc.tuple(fc.constant(file), fc.shuffledSubarray(file, { minLength: file.length }))), anyKnown, ([file, shuffled], there) => {
        const [plan, other] = [planImport(file, there), planImport(shuffled, there)];
        expect(sorted(applied(there, other))).toEqual(sorted(applied(there, plan)));
        const moved = shuffled.map((one, place) => ({ ...one, line: place + 2 }));
        expect(sorted(applied(there, planImport(moved, there)))).toEqual(sorted(applied(there, plan)));
      }),
      { numRuns: 500 },
    ));

  it('said again it changes nothing more', () =>
    always((file, there) => {
      const after = applied(there, planImport(file, there));
      expect(planImport(file, after).filter(({ outcome }) => outcome === 'new' || outcome === 'changed')).toEqual([]);
    }));

  it('no number comes to stand at two clubs that stand, none is lost, and every row is answered', () =>
    always((file, there) => {
      const plan = planImport(file, there);
      expect(plan.map(({ line }) => line)).toEqual(file.map(({ line }) => line));
      const after = applied(there, plan);
      for (const number of ['kbo', 'vCode'] as const) {
        const numbers = after.map((one) => one[number]).filter((one) => one !== null);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const one of there.filter((before) => before[number] !== null)) expect(after.find(({ id }) => id === one.id)![number]).toBe(one[number]);
      }
    }));
});
