import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { isOpen, nextOpening } from '../../domain/opening-hours.js';
import { localIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';

export interface TeamStatus {
  code: string;
  kind: string;
  name: string;
  phone: string | null;
  /** By announced hours: an unpublished pilot shows nowhere. */
  open: boolean;
  nextOpening: string | null;
}

/** Every team and whether its phone is answered now. */
@Injectable()
export class TeamOverview {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** To everyone: in production only from confirmed data. */
  published(me: Person): Promise<TeamStatus[]> {
    return this.database.withActor(me, async (tx) => statuses(await this.reference.confirmedOn(tx, tx.now), tx.now));
  }

  /** To who has to look the data over before it is confirmed. */
  asItStands(me: Person): Promise<TeamStatus[]> {
    return this.database.withActor(me, async (tx) => statuses(await this.reference.on(tx, tx.now), tx.now));
  }
}

const statuses = (tables: ReferenceTables, now: Temporal.Instant): TeamStatus[] =>
  [...tables.teams.values()].map((team) => {
    const calendar = tables.calendarOf(team.code);
    const next = nextOpening(calendar, now, 'announced');
    return { ...team, open: isOpen(calendar, now, 'announced'), nextOpening: next && localIso(next) };
  });
