import { rule, type Problem } from '../../platform/http/problem.js';

/** What two requests at once can still run into: the table refuses, and that is said. */
const REFUSALS: Record<string, () => Problem> = {
  registrations_under_way: () => rule('under-way', 'Voor dit adres loopt hier al een uitnodiging. Zoek ze in de lijst, en stuur ze daar opnieuw.'),
};

/** For `.catch`: @throws the Problem of the constraint, or the error as it is */
export function refusedByTheTable(error: unknown): never {
  const { constraint } = (error as { driverError?: { constraint?: string } }).driverError ?? {};
  const refusal = constraint === undefined ? undefined : REFUSALS[constraint];
  throw refusal ? refusal() : error;
}
