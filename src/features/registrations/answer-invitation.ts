import { standingSql } from '../../platform/auth/mandate-standing.js';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { invitationStep, type InvitationKind, type InvitationState, type InvitationStep } from '../../domain/invitations.js';
import { statementNow, type DiscretionStatement, type RegistrationPolicy } from '../../domain/registration-policy.js';
import { registrationStep } from '../../domain/registrations.js';
import type { OrganisationKind, Role } from '../../domain/vocabulary.js';
import { dateOf, maybeLocalIso } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { invalid, Problem, rule } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { insertApproval } from './approvals.js';
import { beginWhenApproved } from './begin-mandate.js';
import { earlierOf, goOnWith } from './earlier-registration.js';
import { move } from './invite.js';
import { refusedByTheTable } from './refused-by-the-table.js';
import type { AcceptanceDto } from './registration.dto.js';
import { ruleOf, todayOf, type RegistrationRow } from './registration-scope.js';
import { refuse } from './verify-registration.js';

/** What a link is for, to whoever has it: no address. */
export interface InvitationOffer {
  kind: InvitationKind;
  role: Role;
  organisation: { kind: OrganisationKind; name: string };
  expiresAt: string;
  /** To who gets the mandate. */
  discretionStatement: DiscretionStatement | null;
  /** To a board member: whom it is about, and in what function he speaks. */
  about: { candidate: string | null; yourFunction: string } | null;
}

/** What follows on a yes. `enrols`: this account has no ways in yet, and comes in to set them. */
export interface Accepted {
  kind: InvitationKind;
  accountId: string | null;
  enrols: boolean;
}

interface LinkRow extends RegistrationRow {
  invitation_id: string;
  kind: InvitationKind;
  invitation_state: InvitationState;
  sent_to: string;
  sent_name: string | null;
  sent_function: string | null;
  expires_at: Date;
}

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The same for a link that never was, that was used, taken back or that lapsed. */
export const noSuchLink = (): Problem =>
  new Problem(404, 'not-found', 'Deze link werkt niet (meer). Hij werkt één keer, en niet voor altijd. Vraag een nieuwe aan wie je uitnodigde.');

/** Answering a link that came by mail. Looking at it changes nothing: mail scanners look. */
@Injectable()
export class AnswerInvitation {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** @throws Problem 404 */
  look(token: string): Promise<InvitationOffer> {
    return this.database.asSystem('registration', async (tx) => {
      const link = await linkOf(tx, token);
      const board = link.kind === 'board-member';
      return {
        kind: link.kind,
        role: link.role,
        organisation: { kind: link.organisation_kind, name: link.organisation_name },
        expiresAt: maybeLocalIso(link.expires_at)!,
        discretionStatement: board ? null : statementNow(await this.policy(tx)),
        about: board ? { candidate: link.name, yourFunction: link.sent_function! } : null,
      };
    });
  }

  /** Once. @throws Problem 404, 400, 422 when another version of the statement holds by now, or the mandate is there already */
  accept(token: string, input: AcceptanceDto): Promise<Accepted> {
    return this.database
      .asSystem('registration', async (tx) => {
        const link = await linkOf(tx, token);
        const policy = await this.policy(tx);
        return link.kind === 'board-member' ? this.confirm(tx, link, policy) : this.take(tx, link, input, policy);
      })
      .catch(refusedByTheTable);
  }

  /** A no needs no reason. @throws Problem 404 */
  async decline(token: string): Promise<void> {
    await this.database.asSystem('registration', async (tx) => {
      const link = await linkOf(tx, token);
      await answer(tx, link, 'decline');
      if (link.kind === 'board-member') {
        await insertApproval(tx, link, { invitationId: link.invitation_id }, false);
        await tx.audit('registration.refuse', { kind: 'registration', id: link.id });
        return refuse(tx, link, 'not-known');
      }
      const state = registrationStep(link.state, 'decline', 'candidate');
      if (state) await move(tx, link, state, { decided_at: dateOf(tx.now) });
      await tx.audit('registration.decline', { kind: 'registration', id: link.id });
    });
  }

