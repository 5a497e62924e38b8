import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { stateRefuses } from '../../platform/http/problem.js';
import { Destruction, type DestructionRule } from '../../platform/vault/destruction.js';
import { isHeld, lockForGood } from './consult-retention.js';

/** A consult and what was brought from it to the federation, for good. */
@Injectable()
export class DestroyConsult {
  constructor(private readonly destruction: Destruction) {}

  /** Whoever calls has it locked (`lockForGood`), and has looked whether it may go. */
  async now(tx: Tx, id: string, rule: DestructionRule): Promise<void> {
    const extracts = await tx.query('select id from escalations where consult_id = $1 order by id', [id]);
    const escalations = extracts.map((row) => ({ kind: 'escalation' as const, id: row.id as string }));
    await this.destruction.of(tx, [{ kind: 'consult', id }, ...escalations], rule);
  }

  /** On its owner's word. @throws Problem 409 while a legal hold stands */
  async asked(tx: Tx, id: string, rule: DestructionRule): Promise<void> {
    await lockForGood(tx, id);
    if (await isHeld(tx, id)) throw stateRefuses([], 'Deze vraag moet bewaard blijven. Ze kan nu niet vernietigd worden.');
    await this.now(tx, id, rule);
  }
}
