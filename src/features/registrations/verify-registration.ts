import { Injectable } from '@nestjs/common';
import { wouldHelp } from '../../domain/registration-approvals.js';
import { capacityIn } from '../../domain/registration-permissions.js';
import { trainingEnd } from '../../domain/registration-policy.js';
import { registrationAllows, registrationStep, type RefusalReason } from '../../domain/registrations.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { forbidden, invalid, rule, stateRefuses } from '../../platform/http/problem.js';
import { refuseStale } from '../../platform/http/version.js';
import { announce } from '../../platform/outbox/outbox.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { approvalsOf, insertApproval, yesOf } from './approvals.js';
import { beginWhenApproved } from './begin-mandate.js';
import { inState, move } from './invite.js';
import { refusedByTheTable } from './refused-by-the-table.js';
import type { RegistrationChangeDto, VerificationDto } from './registration.dto.js';
import { byOf, registrationFor, ruleOf, todayOf, type RegistrationRow } from './registration-scope.js';
import { sendInvitation } from './send-invitation.js';
import { refuseShared } from './shared-address.js';

/** Recording what is known of somebody, and saying yes or no: two people, one inside and one above (domain 1 and 10). */
@Injectable()
export class VerifyRegistration {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** @throws Problem 404, 403, 412, 409 for one that is over, or an address that is an account's by now, 400 and 422 for what cannot be */
  async change(me: Person, id: string, input: RegistrationChangeDto, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const { row } = await registrationFor(tx, me, id, 'registration.change');
      refuseStale(ifMatch, row.version);
      if (row.state === 'refused' || row.state === 'withdrawn') throw stateRefuses([]);
      if ((input.email !== undefined || input.name !== undefined) && row.account_id !== null) throw stateRefuses([], 'Naam en adres zijn nu die van het account.');
      const policy = (await this.reference.on(tx, tx.now)).registrations;
      if (input.email !== undefined) refuseShared(row.role, input.email, policy);
      const { training } = input;
      if (training && !policy.trainings.some(({ code }) => code === training.code)) {
        throw invalid([{ field: 'training.code', code: 'unknown', message: 'Kies een opleiding uit de lijst.' }]);
      }
      for (const [field, day] of [['training.on', training?.on], ['extractCheckedOn', input.extractCheckedOn]] as const) {
        if (day !== undefined && day > todayOf(tx)) throw invalid([{ field, code: 'too-late', message: 'Kies een dag die voorbij is.' }]);
      }
      await move(tx, row, row.state, {
        email: input.email?.trim(),
        name: input.name?.trim(),
        training_code: training?.code,
        training_on: training?.on,
        training_valid_to: training ? trainingEnd(training.code, training.on, policy) : undefined,
        extract_checked_on: input.extractCheckedOn,
        is_board_member: input.boardMember,
      });
      // A link that lies in another mailbox may not work any more.
      if (input.email !== undefined && row.state === 'invited') await sendInvitation(tx, { registrationId: id, kind: 'candidate', email: input.email.trim() }, policy);
      await tx.audit('registration.change', { kind: 'registration', id });
    }).catch(refusedByTheTable);
  }

  /** With the second yes the mandate begins; one no ends it. @throws Problem 400, 404, 403, 412, 409, 422 when it takes somebody else */
  async decide(me: Person, id: string, { approved, reason }: VerificationDto, ifMatch?: string): Promise<void> {
    if (!approved && reason === undefined) throw invalid([{ field: 'reason', code: 'required', message: 'Zeg waarom niet.' }]);
    await this.database.withActor(me, async (tx) => {
      const { row, view } = await registrationFor(tx, me, id, 'registration.verify');
      refuseStale(ifMatch, row.version);
      const allowed = registrationAllows(row.state, 'approvers');
      if (!allowed.includes('approve')) throw stateRefuses(registrationAllows(row.state, 'approver'));
      if (row.account_id === me.accountId) throw rule('own', 'Niemand beslist over zichzelf. Twee anderen kijken dit na.');
      const [needed, capacity] = [await ruleOf(tx, row), capacityIn(me.role, view)];
      if (!needed || capacity === null) throw forbidden();
      const given = await approvalsOf(tx, row);
      const before = given.find(({ person }) => person === me.accountId);
      if (before?.approved && approved && before.capacity === capacity) return;
      if (before) throw rule('four-eyes', 'Jij zei hier al iets over. Het tweede woord is aan iemand anders.');
      const mine = { person: me.accountId, capacity };
      const yes = yesOf(given);
      if (![...needed.inside, ...needed.above].includes(capacity) || (approved && !wouldHelp(needed, yes, mine, row.account_id))) {
        throw rule('other-chair', 'Dit vraagt nog iemand anders: kijk op de pagina wie nog ja moet zeggen.');
      }
      await insertApproval(tx, row, { accountId: me.accountId, mandateId: me.mandateId, capacity }, approved);
      await tx.audit(approved ? 'registration.approve' : 'registration.refuse', { kind: 'registration', id });
      if (!approved) return refuse(tx, row, reason!);
      await beginWhenApproved(tx, row, (await this.reference.on(tx, tx.now)).registrations);
    });
  }

  /** It is looked at anew: two people again, and then the mandate goes on. @throws Problem 404, 403, 412, 409 */
  async renew(me: Person, id: string, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const { row } = await inState(tx, me, id, 'registration.renew', 'renew', ifMatch);
      const [mandate] = await tx.query('select ended_on is not null or suspended_at is not null as stops from mandates where id = $1', [row.mandate_id]);
      if (mandate?.stops) throw stateRefuses([], 'Dit mandaat is geschorst, of zijn laatste dag ligt vast. Trek dat eerst in, of nodig de persoon daarna opnieuw uit.');
      await move(tx, row, registrationStep(row.state, 'renew', 'registrar')!, { round: row.round + 1 });
      await tx.audit('registration.renew', { kind: 'registration', id });
      await announce(tx, 'registration.accepted', { registrationId: id, by: me.accountId });
    });
  }
}

/** Of a renewal the mandate stays as it was; who never had one is told by mail, without the reason. */
export async function refuse(tx: Tx, row: Pick<RegistrationRow, 'id' | 'state' | 'version'>, reason: RefusalReason): Promise<void> {
  const state = registrationStep(row.state, 'refuse', 'approver')!;
  await move(tx, row, state, { refusal_reason: reason, decided_at: dateOf(tx.now) });
  if (state === 'refused') await announce(tx, 'registration.refused', { registrationId: row.id, by: byOf(tx) });
}
