import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../domain/vocabulary.js';

/** account + role + organisation + period (domain 1). No mandate, no access. */
@Entity('mandates')
export class Mandate {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  role: Role;

  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo: string | null;

  @Column('timestamptz', { name: 'suspended_at', nullable: true })
  suspendedAt: Date | null;
}
