import { plainText } from '../plain-search.js';
import type { ClubFields } from './check-row.js';

type Named = Pick<ClubFields, 'name' | 'kbo' | 'vCode'> & { postalCode: string | null };

export const nameKey = ({ name, postalCode }: Pick<Named, 'name' | 'postalCode'>): string => `${postalCode} ${plainText(name)}`;

const differ = (one: string | null, other: string | null): boolean => one !== null && other !== null && one !== other;

/** Two numbers of one kind that differ are two clubs, whatever their names. */
export const contradict = (one: Pick<Named, 'kbo' | 'vCode'>, other: Pick<Named, 'kbo' | 'vCode'>): boolean =>
  differ(one.kbo, other.kbo) || differ(one.vCode, other.vCode);

export interface Matched<Row> {
  row: Row;
  club: ClubFields;
  /** The organisation that it is; none for a new one, several when it cannot be said which. */
  ids: readonly string[];
}

/**
 * Rows of the file that speak of one club: by what they were found to be, by a number, or by name and postal code. Whatever the
 * order of the rows, the groups are the same.
 */
export function groupsOf<Row>(rows: readonly Matched<Row>[]): Matched<Row>[][] {
  const leader = rows.map((_row, place) => place);
  const find = (place: number): number => {
    while (leader[place] !== place) place = leader[place] = leader[leader[place]!]!;
    return place;
  };
  const join = (one: number, other: number): void => void (leader[find(one)] = find(other));
  for (const places of placesBy(rows, ({ club, ids }) => [...ids, club.kbo, club.vCode])) for (const place of places) join(place, places[0]!);
  for (const places of placesBy(rows, ({ club }) => [nameKey(club)])) {
    for (const [nth, place] of places.entries()) {
      for (const other of places.slice(nth + 1)) if (!contradict(rows[place]!.club, rows[other]!.club)) join(place, other);
    }
  }
  return placesBy(rows, (_row, place) => [String(find(place))]).map((places) => places.map((place) => rows[place]!));
}

function placesBy<One>(all: readonly One[], keysOf: (one: One, place: number) => (string | null)[]): number[][] {
  const places = new Map<string, number[]>();
  for (const [place, one] of all.entries()) {
    for (const key of keysOf(one, place)) {
      if (key === null) continue;
      const there = places.get(key);
      if (there) there.push(place);
      else places.set(key, [place]);
    }
  }
  return [...places.values()];
}