  private async take(tx: Tx, link: LinkRow, input: AcceptanceDto, policy: RegistrationPolicy): Promise<Accepted> {
    const known = await accountOf(tx, link.sent_to);
    const earlier = link.kind === 'request' ? await earlierOf(tx, link, link.sent_to) : null;
    const registration = earlier ?? link;
    const state = registrationStep(registration.state, 'accept', 'candidate');
    // She said yes before, and comes back to set her ways in.
    if (state === null) {
      await answer(tx, link, 'accept');
      if (earlier) await goOnWith(tx, earlier, link);
      const { account_id: accountId } = registration;
      return { kind: link.kind, accountId, enrols: known?.id === accountId && !known!.enrolled };
    }
    const { version } = statementNow(policy);
    refuseIncomplete(input);
    if (input.discretionStatement !== version) throw rule('statement-changed', 'De discretieverklaring is intussen veranderd. Lees ze opnieuw.');
    if (known && (await holds(tx, known.id, link))) throw rule('mandate-held', 'Je hebt dit mandaat al. Meld je gewoon aan.');
    const accountId = known?.id ?? (await makeAccount(tx, link.sent_to, input.name!));
    await answer(tx, link, 'accept');
    if (earlier) await goOnWith(tx, earlier, link);
    await move(tx, registration, state, {
      account_id: accountId,
      name: known?.name ?? input.name!.trim(),
      accepted_at: dateOf(tx.now),
      statement_version: version,
      statement_on: todayOf(tx),
      is_board_member: input.boardMember ?? false,
    });
    await tx.audit('registration.accept', { kind: 'registration', id: registration.id });
    await announce(tx, 'registration.accepted', { registrationId: registration.id, by: accountId });
    return { kind: link.kind, accountId, enrols: !known?.enrolled };
  }

  /** A board member says that the club knows this person. */
  private async confirm(tx: Tx, link: LinkRow, policy: RegistrationPolicy): Promise<Accepted> {
    if (registrationStep(link.state, 'approve', 'approvers') === null) throw noSuchLink();
    if (!(await ruleOf(tx, link))?.inside.includes('board-member')) throw noSuchLink();
    await answer(tx, link, 'accept');
    await insertApproval(tx, link, { invitationId: link.invitation_id }, true);
    await tx.audit('registration.approve', { kind: 'registration', id: link.id });
    await beginWhenApproved(tx, link, policy);
    return { kind: link.kind, accountId: null, enrols: false };
  }

  private async policy(tx: Tx): Promise<RegistrationPolicy> {
    return (await this.reference.on(tx, tx.now)).registrations;
  }
}

/** What waits behind a token, held: of two at once one answers. @throws Problem 404 */
async function linkOf(tx: Tx, token: string): Promise<LinkRow> {
  const [link]: LinkRow[] = TOKEN.test(token)
    ? await tx.query(
        `select r.*, r.training_on::text as training_on, r.training_valid_to::text as training_valid_to, o.kind as organisation_kind,
           o.name as organisation_name, t.kind as team_kind, false as verifies, i.id as invitation_id, i.kind, i.state as invitation_state,
           i.email as sent_to, i.name as sent_name, i.function as sent_function, i.expires_at
         from registration_mails m join invitations i on i.id = m.invitation_id join registrations r on r.id = i.registration_id
           join organisations o on o.id = r.organisation_id left join teams t on t.organisation_id = o.id
         where m.token_hash = $1 for update of i, r`,
        [hashOf(token)],
      )
    : [];
  if (!link || link.invitation_state !== 'waiting' || link.expires_at <= dateOf(tx.now)) throw noSuchLink();
  return link;
}

const answer = (tx: Tx, { invitation_id: id, invitation_state: from }: LinkRow, step: InvitationStep): Promise<unknown> =>
  tx.query('update invitations set state = $2, answered_at = $3 where id = $1', [id, invitationStep(from, step), dateOf(tx.now)]);

async function accountOf(tx: Tx, email: string): Promise<{ id: string; name: string; enrolled: boolean } | null> {
  const [row] = await tx.query('select id, name, enrolled_at is not null as enrolled from accounts where lower(email) = lower($1)', [email]);
  return row ?? null;
}

async function holds(tx: Tx, accountId: string, { role, organisation_id: organisationId }: LinkRow): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from mandates m join accounts a on a.id = m.account_id
     where m.account_id = $1 and m.role = $2 and m.organisation_id = $3 and ${standingSql('$4::date')} = 'active'`,
    [accountId, role, organisationId, todayOf(tx)],
  );
  return rows.length > 0;
}

/** Without a password: what the ways in are, is set right after. Of two links to one address that are answered at once, one makes it. */
async function makeAccount(tx: Tx, email: string, name: string): Promise<string> {
  const id = uuid();
  await tx.query('insert into accounts (id, email, name) values ($1, $2, $3) on conflict do nothing', [id, email, name.trim()]);
  return (await accountOf(tx, email))!.id;
}

function refuseIncomplete({ name, discretionStatement }: AcceptanceDto): void {
  const errors = [
    ...(name?.trim() ? [] : [{ field: 'name', code: 'required', message: 'Vul je naam in.' }]),
    ...(discretionStatement ? [] : [{ field: 'discretionStatement', code: 'required', message: 'Lees de discretieverklaring, en zeg of je ze aanvaardt.' }]),
  ];
  if (errors.length) throw invalid(errors);
}
