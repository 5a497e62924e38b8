import { Injectable } from '@nestjs/common';
import type { Recipient } from '../../domain/audience.js';
import { isOpenStatus } from '../../domain/consult-lifecycle.js';
import type { MailRhythm } from '../../domain/vocabulary.js';
import { inOfficeSql, standingSql } from '../../platform/auth/mandate-standing.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import type { ConsultRow } from '../consults/consult.row.js';
import { stillAskedSql } from '../consults/escalation-scope.js';
import { mayApproveSql } from '../registrations/approvers-sql.js';

export interface Addressee {
  account_id: string;
  mandate_id: string;
  /** Of the team that answers. */
  of_team: boolean;
  mail_rhythm: MailRhythm;
}

const VALID = inOfficeSql('$1::date');
/** After the end her own open consults stay hers: of those she hears (domain 10). */
const STILL_HERS = `${standingSql('$1::date')} in ('active', 'expired', 'ended')`;
const FROM = `select distinct on (m.account_id) m.account_id, m.id as mandate_id, t.code is not null as of_team, a.mail_rhythm
  from mandates m join accounts a on a.id = m.account_id left join teams t on t.organisation_id = m.organisation_id`;

/** Leads of the same team; for a club's contact the contacts of the federation that verifies the club. Never oneself. */
const VOUCHES = `exists (select 1 from mandates of where of.id = $2 and of.account_id <> m.account_id and (
  (m.role = 'team-lead' and m.organisation_id = of.organisation_id)
  or (of.role = 'club-contact' and m.role = 'federation-contact' and exists (
    select 1 from affiliations f where f.club_id = of.organisation_id and f.federation_id = m.organisation_id and f.verifies
      and f.valid_from <= $1 and (f.valid_to is null or f.valid_to >= $1)))))`;

/** Who answers for the organisation or the team, or leads it, of a mandate that began. */
const IS_COLLEAGUE = `m.role not in ('counsellor', 'volunteer') and exists (
  select 1 from mandates of where of.id = $2 and of.account_id <> m.account_id and of.organisation_id = m.organisation_id)`;
const VERIFIES = `m.role = 'federation-contact' and exists (select 1 from affiliations f where f.club_id = $2
  and f.federation_id = m.organisation_id and f.verifies and f.valid_from <= $1 and (f.valid_to is null or f.valid_to >= $1))`;

/** What an event is about; ids from its payload. */
export interface About {
  consult: ConsultRow | null;
  escalationId?: string;
  mandateId?: string;
  organisationId?: string;
  registrationId?: string;
  /** Who held the consult before. */
  formerId?: string;
}

/** From the table's words to people with a valid mandate today. Who has no access any more gets nothing. */
@Injectable()
export class Recipients {
  async of(tx: Tx, recipients: readonly Recipient[], about: About): Promise<Addressee[]> {
    const people = new Map<string, Addressee>();
    for (const recipient of recipients) {
      for (const person of await this.find(tx, recipient, about)) people.set(person.account_id, person);
    }
    return [...people.values()];
  }

  private async find(tx: Tx, recipient: Recipient, about: About): Promise<Addressee[]> {
    const { consult, escalationId, mandateId, organisationId, registrationId, formerId } = about;
    const today = localDay(tx.now).toString();
    const rows = (where: string, ...parameters: unknown[]): Promise<Addressee[]> =>
      tx.query(`${FROM} where ${VALID} and ${where} order by m.account_id, m.created_at`, [today, ...parameters]);
    // Nobody of the team who holds or held a mandate in the asker's organisation hears of it.
    const apart = `not exists (select 1 from mandates k where k.account_id = m.account_id and k.organisation_id = $3)`;
    const inTeam = (roles: string) => rows(`t.code = $2 and m.role in (${roles}) and ${apart}`, consult!.team_code, consult!.organisation_id);
    const inTeamAs = (accountId: string | null | undefined) =>
      accountId ? rows(`t.code = $2 and m.account_id = $4 and ${apart}`, consult!.team_code, consult!.organisation_id, accountId) : [];

    switch (recipient) {
      case 'asker':
      case 'asker-in-office':
        // Under whichever mandate of that organisation is valid today: it may have been renewed since.
        return tx.query(
          `${FROM} where m.account_id = $2 and m.organisation_id = $3 and m.role in ('club-contact', 'federation-contact')
             and ${recipient === 'asker' && isOpenStatus(consult!.status) && !escalationId ? STILL_HERS : VALID}
           order by m.account_id, ${standingSql('$1::date')} = 'ended', m.created_at`,
          [today, consult!.asker_account_id, consult!.organisation_id],
        );
      case 'assignee':
        return inTeamAs(consult!.assignee_account_id);
      case 'assignee-before':
        return inTeamAs(formerId);
      case 'assignee-or-team': {
        const assignee = await this.find(tx, 'assignee', about);
        return assignee.length ? assignee : this.find(tx, 'team', about);
      }
      case 'team':
        // At the coordination the coordinator is the team.
        return inTeam(`'counsellor', 'team-lead', 'volunteer', 'coordinator'`);
      case 'team-lead':
        return inTeam(`'team-lead'`);
      case 'coordinator':
        return rows(`m.role = 'coordinator' and ${apart} and $2::text is not null`, consult!.team_code, consult!.organisation_id);
      case 'admin':
        return rows(`m.role = 'admin'`);
      case 'privacy-officer':
        return rows(`m.role = 'privacy-officer'`);
      case 'everybody':
        return rows('true');
      case 'federation':
        return escalationId ? rows(stillAskedSql('$2'), escalationId) : [];
      case 'holder':
        return mandateId ? rows('m.id = $2', mandateId) : [];
      case 'offerer':
        return mandateId ? tx.query(`${FROM} where ${STILL_HERS} and m.id = $2`, [today, mandateId]) : [];
      case 'verifier': {
        const verifying = organisationId ? await rows(VERIFIES, organisationId) : [];
        return verifying.length ? verifying : this.find(tx, 'admin', about);
      }
      case 'responsible':
        return organisationId
          ? rows(`m.organisation_id = $2 and m.role in ('club-contact', 'federation-contact', 'team-lead', 'coordinator')`, organisationId)
          : [];
      case 'approvers':
        return registrationId ? rows(mayApproveSql('$2', '$1'), registrationId) : [];
      case 'colleagues':
        return mandateId ? rows(IS_COLLEAGUE, mandateId) : [];
      case 'voucher': {
        const vouching = mandateId ? await rows(VOUCHES, mandateId) : [];
        return vouching.length ? vouching : this.find(tx, 'admin', about);
      }
    }
  }
}
