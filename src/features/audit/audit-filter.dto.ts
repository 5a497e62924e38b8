import { DayOrMoment, FreeText, Id } from '../../platform/http/fields.js';

/** Which rows of the record: all of these at once. `to` is included, as a day the whole of it. */
export class AuditFilterDto {
  @Id({ optional: true }) account?: string;
  @Id({ optional: true }) record?: string;
  @FreeText({ optional: true, max: 100 }) action?: string;
  @DayOrMoment({ optional: true }) from?: string;
  @DayOrMoment({ optional: true }) to?: string;
}
