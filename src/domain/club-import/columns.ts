import { plainText } from '../plain-search.js';

/** What a federation's file may tell of a club. Only name and postal code must be there. */
export const COLUMNS = ['name', 'postalCode', 'place', 'kbo', 'vCode', 'contact1Name', 'contact1Email', 'contact2Name', 'contact2Email'] as const;
export type Column = (typeof COLUMNS)[number];

/** What each is called, in the words of the page. */
export const COLUMN_NAMES: Record<Column, string> = {
  name: 'Naam',
  postalCode: 'Postcode',
  place: 'Gemeente',
  kbo: 'KBO-nummer',
  vCode: 'vCode',
  contact1Name: 'Contact 1 naam',
  contact1Email: 'Contact 1 e-mail',
  contact2Name: 'Contact 2 naam',
  contact2Email: 'Contact 2 e-mail',
};

/** What else federations write above them, as plainText has it. */
const ALSO: Partial<Record<Column, string[]>> = {
  name: ['club', 'clubnaam', 'naam club', 'naam van de club', 'vereniging', 'naam vereniging'],
  postalCode: ['postnummer', 'pc'],
  place: ['plaats', 'stad', 'woonplaats', 'gemeente of stad'],
  kbo: ['kbo', 'kbonummer', 'ondernemingsnummer', 'ondernemingsnr', 'kbo nr'],
  vCode: ['v code', 'verenigingsregister', 'nummer verenigingsregister'],
  contact1Name: ['contact', 'contact naam', 'contactpersoon', 'naam contactpersoon', 'contact 1', 'naam contact 1'],
  contact1Email: ['e mail', 'email', 'contact e mail', 'contact email', 'contact 1 email', 'e mail contact 1', 'email contact 1', 'e mail contactpersoon'],
  contact2Name: ['contact 2', 'naam contact 2', 'contactpersoon 2'],
  contact2Email: ['contact 2 email', 'e mail contact 2', 'email contact 2'],
};

/** Of a file with rows to mend, that comes back with it. */
export const WHAT_IS_WRONG = 'Wat klopt er niet';

const BY_HEADER = new Map(COLUMNS.flatMap((column) => [plainText(COLUMN_NAMES[column]), ...(ALSO[column] ?? [])].map((header) => [header, column])));

export interface Header {
  /** By place in the row; null = a column that is passed over. */
  columns: (Column | null)[];
  unknown: string[];
  /** Why no row can be read. */
  errors: string[];
}

/** In any order. A name that is not known is passed over, and said. */
export function readHeader(cells: readonly string[]): Header {
  const columns = cells.map((cell) => BY_HEADER.get(plainText(cell)) ?? null);
  const unknown = cells.filter((cell, place) => columns[place] === null && cell.trim() && plainText(cell) !== plainText(WHAT_IS_WRONG));
  const missing = (['name', 'postalCode'] as const).filter((column) => !columns.includes(column));
  const twice = COLUMNS.filter((column) => columns.filter((one) => one === column).length > 1);
  const errors = [
    ...missing.map((column) => `De kolom ${COLUMN_NAMES[column]} ontbreekt op de eerste lijn.`),
    ...twice.map((column) => `De kolom ${COLUMN_NAMES[column]} staat er twee keer.`),
  ];
  return { columns, unknown: unknown.map((cell) => cell.trim()), errors };
}
