import { FreeText, Id } from '../../../platform/http/fields.js';

export class WrongRowsDto {
  /** For an administrator: whose clubs these are. */
  @Id({ optional: true }) federation?: string;
}

export class ImportDto extends WrongRowsDto {
  /** Of the report on this very file. */
  @FreeText({ optional: true, max: 64 }) fingerprint?: string;
}
