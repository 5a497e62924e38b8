import type { RegistrationPolicy } from '../../domain/registration-policy.js';
import { isSharedMailbox } from '../../domain/registration-policy.js';
import type { Role } from '../../domain/vocabulary.js';
import { rule } from '../../platform/http/problem.js';

/** @throws Problem 422 when several people read the mailbox of a contact */
export function refuseShared(role: Role, email: string, policy: RegistrationPolicy): void {
  if (role !== 'club-contact' && role !== 'federation-contact') return;
  if (!isSharedMailbox(email, policy)) return;
  const message = 'Wie leest deze mailbox mee? Geef een adres dat alleen deze persoon leest.';
  throw rule('shared-address', message, { errors: [{ field: 'email', code: 'shared-address', message }] });
}
