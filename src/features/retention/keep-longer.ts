import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { latestDay, type RetentionPolicy } from '../../domain/retention.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { invalid } from '../../platform/http/problem.js';
import { checkTexts } from '../consults/checked-text.js';
import { ConsultQueries } from '../consults/consult-queries.js';
import { NOT_WARNED, restOf } from '../consults/consult-retention.js';
import type { ConsultRow } from '../consults/consult.row.js';
import { ConsultWork, type Hold } from '../consults/consult-work.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { inWords } from './retention-facts.js';

export interface Keeping {
  reason: string;
  /** Absent: as long as it goes. */
  keepUntil?: string;
  acknowledgedFindings?: boolean;
}

/** Its asker postpones the end of a consult, with a reason, as often as she wants. */
@Injectable()
export class KeepLonger {
  constructor(
    private readonly work: ConsultWork,
    private readonly queries: ConsultQueries,
    private readonly reference: ReferenceData,
    private readonly idempotency: Idempotency,
  ) {}

  keep(me: Person, id: string, keeping: Keeping, options: { ifMatch?: string; key?: string } = {}): Promise<string> {
    return this.work.on(me, id, 'consult.keep', undefined, (hold) => {
      const request = { route: `consults/${id}/retention`, key: options.key, body: keeping };
      return this.idempotency.once(hold.tx, me, request, id, async () => {
        // Only now: the same request sent twice is not stale, it was done already.
        hold.refuseStale(options.ifMatch);
        hold.step('keep');
        checkTexts({ reason: keeping.reason }, keeping.acknowledgedFindings);
        const day = dayOf(hold, keeping.keepUntil);
        await hold.save('keep', { destroy_on: day, kept_until: day, ...NOT_WARNED }, { keepReason: keeping.reason });
      });
    });
  }

  /** The last day to which she may postpone it now; null while somebody works on it. */
  latest(me: Person, id: string): Promise<string | null> {
    return this.queries.read(me, id, 'consult.keep', async (tx, row) => {
      const { retention } = await this.reference.on(tx, tx.now);
      return latestOf(row, localDay(tx.now), retention)?.toString() ?? null;
    });
  }
}

function latestOf(consult: ConsultRow, today: Temporal.PlainDate, policy: RetentionPolicy): Temporal.PlainDate | null {
  const rest = restOf(consult);
  return rest && consult.destroy_on ? latestDay(rest.kind, Temporal.PlainDate.from(consult.destroy_on), today, policy) : null;
}

/** @throws Problem 400 for a day that is no later, or more than a period later, than the one that holds */
function dayOf({ consult, tx, tables }: Hold, wanted: string | undefined): string {
  const present = Temporal.PlainDate.from(consult.destroy_on!);
  const latest = latestOf(consult, localDay(tx.now), tables.retention)!;
  const day = wanted ? Temporal.PlainDate.from(wanted) : latest;
  if (Temporal.PlainDate.compare(day, present) <= 0 || Temporal.PlainDate.compare(day, localDay(tx.now)) <= 0) {
    throw invalid([{ field: 'keepUntil', code: 'too-early', message: `Kies een dag na ${inWords(present.toString())}.` }]);
  }
  if (Temporal.PlainDate.compare(day, latest) > 0) {
    throw invalid([{ field: 'keepUntil', code: 'too-late', message: `Kies een dag tot en met ${inWords(latest.toString())}. Later kan je opnieuw kiezen.` }]);
  }
  return day.toString();
}
