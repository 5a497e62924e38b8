import { Temporal } from 'temporal-polyfill';
import { plainText } from './plain-search.js';
import type { Role } from './vocabulary.js';

export interface Training {
  code: string;
  name: string;
  /** null = it stays valid. */
  validMonths: number | null;
}

export interface DiscretionStatement {
  version: string;
  text: string[];
}

/** The shape of reference-data/registrations.json (dated reference data). */
export interface RegistrationPolicy {
  about: string;
  validFrom: string;
  invitationDays: number;
  invitationReminders: number[];
  /** How long the link works that proves an address which somebody typed. */
  proofDays: number;
  boardConfirmationDays: number;
  /** When a name and an address go that no mandate came of. */
  forgottenAfterMonths: number;
  mandateMonths: Record<Role, number | null>;
  expiredReadMonths: number;
  septemberAnswerDays: number;
  /** After so many days without a contact an administrator hears of it. */
  withoutContactAdminDays: number;
  trainings: Training[];
  /** The last one is the one that is accepted now. */
  discretionStatements: DiscretionStatement[];
  sharedMailboxes: string[];
  sharedMailboxParts: string[];
  confirmed: boolean;
}

/** Days as YYYY-MM-DD. The last day of a mandate that begins, or is renewed, on this day; null = without an end. */
export function mandateEnd(role: Role, day: string, { mandateMonths }: RegistrationPolicy): string | null {
  const months = mandateMonths[role];
  return months === null ? null : Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Until which day a training of that day is valid; null = it stays so. */
export function trainingEnd(code: string, day: string, { trainings }: RegistrationPolicy): string | null {
  const months = trainings.find((one) => one.code === code)?.validMonths ?? null;
  return months === null ? null : Temporal.PlainDate.from(day).add({ months }).toString();
}

export const statementNow = ({ discretionStatements }: RegistrationPolicy): DiscretionStatement => discretionStatements.at(-1)!;

/** Whether several people read it: "info@", "secretariaat.gent@", "kvc-secretariaat2@". */
export function isSharedMailbox(email: string, { sharedMailboxes, sharedMailboxParts }: RegistrationPolicy): boolean {
  const mailbox = email.slice(0, email.lastIndexOf('@')).split('+', 1)[0]!;
  const words = mailbox.split(/[._-]+/).map((word) => plainText(word).replace(/\d+$/, ''));
  return sharedMailboxes.includes(words.join('')) || words.some((word) => sharedMailboxParts.includes(word));
}
