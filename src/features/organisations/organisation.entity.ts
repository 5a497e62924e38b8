import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationKind } from '../../domain/vocabulary.js';

@Entity('organisations')
export class Organisation {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: OrganisationKind;

  @Column('text')
  name: string;

  @Column('text', { name: 'postal_code', nullable: true })
  postalCode: string | null;
}
