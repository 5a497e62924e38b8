import { Injectable } from '@nestjs/common';
import { isOpen, nextOpening } from '../../domain/opening-hours.js';
import { regionOf } from '../../domain/regions.js';
import type { Facts } from '../../domain/vocabulary.js';
import { localDay, localIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { Guidance, ReferenceTables, Service } from '../reference-data/reference-tables.js';
import { originOf } from './origin.js';
import { Router, type RoutingView } from './router.js';

/** A team as a contact may know it: by announced hours. */
export interface TeamNow {
  name: string;
  phone: string | null;
  isOpen: boolean;
  nextOpening: string | null;
}

export interface Waiting {
  team: TeamNow | null;
  guidance: Guidance;
  signposts: Service[];
  today: string;
  /** ISO 8601, by the domain's clock. */
  now: string;
}

/** What a contact is told before she sends and while she waits. */
@Injectable()
export class ContactGuide {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    private readonly router: Router,
  ) {}

  /** Where a question would go now, and why. */
  preview(me: Person, facts: Facts): Promise<RoutingView> {
    return this.database.withActor(me, (tx) => this.router.preview(tx, facts, originOf(me), tx.now, 'announced'));
  }

  /** The same for a second question to a team that the first one's route named. */
  previewBeside(me: Person, team: string, facts: Facts): Promise<RoutingView> {
    return this.database.withActor(me, (tx) => this.router.previewBeside(tx, team, facts, originOf(me), tx.now, 'announced'));
  }

  /** @param services codes, in the order in which they are shown; one that is gone is left out */
  waiting(me: Person, teamCode: string | null, services: readonly string[]): Promise<Waiting> {
    return this.database.withActor(me, async (tx) => {
      const tables = await this.reference.on(tx, tx.now);
      return {
        team: teamCode ? teamNow(tables, teamCode, tx.now) : null,
        guidance: tables.guidance,
        signposts: services.flatMap((code) => tables.services.get(code) ?? []),
        today: localDay(tx.now).toString(),
        now: localIso(tx.now),
      };
    });
  }

  /** Of these postal codes, those that lie in no Flemish or Brussels region today. */
  outside(me: Person, postalCodes: readonly string[]): Promise<string[]> {
    return this.database.withActor(me, async (tx) => {
      const { routing } = await this.reference.on(tx, tx.now);
      return postalCodes.filter((code) => !regionOf(code, routing.regions, routing.ranges, localDay(tx.now)));
    });
  }
}

function teamNow(tables: ReferenceTables, code: string, now: Parameters<typeof isOpen>[1]): TeamNow | null {
  const team = tables.teams.get(code);
  if (!team) return null;
  const calendar = tables.calendarOf(code);
  const open = isOpen(calendar, now, 'announced');
  const next = open ? null : nextOpening(calendar, now, 'announced');
  return { name: team.name, phone: team.phone, isOpen: open, nextOpening: next && localIso(next) };
}
