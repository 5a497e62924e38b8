import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TeamKind } from '../../domain/vocabulary.js';

@Entity('teams')
export class TeamEntity {
  @PrimaryColumn('text')
  code: string;

  @Column('uuid', { name: 'organisation_id' })
  organisationId: string;

  @Column('text')
  kind: TeamKind;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  phone: string | null;
}
