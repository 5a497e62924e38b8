import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { hashPassword } from '../../platform/auth/passwords.js';
import { Refusal } from '../../platform/cli/commands.js';
import { inOfficeSql } from '../../platform/auth/mandate-standing.js';
import { localDay } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DEMO_DOMAIN } from './demo-people.js';

/** A further administrator takes the yes of two; so many are made by who has the server. */
const FIRST = 2;

/** Those that nobody of the product can let in: made by who has the server, until there are two administrators. */
@Injectable()
export class FirstAdmin {
  constructor(private readonly database: Database) {}

  /**
   * Account, mandate and, when there is none, the authority that it is a mandate of.
   * @returns the password, which is kept nowhere
   * @throws Refusal when two administrators can sign in, or the address is taken or a demo's
   */
  async make(email: string, name: string): Promise<string> {
    if (email.toLowerCase().endsWith(`@${DEMO_DOMAIN}`)) {
      throw new Refusal('--email: this is an address of the demo, whose password everyone knows. Give the person’s own.');
    }
    const password = randomBytes(18).toString('base64url');
    const passwordHash = await hashPassword(password);
    await this.database.asSystem('seed', async (tx) => {
      // Two at once: the second waits, and then finds the first one's.
      await tx.query(`select pg_advisory_xact_lock(hashtext('first-admin'))`);
      await refuseBeside(tx, email);
      const accountId = uuid();
      await tx.query('insert into accounts (id, email, name, password_hash) values ($1, $2, $3, $4)', [accountId, email, name, passwordHash]);
      await tx.query(`insert into mandates (id, account_id, role, organisation_id, valid_from) values ($1, $2, 'admin', $3, $4)`, [
        uuid(),
        accountId,
        await authority(tx),
        localDay(tx.now).toString(),
      ]);
      await tx.audit('account.first-admin', { kind: 'account', id: accountId });
    });
    return password;
  }
}

async function refuseBeside(tx: Tx, email: string): Promise<void> {
  const admins = await tx.query(
    `select distinct m.account_id from mandates m join accounts a on a.id = m.account_id
     where m.role = 'admin' and ${inOfficeSql('$1::date')}`,
    [localDay(tx.now).toString()],
  );
  if (admins.length >= FIRST) throw new Refusal('There are two administrators already: they let others in.');
  const taken = await tx.query('select 1 from accounts where lower(email) = lower($1)', [email]);
  if (taken.length) throw new Refusal('--email: there is an account with this address already. Give another one.');
}

/** Administrators are Sport Vlaanderen's (domain 1). */
async function authority(tx: Tx): Promise<string> {
  const [known] = await tx.query(`select id from organisations where kind = 'authority' order by id limit 1`);
  if (known) return known.id;
  const id = uuid();
  await tx.query(`insert into organisations (id, kind, name) values ($1, 'authority', 'Sport Vlaanderen')`, [id]);
  return id;
}
