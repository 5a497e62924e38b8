import { Flag, FreeText, NumberInQuery } from '../../platform/http/fields.js';

export class EscalationDto {
  @FreeText() extract: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class DecisionDto {
  @Flag() accepted: boolean;
  @FreeText({ optional: true }) reason?: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class EscalationListDto {
  @NumberInQuery(1, 100, { optional: true }) limit?: number;
  @FreeText({ optional: true, max: 100 }) cursor?: string;
}
