import type { ConflictLevel, Level, MessageKind, Status, TeamKind, Urgency } from '../../domain/vocabulary.js';

/** A row of `consults` as Postgres gives it, with its team's kind. Columns in _ct are ciphertext. */
export interface ConsultRow {
  id: string;
  reference: string;
  status: Status;
  urgency: Urgency | null;
  level: Level;
  region: string | null;
  team_code: string | null;
  policy: string | null;
  asker_account_id: string;
  asker_mandate_id: string;
  organisation_id: string;
  assignee_account_id: string | null;
  hidden_from: ConflictLevel[];
  /** Kept from by a conflict with the team itself. */
  left_teams: string[];
  show_asker: boolean;
  question_ct: Buffer | null;
  narrative_ct: Buffer | null;
  facts_ct: Buffer | null;
  contact_ct: Buffer | null;
  routing_ct: Buffer | null;
  receipt_ct: Buffer | null;
  outcome_ct: Buffer | null;
  team_rating_ct: Buffer | null;
  contact_rating_ct: Buffer | null;
  /** The consult that this one was asked beside; only the asker sees both. */
  beside_id: string | null;
  /** The escalation that a federation's contact opened it from; the team does not learn of it. */
  escalation_id: string | null;
  version: number;
  clock_started_at: Date | null;
  clock_minutes: number | null;
  clock_left: number | null;
  answer_due: Date | null;
  announced_due: Date | null;
  created_at: Date;
  touched_at: Date;
  submitted_at: Date | null;
  queued_at: Date | null;
  claimed_at: Date | null;
  team_wrote_at: Date | null;
  asked_at: Date | null;
  answered_at: Date | null;
  unread_since: Date | null;
  answer_read_at: Date | null;
  closed_at: Date | null;
  next_reminder_at: Date | null;
}

/** The row with its team's kind: what the product itself works with. */
export interface WatchedConsult extends ConsultRow {
  team_kind: TeamKind | null;
}

/** The row with what a scope is decided by, for one viewer. */
export interface ConsultInSight extends ConsultRow {
  team_kind: TeamKind | null;
  team_name: string | null;
  assignee_name: string | null;
  /** By the newest mandate that the assignee has in the team. */
  with_volunteer: boolean;
  shared: boolean;
  knows_organisation: boolean;
}

export interface MessageRow {
  id: string;
  consult_id: string;
  kind: MessageKind;
  side: 'contact' | 'team';
  author_account_id: string;
  /** Null to who may not know the account. */
  author_name: string | null;
  team_code: string | null;
  text_ct: Buffer;
  at: Date;
  read_at: Date | null;
}
