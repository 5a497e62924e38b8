import { Injectable } from '@nestjs/common';
import { dateOf } from '../clock/clock.js';
import type { Tx } from '../database/database.js';
import { Ledger, type Tombstone as Buried } from '../ledger/ledger.js';
import { KEY_OWNERS, type KeyOwner } from './key-owners.js';
import { Vault } from './vault.js';

/** Why a record went: its time was over, its owner asked, a privacy officer confirmed, or a draft was thrown away. */
export type DestructionRule = 'retention' | 'asked' | 'confirmed' | 'discarded';

const AUDITED = {
  consult: 'consult.destroy',
  escalation: 'escalation.destroy',
  'legal-hold': 'legal-hold.destroy',
  'data-subject-request': 'data-subject-request.destroy',
  authenticator: 'authenticator.remove',
} as const satisfies Record<KeyOwner['kind'], string>;

/**
 * The end of records that have a data key (domain 9): first the keys, so that nobody reads them from then on, then the line
 * outside the databases, then the rows. Cut off in between, doing it again finishes it: the rows are still there to be found.
 */
@Injectable()
export class Destruction {
  constructor(
    private readonly vault: Vault,
    private readonly ledger: Ledger,
  ) {}

  /** Whoever calls holds the first record's row; the others hang on it, and go with it. */
  async of(tx: Tx, [first, ...others]: readonly [KeyOwner, ...KeyOwner[]], rule: DestructionRule): Promise<void> {
    const tombstones = [first, ...others].map(({ kind, id }): Buried => ({ at: tx.now, kind, id, rule }));
    this.ledger.refuseUnwritable();
    await this.vault.destroyKeys(tombstones.map(({ id }) => id));
    this.ledger.bury(tombstones);
    for (const tombstone of tombstones) await bury(tx, tombstone);
    for (const record of [first, ...others]) await tx.audit(AUDITED[record.kind], record);
    await remove(tx, first);
  }

  /** Whether anything of a record that was destroyed is there: a restore put it back. A kind that we do not know is not. */
  async isBack(tx: Tx, { kind, id }: Buried): Promise<boolean> {
    if (!isKind(kind)) return false;
    const [row] = await tx.query(`select 1 from ${KEY_OWNERS[kind]} where id = $1`, [id]);
    return Boolean(row) || this.vault.hasKey(id);
  }

  /** What was destroyed before goes again, as the ledger has it. @returns whether anything of it was back */
  async again(tx: Tx, tombstone: Buried): Promise<boolean> {
    const { kind, id } = tombstone;
    const back = await this.isBack(tx, tombstone);
    if (isKind(kind) && back) {
      await this.vault.destroyKeys([id]);
      await tx.audit(AUDITED[kind], { kind, id });
      await remove(tx, { kind, id });
    }
    await bury(tx, tombstone);
    return back;
  }
}

const bury = (tx: Tx, { kind, id, at, rule }: Buried) =>
  tx.query('insert into tombstones (record_id, kind, at, rule) values ($1, $2, $3, $4) on conflict do nothing', [id, kind, dateOf(at), rule]);

const remove = (tx: Tx, { kind, id }: KeyOwner) => tx.query(`delete from ${KEY_OWNERS[kind]} where id = $1`, [id]);

const isKind = (kind: string): kind is KeyOwner['kind'] => Object.hasOwn(KEY_OWNERS, kind);
