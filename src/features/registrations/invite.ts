import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { RegistrationAction } from '../../domain/registration-permissions.js';
import type { RegistrationPolicy } from '../../domain/registration-policy.js';
import { registrationAllows, registrationStep, type RegistrationState, type RegistrationStep } from '../../domain/registrations.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { stale, stateRefuses } from '../../platform/http/problem.js';
import { refuseStale } from '../../platform/http/version.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { placeToInvite } from './places.js';
import { refusedByTheTable } from './refused-by-the-table.js';
import type { InviteDto } from './registration.dto.js';
import { registrationFor, type RegistrationInHand, type RegistrationRow } from './registration-scope.js';
import { sendInvitation, takeBack } from './send-invitation.js';
import { refuseShared } from './shared-address.js';

/** Asking somebody to take a mandate, asking again, and taking it back (domain 10). */
@Injectable()
export class Invite {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly reference: ReferenceData,
  ) {}

  /** @returns its id. @throws Problem 400 where that role does not exist, 403, 422 for a shared address, or when one is under way */
  create(me: Person, input: InviteDto, key?: string): Promise<string> {
    const id = uuid();
    return this.database.withActor(me, (tx) =>
      this.idempotency.once(tx, me, { route: 'registrations', key, body: input }, id, async () => {
        const place = await placeToInvite(tx, me, input.role, input.organisationId);
        const policy = await this.policy(tx);
        refuseShared(input.role, input.email, policy);
        await tx.query(
          `insert into registrations (id, state, role, organisation_id, email, name, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [id, registrationStep(null, 'invite', 'registrar'), input.role, place.id, input.email.trim(), input.name?.trim() || null, me.accountId, dateOf(tx.now)],
        );
        await sendInvitation(tx, { registrationId: id, kind: 'candidate', email: input.email.trim() }, policy);
        await tx.audit('registration.create', { kind: 'registration', id });
      }),
    ).catch(refusedByTheTable);
  }

  /** A new link to the address that stands there; the old one is dead. @throws Problem 404, 403, 412, 409, 422 */
  async send(me: Person, id: string, options: { ifMatch?: string; wave?: string } = {}): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      await this.sendIn(tx, me, id, options);
    });
  }

  /** As a part of a larger whole: many at once. */
  async sendIn(tx: Tx, me: Person, id: string, { ifMatch, wave }: { ifMatch?: string; wave?: string } = {}): Promise<void> {
    const { row } = await inState(tx, me, id, 'registration.invite', 'invite', ifMatch);
    const policy = await this.policy(tx);
    refuseShared(row.role, row.email, policy);
    await move(tx, row, registrationStep(row.state, 'invite', 'registrar')!, { wave_id: wave });
    await sendInvitation(tx, { registrationId: id, kind: 'candidate', email: row.email }, policy);
    await tx.audit('registration.invite', { kind: 'registration', id });
  }

  /** Not any more: the link is dead, and so is what was waiting to be looked at. @throws Problem 404, 403, 412, 409 */
  async withdraw(me: Person, id: string, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, (tx) => this.withdrawIn(tx, me, id, ifMatch));
  }

  async withdrawIn(tx: Tx, me: Person, id: string, ifMatch?: string): Promise<void> {
    const { row } = await inState(tx, me, id, 'registration.withdraw', 'withdraw', ifMatch);
    await move(tx, row, registrationStep(row.state, 'withdraw', 'registrar')!, { decided_at: dateOf(tx.now) });
    await takeBack(tx, id, 'candidate');
    await takeBack(tx, id, 'board-member');
    await tx.audit('registration.withdraw', { kind: 'registration', id });
  }

  private async policy(tx: Tx): Promise<RegistrationPolicy> {
    return (await this.reference.on(tx, tx.now)).registrations;
  }
}

/** In hand, and in a state that allows this step to who registers. @throws Problem 404, 403, 412, 409 */
export async function inState(tx: Tx, me: Person, id: string, action: RegistrationAction, step: RegistrationStep, ifMatch?: string): Promise<RegistrationInHand> {
  const hand = await registrationFor(tx, me, id, action);
  refuseStale(ifMatch, hand.row.version);
  const allowed = registrationAllows(hand.row.state, 'registrar');
  if (!allowed.includes(step)) throw stateRefuses(allowed);
  return hand;
}

/** @throws Problem 412 when somebody was first */
export async function move(tx: Tx, row: Pick<RegistrationRow, 'id' | 'version'>, state: RegistrationState, more: Record<string, unknown> = {}): Promise<void> {
  const columns = Object.entries(more).filter(([, value]) => value !== undefined);
  const result = await tx.query(
    `update registrations set state = $3, version = version + 1${columns.map(([name], index) => `, ${name} = $${index + 4}`).join('')}
     where id = $1 and version = $2 returning id`,
    [row.id, row.version, state, ...columns.map(([, value]) => value)],
  );
  // TypeORM answers an update with [rows, count].
  if (!(result[0] as unknown[]).length) throw stale();
}
