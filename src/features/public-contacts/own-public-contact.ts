import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { isEmail } from '../../domain/club-import/contacts.js';
import { oneLine } from '../../domain/plain-search.js';
import { normalPhone } from '../../domain/public-contacts.js';
import { isSharedMailbox, type RegistrationPolicy } from '../../domain/registration-policy.js';
import { dateOf, maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { invalid, notFound, type FieldError } from '../../platform/http/problem.js';
import { refuseStale } from '../../platform/http/version.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { PublicContactDto } from './public-contact.dto.js';

export interface OwnPublicContactView {
  name: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
  agreedAt: string;
  version: number;
}

/** What an integrity contact agrees to show of herself, for the mandate under which she does so: hers alone to say and to take back. */
@Injectable()
export class OwnPublicContact {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** Null while she shows nothing. */
  find(me: Person): Promise<OwnPublicContactView | null> {
    return this.database.withActor(me, async (tx) => {
      const row = await rowOf(tx, me);
      return row && { name: row.name, phone: row.phone, email: row.email, agreedAt: maybeLocalIso(row.agreed_at)!, version: row.version };
    });
  }

  /** @throws Problem 404 while she shows nothing */
  async get(me: Person): Promise<OwnPublicContactView> {
    const view = await this.find(me);
    if (!view) throw notFound();
    return view;
  }

  /** @throws Problem 400 for what is no number or address, 412 */
  async agree(me: Person, input: PublicContactDto, ifMatch?: string): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const { name, phone, email } = checked(input, (await this.reference.on(tx, tx.now)).registrations);
      const known = await rowOf(tx, me);
      refuseStale(ifMatch, known?.version ?? 0);
      const [{ id }] = await tx.query(
        `insert into public_contacts (mandate_id, id, name, phone, email, agreed_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (mandate_id) do update set name = excluded.name, phone = excluded.phone, email = excluded.email,
           agreed_at = excluded.agreed_at, version = public_contacts.version + 1 returning id`,
        [me.mandateId, uuid(), name, phone, email, dateOf(tx.now)],
      );
      await tx.audit('public-contact.agree', { kind: 'public-contact', id });
    });
  }

  /** From now on nobody finds her; said again, that changes nothing. */
  async withdraw(me: Person): Promise<void> {
    await this.database.withActor(me, async (tx) => {
      const row = await rowOf(tx, me);
      if (!row) return;
      await tx.query('delete from public_contacts where mandate_id = $1', [me.mandateId]);
      await tx.audit('public-contact.withdraw', { kind: 'public-contact', id: row.id });
    });
  }
}

interface Row {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  agreed_at: Date;
  version: number;
}

async function rowOf(tx: Tx, me: Person): Promise<Row | null> {
  const [row] = await tx.query('select id, name, phone, email, agreed_at, version from public_contacts where mandate_id = $1', [me.mandateId]);
  return row ?? null;
}

function checked(input: PublicContactDto, policy: RegistrationPolicy): { name: string; phone: string | null; email: string | null } {
  const [name, phone, email] = [input.name, input.phone ?? '', input.email ?? ''].map(oneLine) as [string, string, string];
  const errors: FieldError[] = [];
  const number = phone ? normalPhone(phone) : null;
  if (phone && !number) errors.push({ field: 'phone', code: 'phone', message: 'Dit is geen telefoonnummer. Schrijf het zoals 0470 12 34 56.' });
  if (email && !isEmail(email)) errors.push({ field: 'email', code: 'email', message: 'Vul een volledig e-mailadres in.' });
  // Whoever writes to her about a child writes to her alone.
  else if (email && isSharedMailbox(email, policy)) {
    errors.push({ field: 'email', code: 'shared', message: 'Wie leest deze mailbox mee? Kies een adres dat alleen jij leest.' });
  }
  if (!phone && !email) errors.push({ field: 'phone', code: 'required', message: 'Vul een telefoonnummer of een e-mailadres in, of allebei.' });
  if (errors.length) throw invalid(errors);
  return { name, phone: number, email: email || null };
}
