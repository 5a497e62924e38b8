import { Injectable } from '@nestjs/common';
import type { Role } from '../../domain/vocabulary.js';
import { inOfficeSql } from '../../platform/auth/mandate-standing.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';

export interface TeamMember {
  accountId: string;
  name: string;
  role: Role;
}

/** Who works in one's own team today. */
@Injectable()
export class TeamMembers {
  constructor(private readonly database: Database) {}

  /** The others, by name; empty for who is in no team. */
  colleagues(me: Person): Promise<TeamMember[]> {
    return this.database.withActor(me, (tx) =>
      tx.query(
        `select distinct on (a.name, a.id) a.id as "accountId", a.name, m.role
         from mandates m join accounts a on a.id = m.account_id join teams t on t.organisation_id = m.organisation_id
         where t.code = $1 and a.id <> $2 and m.role in ('counsellor', 'team-lead', 'volunteer')
           and ${inOfficeSql('$3::date')}
         order by a.name, a.id, m.role`,
        [me.team?.code ?? null, me.accountId, localDay(tx.now).toString()],
      ),
    );
  }
}
