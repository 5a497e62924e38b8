import { stringify } from 'csv-stringify/sync';

/** As Excel in Belgium opens it: semicolons, UTF-8 with its mark. A cell that it would take for a formula gets an apostrophe. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  stringify(rows as string[][], { delimiter: ';', bom: true, record_delimiter: 'windows', escape_formulas: true });
