import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { ReferenceData } from '../../../features/reference-data/reference-data.js';
import type { ReferenceTables } from '../../../features/reference-data/reference-tables.js';
import type { Person } from '../../../platform/database/actor.js';
import { Database } from '../../../platform/database/database.js';

/** The moment and the tables that hold today, for what a page says beside a record. */
@Injectable()
export class Today {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  of(me: Person): Promise<{ now: Temporal.Instant; tables: ReferenceTables }> {
    return this.database.withActor(me, async (tx) => ({ now: tx.now, tables: await this.reference.on(tx, tx.now) }));
  }
}
