import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { OrganisationAction } from '../../domain/permissions.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { stale, stateRefuses } from '../../platform/http/problem.js';
import { refuseStale } from '../../platform/http/version.js';
import type { OrganisationChangeDto, OrganisationDto } from './organisation.dto.js';
import { columnsOf, refuseTaken, type Columns } from './organisation-fields.js';
import { organisationFor, type OrganisationInHand } from './organisation-scope.js';
import { refusedByTheTable } from './refused-by-the-table.js';

/** Registering an organisation, and mending its name, place and numbers (domain 10). */
@Injectable()
export class KeepOrganisation {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
  ) {}

  /** @returns its id. @throws Problem 400, 422 for a number that another has */
  create(me: Person, input: OrganisationDto, key?: string): Promise<string> {
    const id = uuid();
    return this.database.withActor(me, (tx) =>
      this.idempotency.once(tx, me, { route: 'organisations', key, body: input }, id, async () => {
        const columns = columnsOf(input);
        await refuseTaken(tx, columns, null);
        await insertOrganisation(tx, id, input.kind, columns);
        await tx.audit('organisation.create', { kind: 'organisation', id });
      }),
    ).catch(refusedByTheTable);
  }

  /** @throws Problem 404, 403 of a club that another federation verifies, 412, 409 of what merged or is a team, 422 */
  async change(me: Person, id: string, input: OrganisationChangeDto, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const { row } = await standing(tx, me, id, 'organisation.change', ifMatch);
      const columns = columnsOf(input);
      await refuseTaken(tx, columns, id);
      await updateOrganisation(tx, id, row.version, columns);
      await tx.audit('organisation.change', { kind: 'organisation', id });
    }).catch(refusedByTheTable);
  }
}

export async function insertOrganisation(tx: Tx, id: string, kind: string, { name, postal_code, place, kbo, vcode }: Columns): Promise<void> {
  await tx.query('insert into organisations (id, kind, name, postal_code, place, kbo, vcode) values ($1, $2, $3, $4, $5, $6, $7)', [
    id,
    kind,
    name,
    postal_code ?? null,
    place ?? null,
    kbo ?? null,
    vcode ?? null,
  ]);
}

/** Of the columns that may change, those that are given. @throws Problem 412 when somebody was first */
export async function updateOrganisation(tx: Tx, id: string, version: number, columns: Columns & { ended_on?: string | null; merged_into?: string }): Promise<void> {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const set = names.map((name, index) => `${name} = $${index + 3}`);
  const result = await tx.query(
    `update organisations set ${[...set, 'version = version + 1'].join(', ')} where id = $1 and version = $2 returning id`,
    [id, version, ...names.map((name) => columns[name])],
  );
  // TypeORM answers an update with [rows, count].
  if (!(result[0] as unknown[]).length) throw stale();
}

/** One that may be changed: it did not merge, and is no team's. @throws Problem 404, 403, 412, 409 */
export async function standing(tx: Tx, me: Person, id: string, action: OrganisationAction, ifMatch?: string): Promise<OrganisationInHand> {
  const hand = await organisationFor(tx, me, id, action);
  refuseStale(ifMatch, hand.row.version);
  if (hand.row.merged_into !== null) throw stateRefuses([], 'Deze organisatie ging op in een andere. Pas die andere aan.');
  if (hand.row.kind === 'team') throw stateRefuses([], 'Een team hoort bij de gegevens van Klankbord en verandert daar.');
  return hand;
}
