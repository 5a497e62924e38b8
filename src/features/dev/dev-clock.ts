import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock, localIso } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { DestroyDue } from '../retention/destroy-due.js';
import { Planner } from '../reminders/planner.js';

/** The domain clock that web and worker share, moved by hand. */
@Injectable()
export class DevClock {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly planner: Planner,
    private readonly destroying: DestroyDue,
  ) {}

  read(): Promise<{ now: string; standsStill: boolean }> {
    return this.database.asSystem('dev', async (tx) => {
      const rows = await tx.query('select 1 from dev.clock');
      return { now: localIso(tx.now), standsStill: rows.length > 0 };
    });
  }

  async set(moment: Temporal.Instant): Promise<{ now: string; standsStill: boolean }> {
    await this.database.asSystem('dev', (tx) => this.clock.standAt(tx, moment));
    return this.workedAndRead();
  }

  async reset(): Promise<{ now: string; standsStill: boolean }> {
    await this.database.asSystem('dev', (tx) => this.clock.run(tx));
    return this.workedAndRead();
  }

  /** What has had its time is gone, and what fell due is planned, before this answers. */
  private async workedAndRead(): Promise<{ now: string; standsStill: boolean }> {
    await this.destroying.round();
    await this.planner.round({ complete: true });
    return this.read();
  }
}
