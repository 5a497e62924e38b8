export type FindingKind =
  | 'national-register-number'
  | 'phone'
  | 'email'
  | 'iban'
  | 'name'
  | 'address'
  | 'handle'
  | 'birth-date';

/** What looks like a person in a text: UTF-16 units, `end` excluded. `suggestion` is what one tap puts in its place. */
export interface Finding {
  kind: FindingKind;
  start: number;
  end: number;
  /** 'refuse' must be replaced; 'warn' may be sent on the contact's word (domain 2). */
  severity: 'refuse' | 'warn';
  suggestion: string;
}

const LEFT_OUT: Record<Exclude<FindingKind, 'name'>, string> = {
  'national-register-number': '[rijksregisternummer]',
  phone: '[telefoonnummer]',
  email: '[e-mailadres]',
  iban: '[rekeningnummer]',
  address: '[adres]',
  handle: '[accountnaam]',
  'birth-date': '[geboortedatum]',
};

/** A finding of which nothing useful remains: the suggestion says what was left out. */
export function leaveOut(kind: Exclude<FindingKind, 'name'>, start: number, end: number): Finding {
  const severity = kind === 'national-register-number' ? 'refuse' : 'warn';
  return { kind, start, end, severity, suggestion: LEFT_OUT[kind] };
}
