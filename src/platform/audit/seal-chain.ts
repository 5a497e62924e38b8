import { createHmac, timingSafeEqual } from 'node:crypto';

/** One row of audit_events, every column as Postgres writes it; `at` in microseconds since 1970. */
export const COLUMNS = ['id', 'at', 'xid', 'epoch', 'account_id', 'mandate_id', 'action', 'record_kind', 'record_id', 'result'] as const;
export type AuditRow = Record<(typeof COLUMNS)[number], string | null> & Position;

/** Where a row stands in the record: the order in which rows are sealed. */
export interface Position {
  epoch: number;
  xid: string;
  id: string;
}

/** A stretch of rows under one head. `marks` name each row: 16 bytes of id, 16 of its HMAC. */
export interface Seal {
  epoch: number;
  number: number;
  first: Position;
  last: Position;
  count: number;
  marks: Buffer;
  head: Buffer;
}

export const NIL = '00000000-0000-0000-0000-000000000000';
export const FIRST_HEAD = Buffer.alloc(32);
const HALF = 16;

/** Where an epoch begins: before any row of it, after every row of the one before. */
export const startOf = (epoch: number): Position => ({ epoch, xid: '0', id: NIL });

export function compare(a: Position, b: Position): number {
  if (a.epoch !== b.epoch) return a.epoch - b.epoch;
  const [left, right] = [BigInt(a.xid), BigInt(b.xid)];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/** Of two seals, by their numbers. */
export const isAhead = (head: { epoch: number; number: number }, last: { epoch: number; number: number }): boolean =>
  head.epoch > last.epoch || (head.epoch === last.epoch && head.number > last.number);

/** No two lists of values are written alike: absent, or length and bytes. */
export function encode(values: readonly (string | number | null)[]): Buffer {
  return Buffer.concat(
    values.map((value) => {
      if (value === null) return Buffer.from([0]);
      const bytes = Buffer.from(String(value));
      const length = Buffer.alloc(5, 1);
      length.writeUInt32BE(bytes.length, 1);
      return Buffer.concat([length, bytes]);
    }),
  );
}

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idText = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

export const encodeRow = (row: AuditRow): Buffer => encode(['row', ...COLUMNS.map((column) => row[column])]);

/** The row's own HMAC, over all of its columns. */
export const macOf = (key: Buffer, row: AuditRow): Buffer =>
  createHmac('sha256', key).update(encodeRow(row)).digest().subarray(0, HALF);

/** Over the head before, what the seal says of itself, and every row's mark in order. */
export const headOf = (key: Buffer, before: Buffer, { epoch, number, first, last, count, marks }: Omit<Seal, 'head'>): Buffer =>
  createHmac('sha256', key)
    .update(before)
    .update(encode(['seal', epoch, number, first.xid, first.id, last.xid, last.id, count]))
    .update(marks)
    .digest();

/** The seal over these rows, in order; over none it opens the epoch. */
export function sealOver(key: Buffer, before: Buffer, { epoch, number }: { epoch: number; number: number }, rows: readonly AuditRow[]): Seal {
  const place = (row: AuditRow | undefined): Position => (row ? { epoch: row.epoch, xid: row.xid, id: row.id } : startOf(epoch));
  const marks = Buffer.concat(rows.flatMap((row) => [idBytes(row.id), macOf(key, row)]));
  const seal = { epoch, number, first: place(rows[0]), last: place(rows.at(-1)), count: rows.length, marks };
  return { ...seal, head: headOf(key, before, seal) };
}

export const follows = (key: Buffer, before: Buffer, seal: Seal): boolean =>
  seal.head.length === FIRST_HEAD.length && timingSafeEqual(seal.head, headOf(key, before, seal));

/** What a seal says of its rows: id -> HMAC. */
export function marksOf(seal: Seal): Map<string, Buffer> {
  const marks = new Map<string, Buffer>();
  for (let at = 0; at < seal.marks.length; at += 2 * HALF) {
    marks.set(idText(seal.marks.subarray(at, at + HALF)), seal.marks.subarray(at + HALF, at + 2 * HALF));
  }
  return marks;
}
