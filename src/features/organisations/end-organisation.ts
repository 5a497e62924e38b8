import { Injectable } from '@nestjs/common';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { invalid, rule, stateRefuses } from '../../platform/http/problem.js';
import { endAffiliations, moveAffiliations } from './move-affiliations.js';
import { refusedByTheTable } from './refused-by-the-table.js';
import { standing, updateOrganisation } from './keep-organisation.js';
import { todayOf } from './organisation-scope.js';
import { ORGANISATIONS, type OrganisationRow } from './organisation-views.js';

/**
 * An organisation that ends or goes into another stays, with everything that points to it: mandates and consults are not ended or
 * moved by this, and the answer counts what is still open. Of a federation the membership of its clubs ends with it, or goes along.
 */
@Injectable()
export class EndOrganisation {
  constructor(private readonly database: Database) {}

  /** The day is its last. Said again with another day, that day holds. @throws Problem 404, 412, 409 */
  async end(me: Person, id: string, endedOn: string, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const { row } = await standing(tx, me, id, 'organisation.end', ifMatch);
      await updateOrganisation(tx, id, row.version, { ended_on: endedOn });
      if (row.kind === 'federation') await endAffiliations(tx, id, row.ended_on, endedOn);
      await tx.audit('organisation.end', { kind: 'organisation', id });
    });
  }

  /** It did not end after all. @throws Problem 404, 412, 409 when no end is set */
  async reopen(me: Person, id: string, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const { row } = await standing(tx, me, id, 'organisation.end', ifMatch);
      if (row.ended_on === null) throw stateRefuses(['end'], 'Voor deze organisatie is geen einde ingevuld.');
      await updateOrganisation(tx, id, row.version, { ended_on: null });
      if (row.kind === 'federation') await endAffiliations(tx, id, row.ended_on, null);
      await tx.audit('organisation.reopen', { kind: 'organisation', id });
    });
  }

  /** From today it is part of another, which stands for it from then on. @throws Problem 400, 404, 412, 409, 422 */
  async merge(me: Person, id: string, into: string, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const { row } = await standing(tx, me, id, 'organisation.merge', ifMatch);
      const today = todayOf(tx);
      const target = await targetOf(tx, into);
      if (target.id === id) throw rule('same', 'Een organisatie kan niet in zichzelf opgaan.');
      if (target.kind !== row.kind) throw rule('other-kind', 'Kies een organisatie van dezelfde soort.');
      if (target.merged_into !== null || (target.ended_on !== null && target.ended_on < today)) {
        throw rule('ended', `${target.name} bestaat niet meer. Kies een organisatie die nog bestaat.`);
      }
      await updateOrganisation(tx, id, row.version, { merged_into: into, ended_on: earlier(row.ended_on, today) });
      if (row.kind === 'federation') await moveAffiliations(tx, id, into, row.ended_on);
      // What went into this one before, is from now on found at the same place.
      await tx.query('update organisations set merged_into = $2, version = version + 1 where merged_into = $1', [id, into]);
      await tx.audit('organisation.merge', { kind: 'organisation', id });
      await tx.audit('organisation.merge', { kind: 'organisation', id: into });
    }).catch(refusedByTheTable);
  }
}

const earlier = (day: string | null, other: string): string => (day !== null && day < other ? day : other);

/** Held, so that it does not itself go into another meanwhile. */
async function targetOf(tx: Tx, id: string): Promise<OrganisationRow> {
  const [row]: OrganisationRow[] = isUuid(id) ? await tx.query(`${ORGANISATIONS} where o.id = $1 for update of o`, [id]) : [];
  if (!row) throw invalid([{ field: 'into', code: 'unknown', message: 'Deze organisatie kennen we niet.' }]);
  return row;
}
