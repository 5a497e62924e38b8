import { ENDING_REASONS, STANDINGS, type EndingReason, type Standing } from '../../domain/mandates.js';
import { ROLES, type Role } from '../../domain/vocabulary.js';
import { PageDto } from '../../platform/http/cursor.js';
import { Day, Flag, Id, NumberInQuery, OneOf } from '../../platform/http/fields.js';

export class MandateListDto extends PageDto {
  @OneOf(ROLES, { optional: true }) role?: Role;
  @Id({ optional: true }) organisation?: string;
  /** As it stands today: `expired` are contacts who ask and read on, `none` also the suspended. */
  @OneOf(STANDINGS, { optional: true }) standing?: Standing;
  /** Valid today, with a last day within so many days. */
  @NumberInQuery(0, 366, { optional: true }) endingWithinDays?: number;
}

export class MandateEndingDto {
  /** Its last day. For cause it is over at once. */
  @Day() endedOn: string;
  @OneOf(ENDING_REASONS) reason: EndingReason;
}

export class MandateConfirmationDto {
  /** "Ben je nog aanspreekpunt?" */
  @Flag() still: boolean;
}
