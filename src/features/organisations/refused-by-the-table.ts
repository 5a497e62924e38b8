import { rule, type Problem } from '../../platform/http/problem.js';

/** What two requests at once, or a period to come, can still run into: the table refuses, and that is said. */
const REFUSALS: Record<string, () => Problem> = {
  organisations_kbo: () => rule('number-taken', 'Dit KBO-nummer is intussen van een andere organisatie.'),
  organisations_vcode: () => rule('number-taken', 'Deze vCode is intussen van een andere organisatie.'),
  affiliations_once: () => rule('affiliated', 'Deze aansluiting overlapt met een andere bij dezelfde federatie. Kijk de dagen na.'),
  affiliations_one_verifies: () => rule('verified', 'In die periode kijkt al een andere federatie de contactpersonen na.'),
};

/** For `.catch`: @throws the Problem of the constraint, or the error as it is */
export function refusedByTheTable(error: unknown): never {
  const { constraint } = (error as { driverError?: { constraint?: string } }).driverError ?? {};
  const refusal = constraint === undefined ? undefined : REFUSALS[constraint];
  throw refusal ? refusal() : error;
}
