import { Injectable } from '@nestjs/common';
import { isOpenStatus } from '../../domain/consult-lifecycle.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { announce } from '../../platform/outbox/outbox.js';
import { NOT_WARNED } from './consult-retention.js';
import { ConsultRepository } from './consult.repository.js';
import type { ConsultRow } from './consult.row.js';

export interface NewAsker {
  from: string;
  to: { accountId: string; mandateId: string };
  /** By an administrator, who chose somebody that is not in the conflict. */
  placed: boolean;
}

/** Open, or closed for reading back; a draft is nobody else's, and what was withdrawn is over. */
const mayChangeHands = ({ status, level, hidden_from: hidden }: Pick<ConsultRow, 'status' | 'level' | 'hidden_from'>, placed: boolean): boolean =>
  (isOpenStatus(status) || status === 'closed') && (placed || !hidden.includes(level));

/**
 * A consult goes from one contact of an organisation to another who took it over, by the product itself: thread, follow-ups and
 * escalations hang on it and go along. How the first one is reached does not, nor that she showed herself; nobody saw a warning yet.
 */
@Injectable()
export class ChangeAsker {
  constructor(private readonly repository: ConsultRepository) {}

  /** @returns false when it is not hers any more, or may not go: nothing was changed */
  async to(tx: Tx, consultId: string, { from, to, placed }: NewAsker): Promise<boolean> {
    const consult = await this.repository.load(tx, consultId, true);
    if (!consult || consult.asker_account_id !== from || !mayChangeHands(consult, placed)) return false;
    await this.repository.update(tx, consultId, {
      asker_account_id: to.accountId,
      asker_mandate_id: to.mandateId,
      contact_ct: null,
      show_asker: false,
      ...NOT_WARNED,
      // Looked at in the next round: its reminders are hers from now on.
      next_reminder_at: dateOf(tx.now),
    });
    await this.repository.unshare(tx, consultId, to.accountId);
    await this.repository.happened(tx, consultId, 'contact-changed', 'system', null);
    await tx.audit('consult.change-asker', { kind: 'consult', id: consultId });
    await announce(tx, 'consult.contact-changed', { consultId });
    return true;
  }
}
