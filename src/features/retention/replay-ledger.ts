import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { Ledger, type Sent, type Tombstone } from '../../platform/ledger/ledger.js';
import { Destruction } from '../../platform/vault/destruction.js';

export interface Replayed {
  /** Tombstones in the ledger. */
  tombstones: number;
  /** Records of them whose rows or key were back. */
  destroyed: number;
  /** Tombstones that the database did not have (any more). */
  buried: number;
  /** Tombstones of the database that the ledger does not have, though it is written first: it is an older one, or was cut off. */
  unknown: number;
  /** Consults that were sent and are neither in the database nor destroyed: what a restore lost. */
  lost: Sent[];
}

/** After a restore: what was destroyed is destroyed again, and what is missing is named. Doing it twice does it once. */
@Injectable()
export class ReplayLedger {
  constructor(
    private readonly database: Database,
    private readonly destruction: Destruction,
    private readonly ledger: Ledger,
  ) {}

  async run({ dryRun = false } = {}): Promise<Replayed> {
    const { tombstones, sent } = await this.ledger.read();
    const replayed: Replayed = { tombstones: tombstones.length, destroyed: 0, buried: 0, unknown: await this.unknown(tombstones), lost: [] };
    for (const tombstone of tombstones) {
      const { back, buried } = await this.database.asSystem('retention', (tx) => this.again(tx, tombstone, dryRun));
      if (back) replayed.destroyed += 1;
      if (!buried) replayed.buried += 1;
    }
    const dead = new Set(tombstones.map(({ id }) => id));
    replayed.lost = await this.missing(sent.filter(({ consultId }) => !dead.has(consultId)));
    if (!dryRun) await this.database.asSystem('retention', (tx) => tx.audit('retention.replay'));
    return replayed;
  }

  private async unknown(tombstones: Tombstone[]): Promise<number> {
    const [{ count }] = await this.database.asSystem('retention', (tx) =>
      tx.query('select count(*)::int as count from tombstones where record_id <> all($1::uuid[])', [tombstones.map(({ id }) => id)]),
    );
    return count;
  }

  private async again(tx: Tx, tombstone: Tombstone, dryRun: boolean): Promise<{ back: boolean; buried: boolean }> {
    const [row] = await tx.query('select 1 from tombstones where record_id = $1', [tombstone.id]);
    const back = dryRun ? await this.destruction.isBack(tx, tombstone) : await this.destruction.again(tx, tombstone);
    return { back, buried: Boolean(row) };
  }

  private missing(sent: Sent[]): Promise<Sent[]> {
    return this.database.asSystem('retention', async (tx) => {
      const rows = await tx.query(
        `select id::text from unnest($1::uuid[]) id where not exists (select 1 from consults c where c.id = id.id)
           and not exists (select 1 from tombstones t where t.record_id = id.id)`,
        [sent.map(({ consultId }) => consultId)],
      );
      const lost = new Set(rows.map(({ id }) => id as string));
      return sent.filter(({ consultId }) => lost.has(consultId));
    });
  }
}

/** What a replay did, or would do, for the person at the keyboard. */
export function linesOf({ tombstones, destroyed, buried, unknown, lost }: Replayed, dryRun = false): string[] {
  const would = dryRun ? 'would be ' : 'were ';
  return [
    `${tombstones} tombstones in the ledger: ${destroyed} records ${would}destroyed again, ${buried} tombstones ${would}put back.`,
    ...(unknown ? [`WRONG  ${unknown} tombstones of the database are not in the ledger: it is an older one, or was cut off. What was destroyed since may be back: put the newest one there, and replay it.`] : []),
    ...lost.map(({ at, reference, consultId, accountId }) => `lost: ${reference}, sent ${at}, consult ${consultId}, account ${accountId}`),
    `${lost.length} consults were sent and are not in the database.`,
  ];
}
