import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('accounts')
export class Account {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  email: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'password_hash', nullable: true, select: false })
  passwordHash: string | null;

  @Column('timestamptz', { name: 'suspended_at', nullable: true })
  suspendedAt: Date | null;

  /** Two ways in are set; until then one is signed in only to set them. */
  @Column('timestamptz', { name: 'enrolled_at', nullable: true })
  enrolledAt: Date | null;

  @Column('timestamptz', { name: 'mail_refused_at', nullable: true })
  mailRefusedAt: Date | null;
}
