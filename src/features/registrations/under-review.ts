import { Injectable } from '@nestjs/common';
import type { Role } from '../../domain/vocabulary.js';
import { Database } from '../../platform/database/database.js';

/** What somebody said yes to, and two others look at now: to herself, while she has no mandate by which to read more. */
@Injectable()
export class UnderReview {
  constructor(private readonly database: Database) {}

  of(accountId: string): Promise<{ role: Role; organisation: string }[]> {
    return this.database.asSystem('sign-in', async (tx) => {
      const rows = await tx.query(
        `select r.role, o.name as organisation from registrations r join organisations o on o.id = r.organisation_id
         where r.account_id = $1 and r.state = 'accepted' order by r.id`,
        [accountId],
      );
      return rows as { role: Role; organisation: string }[];
    });
  }
}
