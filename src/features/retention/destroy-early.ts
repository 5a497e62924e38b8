import { Injectable } from '@nestjs/common';
import { goneForGoodOn } from '../../domain/retention.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { stateRefuses } from '../../platform/http/problem.js';
import { ConsultWork, type Hold } from '../consults/consult-work.js';
import { DestroyConsult } from '../consults/destroy-consult.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { inWords } from './retention-facts.js';

export interface Destroyed {
  /** From this day the key is in no backup of the vault either. */
  goneForGoodOn: string;
}

/** Before its time, on its asker's word: only what she withdrew and nobody ever claimed (domain 9). Drafts are thrown away. */
@Injectable()
export class DestroyEarly {
  constructor(
    private readonly work: ConsultWork,
    private readonly destroying: DestroyConsult,
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  destroy(me: Person, id: string, ifMatch?: string): Promise<Destroyed> {
    return this.work.on(me, id, 'consult.destroy', ifMatch, async (hold) => {
      refuseClaimed(hold);
      hold.step('destroy');
      await this.destroying.asked(hold.tx, id, 'asked');
      return { goneForGoodOn: goneForGoodOn(localDay(hold.tx.now), hold.tables.retention).toString() };
    });
  }

  /** The day from which what is destroyed today is in no backup of the vault. */
  goneForGoodOn(me: Person): Promise<string> {
    return this.database.withActor(me, async (tx) =>
      goneForGoodOn(localDay(tx.now), (await this.reference.on(tx, tx.now)).retention).toString(),
    );
  }
}

/** @throws Problem 409 with the day on which it goes by itself */
function refuseClaimed({ consult, allowed }: Hold): void {
  const { ever_claimed: claimed, destroy_on: day } = consult;
  if (!claimed || !day) return;
  throw stateRefuses(allowed, `Een hulpverlener nam deze vraag op. Ze wordt vanzelf vernietigd op ${inWords(day)}, niet vroeger.`);
}
