import { Injectable } from '@nestjs/common';
import { registrationAllows } from '../../domain/registrations.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { rule, stateRefuses } from '../../platform/http/problem.js';
import { refuseStale } from '../../platform/http/version.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { BoardMemberDto } from './registration.dto.js';
import { registrationFor, ruleOf } from './registration-scope.js';
import { sendInvitation } from './send-invitation.js';

/** Where nobody of the organisation is there yet, a member of its board says by a link that they know the person (domain 10). */
@Injectable()
export class NameBoardMember {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** Named again, the link before is dead. @throws Problem 404, 403, 412, 409, 422 where a contact can say it, or for an address that is one of theirs */
  async name(me: Person, id: string, { name, function: of, email }: BoardMemberDto, ifMatch?: string): Promise<void> {
    const taken = await this.isOfOneOfThem(me.accountId, id, email);
    await this.database.withActor(me, async (tx) => {
      const { row } = await registrationFor(tx, me, id, 'registration.name-board-member');
      refuseStale(ifMatch, row.version);
      const allowed = registrationAllows(row.state, 'approvers');
      if (!allowed.includes('approve')) throw stateRefuses(registrationAllows(row.state, 'registrar'));
      if (!(await ruleOf(tx, row))?.inside.includes('board-member')) {
        throw rule('has-contact', 'Er is al iemand van deze organisatie in Klankbord. Die persoon zegt ja of nee.');
      }
      if (taken || email.trim().toLowerCase() === row.email.toLowerCase()) throw ownAddress();
      const letter = { registrationId: id, kind: 'board-member' as const, email: email.trim(), name: name.trim(), function: of.trim() };
      await sendInvitation(tx, letter, (await this.reference.on(tx, tx.now)).registrations);
      await tx.audit('registration.name-board-member', { kind: 'registration', id });
    });
  }

  /** Of who names, of the candidate, or of who said yes already or may say it from above: they would say yes twice. Addresses are not a person's to read. */
  private isOfOneOfThem(accountId: string, id: string, email: string): Promise<boolean> {
    return this.database.asSystem('registration', async (tx) => {
      const rows = await tx.query(
        `select 1 from accounts a where lower(a.email) = lower($3) and (a.id = $1
           or a.id in (select account_id from registrations where id::text = $2 union all select account_id from registration_approvals where registration_id::text = $2)
           or exists (select 1 from mandates m where m.account_id = a.id and (m.role = 'admin' or (m.role = 'federation-contact' and m.organisation_id in (
             select f.federation_id from affiliations f join registrations r on r.organisation_id = f.club_id where r.id::text = $2 and f.verifies)))))`,
        [accountId, id, email.trim()],
      );
      return rows.length > 0;
    });
  }
}

const ownAddress = () =>
  rule('own-address', 'Geef het adres van een bestuurslid: niet dat van de kandidaat, en niet van iemand die zelf ja of nee zegt.', {
    errors: [{ field: 'email', code: 'own-address', message: 'Geef het adres van een bestuurslid zelf.' }],
  });
