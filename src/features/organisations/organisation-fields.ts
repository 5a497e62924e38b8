import { normalKbo, normalVCode } from '../../domain/organisation-numbers.js';
import { oneLine } from '../../domain/plain-search.js';
import type { Tx } from '../../platform/database/database.js';
import { invalid, Problem, type FieldError } from '../../platform/http/problem.js';

export interface Typed {
  name?: string;
  postalCode?: string;
  place?: string;
  kbo?: string;
  vCode?: string;
}

/** As the table has them; a field that was not given is left out. */
export interface Columns {
  name?: string;
  postal_code?: string;
  place?: string | null;
  kbo?: string | null;
  vcode?: string | null;
}

const NAME = { field: 'name', code: 'required', message: 'Vul dit in.' };
const KBO = { field: 'kbo', code: 'kbo', message: 'Dit is geen geldig KBO-nummer. Het telt tien cijfers, bijvoorbeeld 0403.170.701.' };
const V_CODE = { field: 'vCode', code: 'vcode', message: 'Dit is geen vCode. Die begint met V, bijvoorbeeld V0001001.' };

/** @throws Problem 400 for an empty name, or a number that is none */
export function columnsOf({ name, postalCode, place, kbo, vCode }: Typed): Columns {
  const errors: FieldError[] = [];
  const number = (text: string, normal: (text: string) => string | null, error: FieldError): string | null => {
    const found = text.trim() ? normal(text) : null;
    if (text.trim() && found === null) errors.push(error);
    return found;
  };
  const columns: Columns = {
    ...(name === undefined ? {} : { name: oneLine(name) }),
    ...(postalCode === undefined ? {} : { postal_code: postalCode }),
    ...(place === undefined ? {} : { place: oneLine(place) || null }),
    ...(kbo === undefined ? {} : { kbo: number(kbo, normalKbo, KBO) }),
    ...(vCode === undefined ? {} : { vcode: number(vCode, normalVCode, V_CODE) }),
  };
  if (columns.name === '') errors.unshift(NAME);
  if (errors.length) throw invalid(errors);
  return columns;
}

/** @throws Problem 422 when an organisation that stands has this number: two never have the same */
export async function refuseTaken(tx: Tx, { kbo, vcode }: Columns, self: string | null): Promise<void> {
  const [other]: { name: string; kbo: string | null }[] = await tx.query(
    'select name, kbo from organisations where merged_into is null and (kbo = $1 or vcode = $2) and id is distinct from $3::uuid limit 1',
    [kbo ?? null, vcode ?? null, self],
  );
  if (!other) return;
  const field = kbo && other.kbo === kbo ? 'kbo' : 'vCode';
  throw new Problem(422, 'number-taken', `Dit nummer is al van ${other.name}.`, {
    errors: [{ field, code: 'taken', message: `Dit nummer is al van ${other.name}.` }],
  });
}
