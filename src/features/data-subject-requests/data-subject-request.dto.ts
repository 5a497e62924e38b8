import {
  EXTENSION_REASONS,
  REFUSAL_REASONS,
  REQUEST_KINDS,
  REQUEST_OUTCOMES,
  REQUEST_STATES,
  type ExtensionReason,
  type RefusalReason,
  type RequestKind,
  type RequestOutcome,
  type RequestState,
} from '../../domain/data-subject-requests.js';
import { PageDto } from '../../platform/http/cursor.js';
import { Day, FreeText, Id, OneOf } from '../../platform/http/fields.js';

const NOTE = { max: 1000 };

export class RequestListDto extends PageDto {
  @OneOf(REQUEST_STATES, { optional: true }) state?: RequestState;
}

export class RequestDto {
  @OneOf(REQUEST_KINDS) kind: RequestKind;
  @Day() receivedOn: string;
  @FreeText({ ...NOTE, optional: true }) note?: string;
}

/** An empty note takes it away. */
export class NoteDto {
  @FreeText({ ...NOTE, empty: true }) note: string;
}

export class AddresseeDto {
  @Id() organisationId: string;
}

export class AddresseeSearchDto extends PageDto {
  @FreeText({ max: 100 }) name: string;
}

export class ExtensionDto {
  @OneOf(EXTENSION_REASONS) reason: ExtensionReason;
  @Day() toldOn: string;
}

export class RequestClosureDto {
  @OneOf(REQUEST_OUTCOMES) outcome: RequestOutcome;
  @OneOf(REFUSAL_REASONS, { optional: true }) reason?: RefusalReason;
}
