import { Inject, Injectable } from '@nestjs/common';
import { weekInWords } from '../../domain/week-in-words.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { ReferenceData } from '../reference-data/reference-data.js';

/** When 1712 answers its phone, for who cannot come in and has nothing but the page. */
@Injectable()
export class HelplineHours {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null when nobody confirmed them, or none hold. */
  inWords(): Promise<string | null> {
    return this.database.asSystem('start', async (tx) => {
      const tables = await this.reference.on(tx, tx.now);
      if (this.config.mode === 'production' && tables.unconfirmed.includes('opening-hours')) return null;
      const team = [...tables.teams.values()].find(({ kind }) => kind === 'line1712');
      return team ? weekInWords(tables.calendarOf(team.code).sets, localDay(tx.now).toString()) : null;
    });
  }
}
