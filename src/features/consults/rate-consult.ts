import { Inject, Injectable } from '@nestjs/common';
import { raiseClock } from '../../domain/deadlines.js';
import { contactMayRate, seesTheOther, urgencyAfterRatings, usesFlags, type Rating } from '../../domain/ratings.js';
import type { Facts } from '../../domain/vocabulary.js';
import { isContact } from '../../domain/permissions.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Person } from '../../platform/database/actor.js';
import { notFound, rule, stateRefuses } from '../../platform/http/problem.js';
import { Vault } from '../../platform/vault/vault.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';
import { running, runningClock } from './consult-clock.js';
import { unsealContent } from './consult-content.js';
import { ConsultQueries } from './consult-queries.js';
import { ConsultWork, type Hold } from './consult-work.js';
import type { Changes } from './consult.repository.js';
import type { ConsultRow } from './consult.row.js';

export interface RatingsView {
  /** Flags for sexual and physical behaviour, four plain steps for everything else. */
  scale: 'flags' | 'seriousness';
  mine: Rating | null;
  /** The other side's; null too while both are blind. */
  other: Rating | null;
}

/** How serious both sides find it (domain 8): blind to each other until the answer, never computed. */
@Injectable()
export class RateConsult {
  constructor(
    private readonly work: ConsultWork,
    private readonly queries: ConsultQueries,
    private readonly vault: Vault,
    private readonly reference: ReferenceData,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  rate(me: Person, id: string, rating: Rating, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.rate', ifMatch, async (hold) => {
      this.refuseWhenOff(hold.tables);
      hold.step('rate');
      const content = await hold.content();
      const answered = wasAnswered(hold.consult);
      const contact = isContact(me.role);
      if (contact && !contactMayRate(hold.consult.urgency!, answered)) {
        throw stateRefuses(hold.allowed, 'Dat vragen we je pas na het antwoord.');
      }
      refuseOtherScale(rating, content.facts!.behaviours!, contact);
      const mine = contact ? { contactRating: rating } : { teamRating: rating };
      const { teamRating, contactRating } = { ...content, ...mine };
      const urgency = urgencyAfterRatings(hold.consult.urgency!, { team: teamRating, contact: contactRating }, answered);
      await hold.save('rate', { urgency, ...risen(hold, urgency) }, mine);
      await hold.happened('rated');
    });
  }

  read(me: Person, id: string): Promise<RatingsView> {
    return this.queries.read(me, id, 'consult.read-rating', async (tx, row) => {
      this.refuseWhenOff(await this.reference.on(tx, tx.now));
      const content = unsealContent(await this.vault.open(tx, id), row);
      await tx.audit('consult.read-rating', { kind: 'consult', id });
      const [mine, other] = isContact(me.role)
        ? [content.contactRating, content.teamRating]
        : [content.teamRating, content.contactRating];
      return {
        scale: usesFlags(content.facts?.behaviours ?? []) ? 'flags' : 'seriousness',
        mine,
        other: seesTheOther(wasAnswered(row)) ? other : null,
      };
    });
  }

  private refuseWhenOff(tables: ReferenceTables): void {
    if (this.config.mode === 'production' && !tables.ratings.on) throw notFound();
  }
}

const wasAnswered = (row: ConsultRow): boolean => row.answered_at !== null;

/** A contact chooses a colour only; a counsellor the criteria as well. */
function refuseOtherScale(rating: Rating, behaviours: Facts['behaviours'], contact: boolean): void {
  const flags = usesFlags(behaviours);
  const right = flags ? rating.flag && !rating.seriousness : rating.seriousness && !rating.flag && !rating.criteria;
  if (!right) {
    throw rule('scale', flags ? 'Bij dit gedrag hoort een kleur.' : 'Bij dit gedrag hoort een ernst in vier stappen.');
  }
  if (contact && rating.criteria) throw rule('criteria', 'De criteria vult de hulpverlener in.');
}

/** A risen urgency takes the earlier of the old deadline and the new target from now. */
function risen(hold: Hold, urgency: Hold['consult']['urgency']): Changes {
  const clock = runningClock(hold.consult);
  if (!clock || urgency === hold.consult.urgency) return {};
  return running(raiseClock(clock, urgency!, hold.tx.now, hold.tables.targets, hold.calendar), hold.calendar);
}
