import { FOLLOW_UP_OWNERS, type FollowUpOwner } from '../../domain/vocabulary.js';
import { Day, Flag, FreeText, OneOf } from '../../platform/http/fields.js';

export class FollowUpDto {
  @Day() dueOn: string;
  @FreeText() text: string;
  @OneOf(FOLLOW_UP_OWNERS) owner: FollowUpOwner;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class CompletionDto {
  @FreeText() outcome: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}
