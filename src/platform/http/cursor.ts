import { FreeText, NumberInQuery } from './fields.js';
import { isUuid } from './ids.js';
import { invalid } from './problem.js';

/** `?limit=25&cursor=…` of a list. */
export class PageDto {
  @NumberInQuery(1, 100, { optional: true }) limit?: number;
  @FreeText({ optional: true, empty: true, max: 200 }) cursor?: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

const unknownCursor = () =>
  invalid([{ field: 'cursor', code: 'wrong-form', message: 'Deze bladwijzer kennen we niet. Begin opnieuw.' }]);

export const cursorAt = (place: string): string => Buffer.from(place).toString('base64url');

/** The id that a cursor stands for; undefined without one. @throws Problem 400 when it is none of ours */
export function idAt(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!isUuid(id)) throw unknownCursor();
  return id;
}

/** Rows asked for with one more than `limit` -> the page, and where the next one begins. */
export function pageOf<Row, T>(rows: readonly Row[], limit: number, place: (row: Row) => string, view: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(view), nextCursor: last === undefined ? null : cursorAt(place(last)) };
}

/** Of a short list that is there whole (a thread, the teams); without a limit as much as one answer may hold. */
export function slice<T>(all: readonly T[], place: (one: T, index: number) => string, { limit = 100, cursor }: PageDto): Page<T> {
  const from = cursor === undefined ? 0 : all.findIndex((one, index) => cursorAt(place(one, index)) === cursor) + 1;
  if (cursor !== undefined && from === 0) throw unknownCursor();
  const placed = all.map((one, index) => ({ one, at: place(one, index) })).slice(from);
  return pageOf(placed, limit, ({ at }) => at, ({ one }) => one);
}
