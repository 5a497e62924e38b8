import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { searchWords } from '../../domain/plain-search.js';
import { registrationStep } from '../../domain/registrations.js';
import { PublicLimits } from '../../platform/auth/public-limits.js';
import { dateOf } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { existsIn, placeOf } from './places.js';
import type { RegistrationRequestDto } from './registration.dto.js';
import { todayOf } from './registration-scope.js';
import { sendInvitation } from './send-invitation.js';
import { refuseShared } from './shared-address.js';

/** Somebody asks for a registration herself: a link to her mailbox proves the address, and only then is anybody told. */
@Injectable()
export class RequestRegistration {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
    private readonly limits: PublicLimits,
  ) {}

  /** Whatever is known or not, the answer is the same. @throws Problem 422 for a shared mailbox, 429 */
  async ask({ name, email, role, organisationId }: RegistrationRequestDto, ip: string): Promise<void> {
    await this.limits.check('registration-request', ip);
    await this.limits.count('registration-request', ip);
    const address = email.trim();
    const oftenEnough = await this.limits.isFull('registration-mail', address);
    await this.limits.count('registration-mail', address);
    await this.database.asSystem('registration', async (tx) => {
      const policy = (await this.reference.on(tx, tx.now)).registrations;
      refuseShared(role, address, policy);
      const place = await placeOf(tx, organisationId, null);
      if (oftenEnough || !place || !existsIn(role, place)) return;
      const id = uuid();
      await tx.query('insert into registrations (id, state, role, organisation_id, email, name, created_at) values ($1, $2, $3, $4, $5, $6, $7)', [
        id,
        registrationStep(null, 'request', 'candidate'),
        role,
        place.id,
        address,
        name.trim(),
        dateOf(tx.now),
      ]);
      await sendInvitation(tx, { registrationId: id, kind: 'request', email: address }, policy);
      await tx.audit('registration.request', { kind: 'registration', id });
    });
  }

  /** Clubs and federations by name, for the page where somebody chooses: names are public. */
  find(search: string): Promise<{ id: string; kind: 'club' | 'federation'; name: string; postalCode: string | null }[]> {
    const words = searchWords(search).map((word) => `%${word}%`);
    if (!words.length) return Promise.resolve([]);
    return this.database.asSystem('registration', (tx) =>
      tx.query(
        `select id, kind, name, postal_code as "postalCode" from organisations where kind in ('club', 'federation') and merged_into is null
           and (ended_on is null or ended_on >= $1::date) and search like all ($2) order by search collate "C", id limit 20`,
        [todayOf(tx), words],
      ),
    ) as Promise<{ id: string; kind: 'club' | 'federation'; name: string; postalCode: string | null }[]>;
  }
}
