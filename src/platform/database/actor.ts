import type { SystemName } from './roles.js';
import type { Held } from '../../domain/mandates.js';
import type { OrganisationKind, Role, TeamKind } from '../../domain/vocabulary.js';

/** Somebody acting under one mandate. Loaded from the session for each request, never from the client. */
export interface Person {
  accountId: string;
  name: string;
  mandateId: string;
  role: Role;
  /** How the mandate stands today: what an ended one still may, domain/mandate-permissions.ts says. */
  standing: Held;
  organisationId: string;
  organisationKind: OrganisationKind;
  organisationPostalCode: string | null;
  team: { code: string; kind: TeamKind } | null;
}

/** The product itself: relay, schedules, migrations. Never reads content. */
export interface System {
  system: SystemName;
}

export type Actor = Person | System;

export const isPerson = (actor: Actor): actor is Person => 'accountId' in actor;
