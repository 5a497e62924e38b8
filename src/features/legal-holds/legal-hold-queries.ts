import { Injectable } from '@nestjs/common';
import type { HoldState } from '../../domain/legal-holds.js';
import { localDay, maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { idAt, pageOf, type Page } from '../../platform/http/cursor.js';
import { isUuid } from '../../platform/http/ids.js';
import { notFound } from '../../platform/http/problem.js';
import { Vault, type RecordKey } from '../../platform/vault/vault.js';
import type { LegalHoldListDto } from './legal-hold.dto.js';
import { HOLDS, itemOf, type HoldItem, type HoldRow, type HoldView, type Prolongation, type ProlongationRow } from './legal-hold-views.js';

const WHERE: Record<HoldState, string> = {
  standing: 'lifted_at is null and ends_on >= $1',
  ended: 'lifted_at is null and ends_on < $1',
  lifted: 'lifted_at is not null',
};

/** The privacy officers' own list. A reason is opened one at a time, and that is on record. */
@Injectable()
export class LegalHoldQueries {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Newest first, keyset on the id. */
  list(me: Person, { state, limit = 25, cursor }: LegalHoldListDto): Promise<Page<HoldItem>> {
    const after = idAt(cursor) ?? null;
    return this.database.withActor(me, async (tx) => {
      const rows: HoldRow[] = await tx.query(
        `${HOLDS} where $1::date is not null and ${state ? WHERE[state] : 'true'} and ($2::uuid is null or id < $2) order by id desc limit $3`,
        [localDay(tx.now).toString(), after, limit + 1],
      );
      return pageOf(rows, limit, ({ id }) => id, (row) => itemOf(tx, row));
    });
  }

  /** Those that stand, the first to end first. */
  standing(me: Person, most: number): Promise<HoldItem[]> {
    return this.database.withActor(me, async (tx) => {
      const rows: HoldRow[] = await tx.query(`${HOLDS} where ${WHERE.standing} order by ends_on, id limit $2`, [
        localDay(tx.now).toString(),
        most,
      ]);
      return rows.map((row) => itemOf(tx, row));
    });
  }

  /** Without its reason: nothing is opened. */
  item(me: Person, id: string): Promise<HoldItem> {
    return this.database.withActor(me, async (tx) => itemOf(tx, await rowOf(tx, id)));
  }

  get(me: Person, id: string): Promise<HoldView> {
    return this.database.withActor(me, async (tx) => {
      const row = await rowOf(tx, id);
      const key = await this.vault.open(tx, id);
      await tx.audit('legal-hold.read', { kind: 'legal-hold', id });
      const reason = key.unseal({ table: 'legal_holds', column: 'reason_ct', rowId: id }, row.reason_ct);
      return { ...itemOf(tx, row), reason, prolongations: await prolongationsOf(tx, id, key) };
    });
  }
}

async function rowOf(tx: Tx, id: string): Promise<HoldRow> {
  const [row]: HoldRow[] = isUuid(id) ? await tx.query(`${HOLDS} where id = $1`, [id]) : [];
  if (!row) throw notFound();
  return row;
}

async function prolongationsOf(tx: Tx, holdId: string, key: RecordKey): Promise<Prolongation[]> {
  const rows: ProlongationRow[] = await tx.query(
    `select id, ended_on::text as ended_on, ends_on::text as ends_on, reason_ct, by_account_id, at
     from legal_hold_prolongations where hold_id = $1 order by id`,
    [holdId],
  );
  return rows.map((row) => ({
    id: row.id,
    endedOn: row.ended_on,
    endsOn: row.ends_on,
    reason: key.unseal({ table: 'legal_hold_prolongations', column: 'reason_ct', rowId: row.id }, row.reason_ct),
    by: row.by_account_id,
    at: maybeLocalIso(row.at)!,
  }));
}
