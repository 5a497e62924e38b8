import type { CheckedRow, ClubFields } from './check-row.js';
import { contradict, groupsOf, nameKey, type Matched } from './same-club.js';

/** An organisation that a row may speak of. */
export interface KnownClub {
  id: string;
  name: string;
  postalCode: string | null;
  place: string | null;
  kbo: string | null;
  vCode: string | null;
  isClub: boolean;
  /** It neither ended nor went into another. */
  stands: boolean;
  /** To this federation, today or from a day to come. */
  affiliated: boolean;
  /** Who imports may change its name, place and numbers. */
  mayChange: boolean;
}

export type Outcome = 'new' | 'changed' | 'unchanged' | 'wrong';

export interface PlannedRow {
  line: number;
  name: string;
  outcome: Outcome;
  /** null for a new club and for a wrong row. */
  clubId: string | null;
  /** How the club stands afterwards; null when its own fields stay as they are. */
  fields: ClubFields | null;
  /** It becomes affiliated to this federation. */
  affiliates: boolean;
  contacts: number;
  people: CheckedRow['people'];
  errors: string[];
  remarks: string[];
}

const OTHERS = 'Een andere federatie kijkt deze club na, en houdt ook naam, plaats en nummers bij. Die blijven zoals ze zijn.';

/**
 * Row by row what an import does. Pure: the rows of a file and the organisations that they may speak of -> an outcome a row, the
 * same in whatever order the rows stand. An import fills in a number that was missing and never replaces one; what a file does not
 * tell stays as it is.
 */
export function planImport(rows: readonly CheckedRow[], known: readonly KnownClub[]): PlannedRow[] {
  const find = finder(known);
  const planned = new Map<CheckedRow, PlannedRow>();
  const found: Matched<CheckedRow>[] = [];
  const hits = new Map<CheckedRow, Hit>();
  for (const row of rows) {
    const hit = row.club ? find(row.club) : { error: row.errors, among: [] };
    if (row.club && (hit.among.length || !hit.error)) found.push({ row, club: row.club, ids: hit.among.map(({ id }) => id) });
    else planned.set(row, wrong(row, hit.error ?? []));
    hits.set(row, hit);
  }
  for (const group of groupsOf(found)) {
    const [first, ...others] = [...group].sort((one, other) => one.row.line - other.row.line) as [Matched<CheckedRow>, ...Matched<CheckedRow>[]];
    if (others.some(({ club }) => !same(club, first.club)) || hits.get(first.row)!.error) {
      const lines = group.map(({ row }) => row.line).sort((one, other) => one - other);
      for (const { row } of group) planned.set(row, wrong(row, hits.get(row)!.error ?? [alsoOn(lines, row.line)]));
      continue;
    }
    planned.set(first.row, outcome(first.row, first.club, hits.get(first.row)!.among[0] ?? null));
    for (const { row, ids } of others) {
      planned.set(row, { ...base(row), outcome: 'unchanged', clubId: ids[0] ?? null, remarks: [...row.remarks, `Deze lijn zegt hetzelfde als lijn ${first.row.line}.`] });
    }
  }
  return rows.map((row) => planned.get(row)!);
}

/** The organisation that a row speaks of, none for a new one; with an error those that it may speak of. */
interface Hit {
  error?: string[];
  among: readonly KnownClub[];
}

const no = (error: string, among: readonly KnownClub[] = []): Hit => ({ error: [error], among });

function finder(known: readonly KnownClub[]): (club: ClubFields) => Hit {
  const byNumber = new Map<string, KnownClub>();
  const byName = new Map<string, KnownClub[]>();
  // Of what merged with a number that another took over, the other.
  for (const one of [...known].sort((a, b) => Number(a.stands) - Number(b.stands))) {
    for (const number of [one.kbo, one.vCode]) if (number !== null) byNumber.set(number, one);
    if (one.affiliated && one.stands && one.isClub) byName.set(nameKey(one), [...(byName.get(nameKey(one)) ?? []), one]);
  }
  return (club) => {
    const [byKbo, byVCode] = [club.kbo, club.vCode].map((number) => (number === null ? undefined : byNumber.get(number)));
    if (byKbo && byVCode && byKbo !== byVCode) return no('Het KBO-nummer en de vCode horen bij twee verschillende clubs.', [byKbo, byVCode]);
    const named = (byName.get(nameKey(club)) ?? []).filter((one) => !contradict(one, club));
    if (!byKbo && !byVCode && named.length > 1) {
      return no('Meer dan één club heet zo in deze postcode. Vul het KBO-nummer of de vCode in.', named);
    }
    const hit = byKbo ?? byVCode ?? named[0];
    if (!hit) return { among: [] };
    if (!hit.isClub) return no('Dit nummer is van een organisatie die geen club is.');
    if (!hit.stands) return no('Deze club bestaat niet meer, of ging op in een andere.');
    if (contradict(hit, club)) return no('In Klankbord heeft deze club een ander KBO-nummer of een andere vCode. Kijk na welk nummer klopt.', [hit]);
    return { among: [hit] };
  };
}

const base = (row: CheckedRow) => ({ line: row.line, name: row.name, fields: null, affiliates: false, contacts: row.contacts, people: row.people, errors: [], remarks: row.remarks });

const wrong = (row: CheckedRow, errors: string[]): PlannedRow => ({ ...base(row), outcome: 'wrong', clubId: null, errors });

function outcome(row: CheckedRow, club: ClubFields, hit: KnownClub | null): PlannedRow {
  if (!hit) return { ...base(row), outcome: 'new', clubId: null, fields: club, affiliates: true };
  const after = { ...club, place: club.place ?? hit.place, kbo: club.kbo ?? hit.kbo, vCode: club.vCode ?? hit.vCode };
  const differs = !same(after, hit);
  const fields = differs && hit.mayChange ? after : null;
  const affiliates = !hit.affiliated;
  return {
    ...base(row),
    outcome: fields || affiliates ? 'changed' : 'unchanged',
    clubId: hit.id,
    fields,
    affiliates,
    remarks: differs && !hit.mayChange ? [...row.remarks, OTHERS] : row.remarks,
  };
}

const FIELDS = ['name', 'postalCode', 'place', 'kbo', 'vCode'] as const;
const same = (one: ClubFields, other: Pick<KnownClub, (typeof FIELDS)[number]>): boolean => FIELDS.every((field) => one[field] === other[field]);

const MOST_NAMED = 5;

/** `lines`: all of them, the lowest first. */
function alsoOn(lines: readonly number[], self: number): string {
  const named = lines.slice(0, MOST_NAMED + 1).filter((line) => line !== self).slice(0, MOST_NAMED);
  const others = named.length === 1 ? `lijn ${named[0]}` : `lijnen ${named.join(', ')}${lines.length - 1 > named.length ? ' …' : ''}`;
  return `Deze club staat ook op ${others}, met andere gegevens. Laat één lijn staan.`;
}
