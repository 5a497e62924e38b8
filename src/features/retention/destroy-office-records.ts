import { Injectable } from '@nestjs/common';
import { endedBefore, OFFICE_KINDS, type OfficeKind } from '../../domain/retention.js';
import { localDay } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Destruction } from '../../platform/vault/destruction.js';
import { ReferenceData } from '../reference-data/reference-data.js';

const MOST_AT_ONCE = 100;

/** Over since before the day $1. What is over does not change any more: no lock. */
const OVER: Record<OfficeKind, string> = {
  'legal-hold': `select id from legal_holds where coalesce((lifted_at at time zone 'Europe/Brussels')::date, ends_on) < $1 order by id limit $2`,
  'data-subject-request': 'select id from data_subject_requests where closed_on < $1 order by id limit $2',
};

/** Holds and requests whose time is over, with what officers typed there. The rest of many goes in the next rounds. */
@Injectable()
export class DestroyOfficeRecords {
  constructor(
    private readonly database: Database,
    private readonly destruction: Destruction,
    private readonly reference: ReferenceData,
  ) {}

  async round(): Promise<void> {
    for (const kind of OFFICE_KINDS) await this.database.asSystem('retention', (tx) => this.destroy(tx, kind));
  }

  private async destroy(tx: Tx, kind: OfficeKind): Promise<void> {
    const { retention } = await this.reference.on(tx, tx.now);
    const day = endedBefore(kind, localDay(tx.now), retention);
    for (const { id } of await tx.query(OVER[kind], [day.toString(), MOST_AT_ONCE])) {
      await this.destruction.of(tx, [{ kind, id }], 'retention');
    }
  }
}
