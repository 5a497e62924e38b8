import { Column, Entity, PrimaryColumn } from 'typeorm';

export const REFERENCE_KINDS = [
  'routing',
  'regions',
  'neighbours',
  'opening-hours',
  'signposts',
  'targets',
  'reminders',
  'guidance',
  'ratings',
  'brakes',
  'retention',
  'registrations',
  'sign-in',
] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** One dated set of local or changeable facts. The newest valid one of a kind holds. */
@Entity('reference_sets')
export class ReferenceSet {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  kind: ReferenceKind;

  @Column('text', { default: '' })
  scope: string;

  @Column('date', { name: 'valid_from' })
  validFrom: string;

  @Column('jsonb')
  content: object;

  @Column('uuid', { name: 'confirmed_by', nullable: true })
  confirmedBy: string | null;

  @Column('date', { name: 'confirmed_on', nullable: true })
  confirmedOn: string | null;
}
