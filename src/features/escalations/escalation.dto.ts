import { Flag, FreeText } from '../../platform/http/fields.js';

export class EscalationDto {
  @FreeText() extract: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class DecisionDto {
  @Flag() accepted: boolean;
  @FreeText({ optional: true }) reason?: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}
