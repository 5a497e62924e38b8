import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A club belongs to one or more federations over time; one of them verifies its contacts. */
@Entity('affiliations')
export class Affiliation {
  @PrimaryColumn('uuid', { name: 'club_id' })
  clubId: string;

  @PrimaryColumn('uuid', { name: 'federation_id' })
  federationId: string;

  @PrimaryColumn('date', { name: 'valid_from' })
  validFrom: string;

  @Column('boolean')
  verifies: boolean;
}
