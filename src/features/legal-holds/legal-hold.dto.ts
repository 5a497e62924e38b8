import { HOLD_STATES, type HoldState } from '../../domain/legal-holds.js';
import { PageDto } from '../../platform/http/cursor.js';
import { Day, Flag, FreeText, OneOf } from '../../platform/http/fields.js';

const REASON = { min: 10, max: 2000 };

export class LegalHoldDto {
  @FreeText({ max: 40 }) reference: string;
  @FreeText(REASON) reason: string;
  @Day() endsOn: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class ProlongationDto {
  @FreeText(REASON) reason: string;
  @Day() endsOn: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class LegalHoldListDto extends PageDto {
  @OneOf(HOLD_STATES, { optional: true }) state?: HoldState;
}
