import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { localDay, type Querying } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Problem } from '../../platform/http/problem.js';
import type { ReferenceKind, ReferenceSet } from './reference-set.entity.js';
import { buildTables, setInForce, type ReferenceTables, type Team } from './reference-tables.js';

interface Loaded {
  version: string;
  sets: ReferenceSet[];
  teams: Team[];
  days: Map<string, ReferenceTables>;
}

/** Dated reference data, read once per version: one small query says whether anything changed. */
@Injectable()
export class ReferenceData {
  private loaded: Loaded | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async on(db: Querying, moment: Temporal.Instant): Promise<ReferenceTables> {
    const loaded = await this.fresh(db);
    const day = localDay(moment).toString();
    let tables = loaded.days.get(day);
    if (!tables) {
      tables = buildTables(loaded.sets, loaded.teams, day);
      if (loaded.days.size > 50) loaded.days.clear();
      loaded.days.set(day, tables);
    }
    return tables;
  }

  /** As `on`, for routing and publishing: in production only on sets that somebody confirmed. */
  async confirmedOn(db: Querying, moment: Temporal.Instant): Promise<ReferenceTables> {
    const tables = await this.on(db, moment);
    if (this.config.mode === 'production' && tables.unconfirmed.length) {
      throw new Problem(
        503,
        'reference-data-unconfirmed',
        'Klankbord kan nog geen vragen doorsturen: de beheerder moet de gegevens van de teams eerst bevestigen. Bel 1712.',
      );
    }
    return tables;
  }

  /** One kind's set as it stands, with what it holds. */
  async inForce(db: Querying, moment: Temporal.Instant, kind: ReferenceKind): Promise<ReferenceSet> {
    return setInForce((await this.fresh(db)).sets, kind, localDay(moment).toString());
  }

  private async fresh(db: Querying): Promise<Loaded> {
    const [{ version }] = await db.query(
      `select coalesce((select count(*) || ' ' || max(created_at) || ' ' || count(confirmed_on) from reference_sets), '')
         || ' ' || (select count(*) from teams) as version`,
    );
    if (this.loaded?.version !== version) {
      const sets = await db.query(
        `select id, kind, scope, valid_from::text as "validFrom", content, confirmed_by as "confirmedBy",
                confirmed_on::text as "confirmedOn" from reference_sets order by created_at desc, id desc`,
      );
      const teams = await db.query('select code, kind, name, phone from teams order by code');
      this.loaded = { version, sets, teams, days: new Map() };
    }
    return this.loaded!;
  }
}
