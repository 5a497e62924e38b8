import { Injectable } from '@nestjs/common';
import { localDay } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';

/** What a contact showed of herself goes with her mandate: nobody sees it from the day after its last, and the row is gone soon. */
@Injectable()
export class EndPublicContacts {
  constructor(private readonly database: Database) {}

  async run(): Promise<void> {
    await this.database.asSystem('retention', (tx) =>
      tx.query(
        `delete from public_contacts where mandate_id in (
           select id from mandates where least(valid_to, ended_on) < $1 or ending_reason = 'for-cause')`,
        [localDay(tx.now).toString()],
      ),
    );
  }
}
