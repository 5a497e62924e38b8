import { Injectable } from '@nestjs/common';
import { instantOf } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Ledger } from '../../platform/ledger/ledger.js';
import { Handles, type OutboxHandler } from '../../platform/outbox/handlers.js';
import type { OutboxRow } from '../../platform/outbox/outbox.js';

/** A consult was sent: its reference stands outside the database too, so that a restore can say what it lost. */
@Injectable()
@Handles('ledger.reference')
export class LedgerReferenceHandler implements OutboxHandler {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  handle(row: OutboxRow): Promise<void> {
    return this.database.asSystem('retention', async (tx) => {
      const [consult] = await tx.query('select id, reference, asker_account_id, submitted_at from consults where id = $1', [row.payload.consultId]);
      if (!consult) return;
      const { id: consultId, reference, asker_account_id: accountId, submitted_at: at } = consult;
      this.ledger.enter({ at: instantOf(at), reference, consultId, accountId });
    });
  }
}
