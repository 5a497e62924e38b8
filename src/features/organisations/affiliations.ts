import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { holdsOn, organisationState, type Period } from '../../domain/organisations.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { invalid, notFound, rule } from '../../platform/http/problem.js';
import type { AffiliationDto } from './organisation.dto.js';
import { standing } from './keep-organisation.js';
import { todayOf } from './organisation-scope.js';
import { refusedByTheTable } from './refused-by-the-table.js';
import { ORGANISATIONS, type OrganisationRow } from './organisation-views.js';

interface Affiliation extends Period {
  federationId: string;
  verifies: boolean;
}

/** Which federations a club belongs to over time; one of them verifies its contacts (domain 10). */
@Injectable()
export class Affiliations {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
  ) {}

  /** @throws Problem 404, 412, 409, 422 for what is no club or no federation, a period that overlaps, a second that verifies */
  async affiliate(me: Person, clubId: string, input: AffiliationDto, options: { ifMatch?: string; key?: string } = {}): Promise<void> {
    await this.database.withActor(me, (tx) => {
      const request = { route: `organisations/${clubId}/affiliations`, key: options.key, body: input };
      return this.idempotency.once(tx, me, request, clubId, async () => {
        await club(tx, me, clubId, options.ifMatch);
        await refuseNoFederation(tx, input.federationId);
        const known = await locked(tx, clubId);
        const later = (one: Affiliation) => one.validTo === null || one.validTo >= input.validFrom;
        if (known.some((one) => one.federationId === input.federationId && later(one))) {
          throw rule('affiliated', 'De club is dan al aangesloten bij deze federatie.');
        }
        const verifies = input.verifies ?? false;
        if (verifies && known.some((one) => one.verifies && later(one))) {
          throw rule('verified', 'Een andere federatie kijkt de contactpersonen dan al na. Verander eerst wie dat doet.');
        }
        await insertAffiliation(tx, clubId, { federationId: input.federationId, validFrom: input.validFrom, validTo: null, verifies });
        await tx.audit('organisation.affiliate', { kind: 'organisation', id: clubId });
      });
    }).catch(refusedByTheTable);
  }

  /** The day is its last. @throws Problem 404 without an affiliation that goes on, 412, 409, 422 for a day before it began */
  async end(me: Person, clubId: string, federationId: string, validTo: string, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      await club(tx, me, clubId, ifMatch);
      const today = todayOf(tx);
      const known = await locked(tx, clubId);
      const open = known.find((one) => one.federationId === federationId && (one.validTo === null || one.validTo >= today));
      if (!open) throw notFound();
      if (validTo < open.validFrom) throw invalid([{ field: 'validTo', code: 'too-early', message: 'Kies een dag na het begin van de aansluiting.' }]);
      await setEnd(tx, clubId, open, validTo);
      await tx.audit('organisation.affiliate', { kind: 'organisation', id: clubId });
    }).catch(refusedByTheTable);
  }

  /**
   * From today this federation verifies; another one that did, did so until yesterday. What was stays: a change begins a new
   * period. @throws Problem 404, 412, 409, 422 when the club is not affiliated to it today
   */
  async verify(me: Person, clubId: string, federationId: string, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      await club(tx, me, clubId, ifMatch);
      const today = todayOf(tx);
      const now = (await locked(tx, clubId)).filter((one) => holdsOn(one, today));
      const wanted = now.find((one) => one.federationId === federationId);
      if (!wanted) throw rule('not-affiliated', 'De club is nu niet aangesloten bij deze federatie.');
      if (wanted.verifies) return;
      const before = now.find((one) => one.verifies);
      if (before) await from(tx, clubId, before, today, false);
      await from(tx, clubId, wanted, today, true);
      await tx.audit('organisation.affiliate', { kind: 'organisation', id: clubId });
    }).catch(refusedByTheTable);
  }
}

async function club(tx: Tx, me: Person, id: string, ifMatch?: string): Promise<void> {
  const { row } = await standing(tx, me, id, 'organisation.affiliate', ifMatch);
  if (row.kind !== 'club') throw rule('no-club', 'Alleen een club sluit aan bij een federatie.');
}

async function refuseNoFederation(tx: Tx, id: string): Promise<void> {
  const [row]: OrganisationRow[] = await tx.query(`${ORGANISATIONS} where o.id = $1`, [id]);
  const stands = row?.kind === 'federation' && organisationState({ endedOn: row.ended_on, mergedInto: row.merged_into }, todayOf(tx)) === 'active';
  if (!stands) throw invalid([{ field: 'federationId', code: 'unknown', message: 'Kies een federatie die nog bestaat.' }]);
}

/** Two who change them at once wait for each other. */
async function locked(tx: Tx, clubId: string): Promise<Affiliation[]> {
  await tx.query('select 1 from organisations where id = $1 for update', [clubId]);
  const rows = await tx.query(
    `select federation_id, valid_from::text as valid_from, valid_to::text as valid_to, verifies from affiliations where club_id = $1`,
    [clubId],
  );
  return rows.map((row) => ({ federationId: row.federation_id, validFrom: row.valid_from, validTo: row.valid_to, verifies: row.verifies }));
}

async function insertAffiliation(tx: Tx, clubId: string, { federationId, validFrom, validTo, verifies }: Affiliation): Promise<void> {
  await tx.query('insert into affiliations (club_id, federation_id, valid_from, valid_to, verifies) values ($1, $2, $3, $4, $5)', [
    clubId,
    federationId,
    validFrom,
    validTo,
    verifies,
  ]);
}

const setEnd = (tx: Tx, clubId: string, one: Affiliation, validTo: string): Promise<unknown> =>
  tx.query('update affiliations set valid_to = $4 where club_id = $1 and federation_id = $2 and valid_from = $3', [
    clubId,
    one.federationId,
    one.validFrom,
    validTo,
  ]);

/** From a day on it verifies, or no longer does. */
async function from(tx: Tx, clubId: string, one: Affiliation, day: string, verifies: boolean): Promise<void> {
  if (one.validFrom === day) {
    await tx.query('update affiliations set verifies = $4 where club_id = $1 and federation_id = $2 and valid_from = $3', [
      clubId,
      one.federationId,
      day,
      verifies,
    ]);
    return;
  }
  await setEnd(tx, clubId, one, dayBefore(day));
  await insertAffiliation(tx, clubId, { ...one, validFrom: day, verifies });
}

const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
