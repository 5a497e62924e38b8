import { v7 as uuid } from 'uuid';
import { DEMO_PASSWORD } from '../../src/features/seed/demo-people.js';
import type { OrganisationKind, Role } from '../../src/domain/vocabulary.js';
import { Visitor } from './visitor.js';
import type { World } from './world.js';

/** People and organisations that the demo world does not have, straight into the tables. */

export async function makeOrganisation(
  world: World,
  { kind, postalCode }: { kind: OrganisationKind; postalCode: string },
): Promise<string> {
  const id = uuid();
  await world.query('insert into organisations (id, kind, name, postal_code) values ($1, $2, $3, $4)', [
    id,
    kind,
    `Proefvereniging ${postalCode} ${id.slice(-4)}`,
    postalCode,
  ]);
  return id;
}

export async function makeAccount(world: World, name: string): Promise<{ id: string; email: string }> {
  const id = uuid();
  const email = `${name}-${id.slice(-6)}@proef.klankbord.test`;
  // The demo password, as one of the demo people has it.
  await world.query(
    `insert into accounts (id, email, name, password_hash, enrolled_at)
     select $1, $2, $3, password_hash, enrolled_at from accounts where email like 'club-gent@%'`,
    [id, email, `Proef ${name}`],
  );
  return { id, email };
}

export async function makeMandate(
  world: World,
  mandate: { account: string; role: Role; organisation: string; from?: string; to?: string },
): Promise<string> {
  const id = uuid();
  await world.query(
    'insert into mandates (id, account_id, role, organisation_id, valid_from, valid_to) values ($1, $2, $3, $4, $5, $6)',
    [id, mandate.account, mandate.role, mandate.organisation, mandate.from ?? '2012-03-13', mandate.to ?? null],
  );
  return id;
}

/** A contact, signed in, whose organisation has this postal code. */
export async function makeContact(world: World, level: 'club' | 'federation', postalCode: string): Promise<Visitor> {
  const organisation = await makeOrganisation(world, { kind: level, postalCode });
  const account = await makeAccount(world, `contact-${postalCode}`);
  await makeMandate(world, { account: account.id, role: `${level}-contact`, organisation });
  return Visitor.signIn(world.url, account.email, DEMO_PASSWORD);
}
