import { FreeText } from '../../platform/http/fields.js';

/** Absent or empty = not shown. */
const OPTIONAL = { optional: true, empty: true };

/** What she shows of herself; a phone number or an e-mail address, or both. Public, and said so where it is asked. */
export class PublicContactDto {
  @FreeText({ max: 100 }) name: string;
  @FreeText({ ...OPTIONAL, max: 30 }) phone?: string;
  @FreeText({ ...OPTIONAL, max: 254 }) email?: string;
}

export class ContactSearchDto {
  @FreeText({ max: 200 }) query: string;
}
