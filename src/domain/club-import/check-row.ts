import { normalKbo, normalVCode } from '../organisation-numbers.js';
import type { Column } from './columns.js';
import { canBeInvited, contactRemarks, type IsShared } from './contacts.js';

/** A club as a row tells of it; null = not told. */
export interface ClubFields {
  name: string;
  postalCode: string;
  place: string | null;
  kbo: string | null;
  vCode: string | null;
}

export interface CheckedRow {
  line: number;
  /** As it stands there, for who looks for it. */
  name: string;
  /** null when something is wrong. */
  club: ClubFields | null;
  /** How many persons the row names. */
  contacts: number;
  /** Those with an address, for the federation to invite. */
  people: { name: string; email: string }[];
  errors: string[];
  remarks: string[];
}

const LONGEST_NAME = 200;
const LONGEST_PLACE = 100;
const POSTAL_CODE = /^(?:BE?[- ]*)?([1-9]\d{3})$/i;
const CONTROLS = /[\p{Cc}\s]+/gu;
/** What an export puts before a cell that a spreadsheet would take for a formula. */
const ESCAPED = /^'(?=[=+\-@\t\r])/;

/** One line of text: line breaks in quotes become spaces. */
export const cleanCell = (cell: string): string => cell.replace(ESCAPED, '').replace(CONTROLS, ' ').trim();

/** One row of the file, by the columns of its header. */
export function checkRow(cells: readonly string[], columns: readonly (Column | null)[], line: number, isShared: IsShared): CheckedRow {
  const of = (column: Column): string => {
    const place = columns.indexOf(column);
    return place < 0 ? '' : cleanCell(cells[place] ?? '');
  };
  const errors: string[] = [];
  const checked = (wrong: boolean, message: string): void => void (wrong && errors.push(message));
  const name = of('name');
  const place = of('place');
  const postalCode = POSTAL_CODE.exec(of('postalCode'))?.[1] ?? '';
  const kbo = of('kbo') ? normalKbo(of('kbo')) : null;
  const vCode = of('vCode') ? normalVCode(of('vCode')) : null;
  checked(!name, 'De naam ontbreekt.');
  checked(name.length > LONGEST_NAME, `De naam is te lang. Hou het onder ${LONGEST_NAME} tekens.`);
  checked(place.length > LONGEST_PLACE, `De gemeente is te lang. Hou het onder ${LONGEST_PLACE} tekens.`);
  checked(!of('postalCode'), 'De postcode ontbreekt.');
  checked(Boolean(of('postalCode')) && !postalCode, 'De postcode klopt niet: ze telt vier cijfers.');
  checked(Boolean(of('kbo')) && !kbo, 'Het KBO-nummer klopt niet: het telt tien cijfers, bijvoorbeeld 0403.170.701.');
  checked(Boolean(of('vCode')) && !vCode, 'De vCode klopt niet: ze begint met V, bijvoorbeeld V0001001.');
  checked(cells.slice(columns.length).some((cell) => cell.trim()), 'Deze lijn heeft meer cellen dan de eerste. Staat er een scheidingsteken te veel?');
  const contacts = ([1, 2] as const).map((nth) => ({ nth, name: of(`contact${nth}Name`), email: of(`contact${nth}Email`) })).filter((one) => one.name || one.email);
  return {
    line,
    name,
    club: errors.length ? null : { name, postalCode, place: place || null, kbo, vCode },
    contacts: contacts.length,
    people: contacts.filter(canBeInvited).map(({ name: who, email }) => ({ name: who.slice(0, LONGEST_NAME), email })),
    errors,
    remarks: contacts.flatMap((one) => contactRemarks(one, isShared)),
  };
}
