import { Day, Flag, FreeText } from '../../platform/http/fields.js';

export class KeepingDto {
  @FreeText({ max: 2000 }) reason: string;
  /** Absent: a whole period longer. */
  @Day({ optional: true }) keepUntil?: string;
  @Flag({ optional: true }) acknowledgedFindings?: boolean;
}

export class DestructionDto {
  /** True: it cannot be undone, and she knows. */
  @Flag() confirmed: boolean;
}
