import type { Findings } from './findings.js';
import { compare, macOf, marksOf, type AuditRow, type Position, type Seal } from './seal-chain.js';

/** Rows in order, taken from the front as far as a seal reaches. */
export class RowQueue {
  private next: AuditRow | undefined;
  taken = 0;

  constructor(private readonly rows: AsyncGenerator<AuditRow>) {}

  async *until(end: Position): AsyncGenerator<AuditRow> {
    for (;;) {
      this.next ??= (await this.rows.next()).value ?? undefined;
      if (!this.next || compare(this.next, end) > 0) return;
      const row = this.next;
      this.next = undefined;
      this.taken += 1;
      yield row;
    }
  }
}

export const nameOf = ({ epoch, number }: { epoch: number; number: number }): string => `seal ${epoch}/${number}`;

/** Each row against its mark: what was changed, what was put in, and what is gone. */
export async function verifyRows(key: Buffer, seal: Seal, rows: AsyncGenerator<AuditRow>, findings: Findings): Promise<void> {
  const marks = marksOf(seal);
  for await (const row of rows) {
    const mark = marks.get(row.id);
    marks.delete(row.id);
    if (!mark) findings.add(`row ${row.id} was put in, or moved here (${nameOf(seal)})`);
    else if (!mark.equals(macOf(key, row))) findings.add(`row ${row.id} was changed (${nameOf(seal)})`);
  }
  for (const id of marks.keys()) findings.add(`row ${id} was removed, or moved away (${nameOf(seal)})`);
}
