import { PartialType } from '@nestjs/swagger';
import {
  CLOSURE_OUTCOMES,
  CONFLICT_LEVELS,
  MESSAGE_KINDS,
  STATUSES,
  URGENCIES,
  type ClosureOutcome,
  type ConflictLevel,
  type MessageKind,
} from '../../domain/vocabulary.js';
import { Flag, FreeText, Id, ManyOf, Nested, NumberInQuery, OneOf } from '../../platform/http/fields.js';
import { DraftFactsDto, FactsDto } from '../routing/facts.dto.js';

class HowToReachDto {
  /** Absent = portal. */
  @OneOf(['portal', 'phone'], { optional: true }) contactBy?: 'portal' | 'phone';
  @FreeText({ optional: true, max: 40 }) phone?: string;
  @FreeText({ optional: true, max: 200 }) phoneWindow?: string;
  @Flag({ optional: true }) voicemail?: boolean;
  @Flag({ optional: true }) sayWhoCalls?: boolean;
  @Flag({ optional: true }) showMe?: boolean;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class ConsultDto extends HowToReachDto {
  @Nested(() => FactsDto) facts: FactsDto;
  @FreeText() question: string;
  @FreeText({ optional: true }) narrative?: string;
  @Id({ optional: true }) escalationId?: string;
}

/** A draft may hold any part; completeness is asked at submission. */
export class DraftDto extends PartialType(HowToReachDto, { skipNullProperties: false }) {
  @Nested(() => DraftFactsDto, { optional: true }) facts?: DraftFactsDto;
  @FreeText({ optional: true }) question?: string;
  @FreeText({ optional: true }) narrative?: string;
}

/** From which escalation is said at the beginning, and not changed. */
export class NewDraftDto extends DraftDto {
  @Id({ optional: true }) escalationId?: string;
}

export class ListDto {
  @OneOf(STATUSES, { optional: true }) status?: string;
  @OneOf(URGENCIES, { optional: true }) urgency?: string;
  @OneOf(['me', 'nobody'], { optional: true }) assigned?: 'me' | 'nobody';
  @NumberInQuery(1, 100, { optional: true }) limit?: number;
  @FreeText({ optional: true, max: 100 }) cursor?: string;
}

export class AskDto {
  @OneOf(['true', 'false'], { optional: true }) draft?: 'true' | 'false';
}

export class SubmissionDto {
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class AssignmentDto {
  @Id({ optional: true }) accountId?: string;
}

export class MessageDto {
  @OneOf(MESSAGE_KINDS) kind: MessageKind;
  @FreeText() text: string;
  /** A contact may say with a message that it has become dangerous. */
  @OneOf(['acute', 'possible'], { optional: true }) danger?: 'acute' | 'possible';
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class DangerDto {
  @OneOf(['acute', 'possible']) danger: 'acute' | 'possible';
}

export class ClosureDto {
  @OneOf(CLOSURE_OUTCOMES) outcome: ClosureOutcome;
  @FreeText({ optional: true }) reason?: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class WithdrawalDto {
  @FreeText({ optional: true }) reason?: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class SharingDto {
  @Id() accountId: string;
}

export class UnsharingDto {
  @Id({ optional: true }) accountId?: string;
}

export class ConflictDto {
  @ManyOf(CONFLICT_LEVELS) levels: ConflictLevel[];
}
