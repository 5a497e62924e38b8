import { CsvError, parse } from 'csv-parse/sync';
import { checkRow, cleanCell, type CheckedRow } from '../../../domain/club-import/check-row.js';
import type { IsShared } from '../../../domain/club-import/contacts.js';
import { readHeader, type Header } from '../../../domain/club-import/columns.js';
import { Problem, rule } from '../../../platform/http/problem.js';

export const MOST_ROWS = 10_000;

export interface ClubsFile {
  encoding: 'utf-8' | 'utf-16le' | 'windows-1252';
  delimiter: string;
  header: Header;
  rows: CheckedRow[];
  /** The cells as they came, the first line in front, for a file of what is to be mended. */
  titles: string[];
  cells: Map<number, string[]>;
}

/** What bytes 80 to 9f are in Windows' own table; TextDecoder of some Node versions reads them as ISO 8859-1. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Excel writes UTF-8 with its mark, "Unicode text", or whatever its Windows speaks. */
function decode(bytes: Buffer): { text: string; encoding: ClubsFile['encoding'] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const text = bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80]!);
    return { text, encoding: 'windows-1252' };
  }
}

/** Of the first line, outside quotes. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 4000).replace(/"[^"]*"/g, '').split(/\r?\n/, 1)[0]!;
  const times = (sign: string): number => first.split(sign).length;
  return [';', ',', '\t'].reduce((best, sign) => (times(sign) > times(best) ? sign : best));
}

/** @throws Problem 422 when it is no such file: without a row, without the columns that are needed, or with a quote that never ends */
export function readClubs(bytes: Buffer, isShared: IsShared): ClubsFile {
  const { text, encoding } = decode(bytes);
  const delimiter = delimiterOf(text);
  const [first, ...others] = recordsOf(text, delimiter);
  if (!first || !others.length) throw rule('empty', 'In dit bestand staan geen clubs. Op de eerste lijn horen de namen van de kolommen, daaronder een lijn per club.');
  if (others.length > MOST_ROWS) throw new Problem(413, 'too-many-rows', `Een bestand mag hoogstens ${MOST_ROWS.toLocaleString('nl-BE')} clubs tellen.`);
  const header = readHeader(first.record);
  if (header.errors.length) throw rule('columns', header.errors.join(' '));
  return {
    encoding,
    delimiter,
    header,
    rows: others.map(({ record, line }) => checkRow(record, header.columns, line, isShared)),
    titles: first.record.map(cleanCell),
    cells: new Map(others.map(({ record, line }) => [line, record])),
  };
}

function recordsOf(text: string, delimiter: string): { record: string[]; line: number }[] {
  try {
    const options = { delimiter, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, skip_records_with_empty_values: true };
    const found = parse(text.replace(/\r\n?/g, '\n'), options) as unknown as { record: string[]; info: { lines: number } }[];
    // The parser counts up to where a row ends; people count from where it begins.
    return found.map(({ record, info }) => ({ record, line: info.lines - record.join('').split('\n').length + 1 }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw rule('unreadable', 'Dit bestand kunnen we niet lezen: er staat een aanhalingsteken dat nergens eindigt. Bewaar het opnieuw als CSV.');
  }
}
