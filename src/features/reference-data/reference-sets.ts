import { Injectable } from '@nestjs/common';
import { localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { notFound, stale } from '../../platform/http/problem.js';
import { ReferenceData } from './reference-data.js';
import { REFERENCE_KINDS, type ReferenceKind, type ReferenceSet } from './reference-set.entity.js';

/** One kind's set that holds today. `id` tells it from a newer one. */
export interface ReferenceSetView {
  id: string;
  kind: ReferenceKind;
  validFrom: string;
  confirmedOn: string | null;
  content: object;
}

/** Looking over what holds today, and saying that it is right: production works with nothing else. */
@Injectable()
export class ReferenceSets {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** @throws Problem 404 for a kind that there is not */
  read(me: Person, kind: string): Promise<ReferenceSetView> {
    return this.database.withActor(me, async (tx) => view(await this.inForce(tx, kind)));
  }

  /** Again is the same: who confirmed it first stays on record. @param seen the id of the set that was looked over, when they said so */
  confirm(me: Person, kind: string, seen?: string): Promise<ReferenceSetView> {
    return this.database.withActor(me, async (tx) => {
      const set = await this.inForce(tx, kind);
      if (seen !== undefined && seen !== set.id) throw stale();
      const today = localDay(tx.now).toString();
      const changed = await tx.query(
        `with confirmed as (
           update reference_sets set confirmed_by = $2, confirmed_on = $3 where id = $1 and confirmed_on is null returning id
         ) select id from confirmed`,
        [set.id, me.accountId, today],
      );
      if (changed.length) await tx.audit('reference-data.confirm', { kind: 'reference-set', id: set.id });
      return view(changed.length ? { ...set, confirmedOn: today } : await this.inForce(tx, kind));
    });
  }

  private inForce(tx: Tx, kind: string): Promise<ReferenceSet> {
    if (!REFERENCE_KINDS.includes(kind as ReferenceKind)) throw notFound();
    return this.reference.inForce(tx, tx.now, kind as ReferenceKind);
  }
}

const view = ({ id, kind, validFrom, confirmedOn, content }: ReferenceSet): ReferenceSetView => ({ id, kind, validFrom, confirmedOn, content });
