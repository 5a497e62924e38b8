const NAME_WIDTH = 24;
const COUNT_WIDTH = 10;

/** A line of progress: one a table. */
export const counted = (database: string, table: string, rows: number): string =>
  `${database.padEnd(6)}${table.padEnd(NAME_WIDTH)}${String(rows).padStart(COUNT_WIDTH)} rows`;

export const size = (bytes: number): string => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
