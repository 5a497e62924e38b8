import { REFUSAL_REASONS, REGISTRATION_STATES, type RefusalReason } from '../../domain/registrations.js';
import { ROLES, type Role } from '../../domain/vocabulary.js';
import { PageDto } from '../../platform/http/cursor.js';
import { Day, Email, Flag, FreeText, Id, ManyIds, Nested, OneOf } from '../../platform/http/fields.js';

const NAME = { max: 200 };

export class TrainingDto {
  /** One of the trainings of the reference data. */
  @FreeText({ max: 50 }) code: string;
  @Day() on: string;
}

export class InviteDto {
  @OneOf(ROLES) role: Role;
  /** The club, federation, team or authority. */
  @Id() organisationId: string;
  @Email() email: string;
  @FreeText({ ...NAME, optional: true }) name?: string;
}

/** What is recorded of somebody; the address only until the invitation was accepted. */
export class RegistrationChangeDto {
  @Email({ optional: true }) email?: string;
  @FreeText({ ...NAME, optional: true, min: 1 }) name?: string;
  @Nested(() => TrainingDto, { optional: true }) training?: TrainingDto;
  /** Extract 596.2 of the criminal record: the day on which it was looked at, and nothing else. */
  @Day({ optional: true }) extractCheckedOn?: string;
  @Flag({ optional: true }) boardMember?: boolean;
}

export class VerificationDto {
  @Flag() approved: boolean;
  /** With a no. */
  @OneOf(REFUSAL_REASONS, { optional: true }) reason?: RefusalReason;
}

/** `waiting` and `bounced` are of the invitation, the others of the registration. */
export const REGISTRATION_STATUSES = [...REGISTRATION_STATES.filter((state) => state !== 'requested' && state !== 'invited'), 'waiting', 'bounced'] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

export class RegistrationListDto extends PageDto {
  @OneOf(REGISTRATION_STATUSES, { optional: true }) status?: RegistrationStatus;
  @Id({ optional: true }) organisationId?: string;
  @OneOf(ROLES, { optional: true }) role?: Role;
}

export class BoardMemberDto {
  @FreeText(NAME) name: string;
  @FreeText(NAME) function: string;
  @Email() email: string;
}

export class AcceptanceDto {
  /** Of who gets the mandate; not of a board member. */
  @FreeText({ ...NAME, optional: true, min: 1 }) name?: string;
  /** The version that was shown and agreed to. */
  @FreeText({ max: 50, optional: true }) discretionStatement?: string;
  /** Whether she sits on the board of that organisation. */
  @Flag({ optional: true }) boardMember?: boolean;
}

/** Somebody asks herself. */
export class RegistrationRequestDto {
  @FreeText(NAME) name: string;
  @Email() email: string;
  @OneOf(['club-contact', 'federation-contact']) role: 'club-contact' | 'federation-contact';
  @Id() organisationId: string;
}

export class ManyDto {
  @ManyIds(500) ids: string[];
}
