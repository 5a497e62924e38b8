import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { isOpenStatus, type LifecycleAction } from '../../domain/consult-lifecycle.js';
import { may } from '../../domain/permissions.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { pageOf, type Page } from '../../platform/http/cursor.js';
import { invalid } from '../../platform/http/problem.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';
import { allowedNow, viewerOf, viewOf } from './consult-standing.js';
import { askerLabel, itemOf, type ConsultItem } from './consult-views.js';
import type { DeskCounts } from './desk-shelf.js';
import { DeskRepository, type DeskFilter, type DeskRow } from './desk.repository.js';

export interface DeskItem extends ConsultItem {
  /** Since when it lies in the queue. */
  waitingSince: string | null;
  /** Who asks, without a person: "club-API, regio Gent". */
  askerLabel: string;
  allowed: LifecycleAction[];
  /** To who reads notes: a volunteer left one, and no counsellor wrote since. */
  volunteerNote: boolean;
}

export interface Desk extends Page<DeskItem> {
  counts: DeskCounts;
  /** The moment of the counts; what is due is late or not against it. */
  now: Temporal.Instant;
}

/** The team's list: what is open, what burns first on top. Still never a text, never a fact. */
@Injectable()
export class ConsultDesk {
  constructor(
    private readonly database: Database,
    private readonly repository: DeskRepository,
    private readonly reference: ReferenceData,
  ) {}

  list(me: Person, filter: Pick<DeskFilter, 'shelf' | 'urgency'> & { limit?: number; cursor?: string }): Promise<Desk> {
    const { limit = 25, cursor, ...rest } = filter;
    const after = cursor ? placeIn(cursor) : undefined;
    return this.database.withActor(me, async (tx) => {
      const rows = await this.repository.list(tx, me, { ...rest, after, limit: limit + 1 });
      const counts = await this.repository.counts(tx, me, rest.shelf);
      const tables = await this.reference.on(tx, tx.now);
      return { ...pageOf(rows, limit, placeOf, (row) => deskItem(row, me, tables, tx.now)), counts, now: tx.now };
    });
  }
}

function deskItem(row: DeskRow, me: Person, tables: ReferenceTables, now: Temporal.Instant): DeskItem {
  return {
    ...itemOf(row, me, row.unread),
    askerLabel: askerLabel(row.level, tables.regionNames.get(row.region ?? '')),
    waitingSince: row.status === 'submitted' ? maybeLocalIso(row.queued_at) : null,
    allowed: allowedNow(row, me, now),
    volunteerNote: row.volunteer_note && isOpenStatus(row.status) && me.role !== 'volunteer' && may('consult.read-notes', viewerOf(me), viewOf(row)),
  };
}

const placeOf = ({ answer_due: due, id }: DeskRow): string => `${due?.getTime() ?? ''}.${id}`;

function placeIn(cursor: string): NonNullable<DeskFilter['after']> {
  const [due = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('.', 2);
  if (!isUuid(id) || !/^\d{0,14}$/.test(due)) {
    throw invalid([{ field: 'cursor', code: 'wrong-form', message: 'Deze bladwijzer kennen we niet. Begin opnieuw.' }]);
  }
  return { due: due ? new Date(Number(due)) : null, id };
}
