import type { Capacity, Seats } from '../../domain/registration-approvals.js';
import type { InvitationState } from '../../domain/invitations.js';
import type { RegistrationState } from '../../domain/registrations.js';
import type { OrganisationKind, Role } from '../../domain/vocabulary.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { RegistrationStatus } from './registration.dto.js';
import type { RegistrationRow } from './registration-scope.js';

export interface InvitationView {
  state: InvitationState;
  sentAt: string;
  expiresAt: string;
  answeredAt: string | null;
}

export interface RegistrationItem {
  id: string;
  role: Role;
  organisation: { id: string; kind: OrganisationKind; name: string };
  name: string | null;
  /** For who invites. */
  email: string | null;
  state: RegistrationState;
  /** As lists are filtered: of one that is invited, what became of the invitation. */
  status: RegistrationStatus;
  createdAt: string;
  acceptedAt: string | null;
  invitation: InvitationView | null;
  version: number;
}

export interface ApprovalView {
  capacity: Capacity;
  approved: boolean;
  at: string;
  /** As far as who asks may know of them. */
  by: string | null;
}

export interface RegistrationView extends RegistrationItem {
  training: { code: string; name: string; on: string; validTo: string | null } | null;
  extractCheckedOn: string | null;
  discretionStatement: { version: string; on: string } | null;
  boardMember: boolean | null;
  refusalReason: string | null;
  approvals: ApprovalView[];
  /** Who may sit on each chair, and which is still empty. */
  needed: { inside: readonly Capacity[]; above: readonly Capacity[]; missing: (keyof Seats)[] };
  boardMemberAsked: (InvitationView & { name: string; function: string }) | null;
  /** What to look at; none of it stops anybody. */
  remarks: ('board-member' | 'no-training' | 'training-ended' | 'no-extract')[];
  mandate: { id: string; validFrom: string; validTo: string | null } | null;
  allowed: string[];
}

export interface InvitationRow {
  id: string;
  registration_id: string;
  kind: string;
  name: string | null;
  function: string | null;
  state: InvitationState;
  sent_at: Date;
  expires_at: Date;
  answered_at: Date | null;
}

export const invitationView = (row: InvitationRow): InvitationView => ({
  state: row.state,
  sentAt: maybeLocalIso(row.sent_at)!,
  expiresAt: maybeLocalIso(row.expires_at)!,
  answeredAt: maybeLocalIso(row.answered_at),
});

export const statusOf = (state: RegistrationState, invitation: InvitationState | null): RegistrationStatus => {
  if (state === 'invited') return invitation === 'bounced' ? 'bounced' : 'waiting';
  return state === 'requested' ? 'waiting' : state;
};

export function itemOf(row: RegistrationRow, invitation: InvitationRow | null, isRegistrar: boolean): RegistrationItem {
  return {
    id: row.id,
    role: row.role,
    organisation: { id: row.organisation_id, kind: row.organisation_kind, name: row.organisation_name },
    name: row.name,
    email: isRegistrar ? row.email : null,
    state: row.state,
    status: statusOf(row.state, invitation?.state ?? null),
    createdAt: maybeLocalIso(row.created_at)!,
    acceptedAt: maybeLocalIso(row.accepted_at),
    invitation: invitation && isRegistrar ? invitationView(invitation) : null,
    version: row.version,
  };
}
