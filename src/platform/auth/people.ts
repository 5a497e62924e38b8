import { Inject, Injectable } from '@nestjs/common';
import { Clock, localDay } from '../clock/clock.js';
import type { OrganisationKind, Role, TeamKind } from '../../domain/vocabulary.js';
import type { Held } from '../../domain/mandates.js';
import type { Person } from '../database/actor.js';
import { SIGN_IN_SOURCE, type RoleSource } from '../database/role-source.js';
import { holdsDigitalKeySql, holdsFactorSql } from './has-factor.js';
import { standingSql } from './mandate-standing.js';

interface MandateRow {
  account_id: string;
  name: string;
  mandate_id: string;
  role: Role;
  standing: Held;
  organisation_id: string;
  kind: OrganisationKind;
  postal_code: string | null;
  organisation_name: string;
  team_code: string | null;
  team_kind: TeamKind | null;
}

/** Who is signed in, and under which mandates they may act today. */
@Injectable()
export class People {
  constructor(
    @Inject(SIGN_IN_SOURCE) private readonly source: RoleSource,
    private readonly clock: Clock,
  ) {}

  /** Mandates that give access today, to an account that is not suspended, oldest first; empty = no access. */
  async mandatesOf(accountId: string): Promise<(Person & { organisationName: string })[]> {
    const today = localDay(await this.clock.now(this.source)).toString();
    const rows: MandateRow[] = await this.source.query(
      `select * from (
         select a.id as account_id, a.name, m.id as mandate_id, m.role, m.created_at, ${standingSql('$2::date')} as standing,
                o.id as organisation_id, o.kind, o.postal_code, o.name as organisation_name, t.code as team_code, t.kind as team_kind
         from accounts a join mandates m on m.account_id = a.id join organisations o on o.id = m.organisation_id
         left join teams t on t.organisation_id = o.id
         where a.id = $1) held
       where standing <> 'none' order by created_at, mandate_id`,
      [accountId, today],
    );
    return rows.filter((row) => !isRenewed(row, rows)).map((row) => ({
      accountId: row.account_id,
      name: row.name,
      mandateId: row.mandate_id,
      role: row.role,
      standing: row.standing,
      organisationId: row.organisation_id,
      organisationKind: row.kind,
      organisationName: row.organisation_name,
      organisationPostalCode: row.postal_code,
      team: row.team_code ? { code: row.team_code, kind: row.team_kind! } : null,
    }));
  }

  /** `secondFactor`: a password alone is not enough; `digitalKey`: nor is it where two factors are asked of everybody. */
  async credentialsOf(email: string): Promise<{ id: string; passwordHash: string | null; secondFactor: boolean; digitalKey: boolean } | null> {
    const [row] = await this.source.query(
      `select id, password_hash, ${holdsFactorSql} as second_factor, ${holdsDigitalKeySql} as digital_key
       from accounts a where lower(email) = lower($1) and suspended_at is null`,
      [email.trim()],
    );
    return row ? { id: row.id, passwordHash: row.password_hash, secondFactor: row.second_factor, digitalKey: row.digital_key } : null;
  }

  async emailOf(accountId: string): Promise<string | null> {
    const [row] = await this.source.query('select email from accounts where id = $1 and suspended_at is null', [accountId]);
    return row?.email ?? null;
  }

  /** Somebody of this team who may claim what is urgent has used a session in the last quarter of an hour. */
  async someoneSignedIn(teamCode: string): Promise<boolean> {
    const today = localDay(await this.clock.now(this.source)).toString();
    const rows = await this.source.query(
      `select 1 from teams t join mandates m on m.organisation_id = t.organisation_id join accounts a on a.id = m.account_id
       join sessions s on s.account_id = m.account_id
       where t.code = $1 and m.role in ('counsellor', 'team-lead') and ${standingSql('$2::date')} = 'active'
         and s.last_seen_at > now() - interval '15 minutes' and s.expires_at > now() limit 1`,
      [teamCode, today],
    );
    return rows.length > 0;
  }
}

const BEST_FIRST: readonly Held[] = ['active', 'expired', 'ended'];

/** The same capacity under a better standing: what expired or ended was given anew, and is not to be chosen from. */
const isRenewed = (row: MandateRow, all: readonly MandateRow[]): boolean =>
  all.some(
    (other) =>
      other.role === row.role &&
      other.organisation_id === row.organisation_id &&
      BEST_FIRST.indexOf(other.standing) < BEST_FIRST.indexOf(row.standing),
  );
