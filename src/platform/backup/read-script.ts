import { Refusal } from '../cli/commands.js';
import { END, HEADER, ROWS_END, Tally, TABLE_END, type Header, type TableEnd, type TableShape } from './script.js';

const NEWLINE = 10;
const LONGEST_LINE = 1 << 20;

/** The bytes of a script: a line, or the rows up to their end, whatever pieces they come in. */
class Pieces {
  private held: Buffer = Buffer.alloc(0);

  constructor(private readonly source: AsyncIterator<Buffer>) {}

  /** @returns null at the end */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.held.indexOf(NEWLINE);
      if (end >= 0) {
        const text = this.held.toString('utf8', 0, end);
        this.held = this.held.subarray(end + 1);
        return text;
      }
      if (this.held.length > LONGEST_LINE || !(await this.more())) return null;
    }
  }

  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.held.toString('latin1', 0, ROWS_END.length) === ROWS_END) {
        this.held = this.held.subarray(ROWS_END.length);
        return;
      }
      const end = this.held.indexOf(`\n${ROWS_END}`);
      const whole = end >= 0 ? end : this.held.lastIndexOf(NEWLINE);
      if (whole >= 0) {
        yield this.held.subarray(0, whole + 1);
        this.held = this.held.subarray(whole + 1);
      }
      if (end < 0 && !(await this.more())) throw damaged();
    }
  }

  private async more(): Promise<boolean> {
    const { value, done } = await this.source.next();
    if (done) return false;
    this.held = this.held.length ? Buffer.concat([this.held, value]) : value;
    return true;
  }
}

export interface Reading {
  /** Asked before any row. */
  begins(header: Header): void | Promise<void>;
  /** Takes the rows of one table. @returns when all are taken */
  table(table: TableShape, rows: AsyncIterable<Buffer>): Promise<void>;
}

/** Reads a whole script; each table is counted and summed against what was written behind it. @throws Refusal */
export async function readScript(source: AsyncIterable<Buffer>, reading: Reading): Promise<{ header: Header; tables: TableEnd[] }> {
  const pieces = new Pieces(source[Symbol.asyncIterator]());
  const header = parsed<Header>(await pieces.line(), HEADER);
  if (header.format !== 1) throw new Refusal('This backup is of a format that this version of Klankbord does not know.');
  await reading.begins(header);
  const tables: TableEnd[] = [];
  for (const table of header.tables) {
    if (!(await pieces.line())?.startsWith('COPY ')) throw damaged();
    const tally = new Tally();
    await reading.table(table, passing(pieces.rows(), tally));
    const written = parsed<TableEnd>(await pieces.line(), TABLE_END);
    const read = tally.end(table.name);
    if (written.table !== read.table || written.rows !== read.rows || written.sha256 !== read.sha256) throw damaged();
    tables.push(read);
  }
  if (parsed<{ tables: number }>(await pieces.line(), END).tables !== tables.length || (await pieces.line()) !== null) throw damaged();
  return { header, tables };
}

async function* passing(rows: AsyncGenerator<Buffer>, tally: Tally): AsyncGenerator<Buffer> {
  for await (const piece of rows) yield tally.add(piece);
}

function parsed<T>(line: string | null, mark: string): T {
  try {
    if (line?.startsWith(mark)) return JSON.parse(line.slice(mark.length)) as T;
  } catch {
    // Said below.
  }
  throw damaged();
}

const damaged = (): Refusal => new Refusal('This backup is damaged, cut off, or none of Klankbord.');
