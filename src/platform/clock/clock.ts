import { Inject, Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';

/** Rows as Postgres gives them: as loose as parsed JSON, their shape is said where they are used. */
export type Rows = ReturnType<typeof JSON.parse>[];

/** What can run a query: a transaction or the pool. */
export interface Querying {
  query(sql: string, parameters?: unknown[]): Promise<Rows>;
}

/**
 * Domain time: deadlines, hours, reminders, night rule, retention, mandates.
 * Sessions, limits, leases, retries and audit stay on the machine's time.
 * In demo and test mode it can be made to stand still, for web and worker alike.
 */
@Injectable()
export class Clock {
  readonly movable: boolean;
  /** The year when it was last asked: a page is written with what was read a moment ago. */
  year: number = Temporal.Now.plainDateISO(ZONE).year;

  constructor(@Inject(CONFIG) config: Config) {
    this.movable = config.mode !== 'production';
  }

  async now(db: Querying): Promise<Temporal.Instant> {
    const now = await this.read(db);
    this.year = localDay(now).year;
    return now;
  }

  private async read(db: Querying): Promise<Temporal.Instant> {
    if (this.movable) {
      const [row] = await db.query('select stands_at from dev.clock');
      if (row) return instantOf(row.stands_at);
    }
    return Temporal.Now.instant().round('millisecond');
  }

  async standAt(db: Querying, moment: Temporal.Instant): Promise<void> {
    await db.query(
      'insert into dev.clock (stands_at) values ($1) on conflict (single) do update set stands_at = excluded.stands_at',
      [dateOf(moment)],
    );
  }

  async run(db: Querying): Promise<void> {
    await db.query('delete from dev.clock');
  }
}

export const ZONE = 'Europe/Brussels';

export const instantOf = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
export const dateOf = (moment: Temporal.Instant): Date => new Date(moment.epochMilliseconds);
export const maybeInstant = (date: Date | null): Temporal.Instant | null => (date ? instantOf(date) : null);
export const maybeDate = (moment: Temporal.Instant | null): Date | null => (moment ? dateOf(moment) : null);

/** ISO 8601 with Brussels' offset, as the contract gives times: "2026-10-16T09:00:00+02:00". */
export const localIso = (moment: Temporal.Instant): string =>
  moment.toString({ timeZone: ZONE, smallestUnit: 'second' });
export const maybeLocalIso = (date: Date | null): string | null => (date ? localIso(instantOf(date)) : null);

export const localDay = (moment: Temporal.Instant): Temporal.PlainDate =>
  moment.toZonedDateTimeISO(ZONE).toPlainDate();
