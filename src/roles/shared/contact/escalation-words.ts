import type { EscalationState } from '../../../domain/escalation.js';

/** Words of bringing in the federation, for both sides. */

export const TO_THE_CLUB: Record<EscalationState, string> = {
  asked: 'Wacht op je federatie',
  accepted: 'Je federatie kijkt mee',
  declined: 'Je federatie kijkt niet mee',
  withdrawn: 'Door jou ingetrokken',
};

/** In place of the state, once she named the federation in a conflict. */
export const NO_LONGER = 'Leest niet meer mee: je noemde een belangenconflict';

export const TO_THE_FEDERATION: Record<EscalationState, string> = {
  asked: 'Wacht op jullie',
  accepted: 'Jullie kijken mee',
  declined: 'Jullie kijken niet mee',
  withdrawn: 'Door de club ingetrokken',
};

/** By the receipt's codes. */
const RECEIPT: Record<string, string> = {
  extract: 'De tekst die je zelf schrijft',
  'reference-and-dates': 'Het nummer van je vraag en de data: verstuurd, beantwoord, afgesloten',
  'name-and-organisation': 'Je naam en je club',
  question: 'Je vraag aan het team en je uitleg',
  facts: 'Wat je aanduidde',
  thread: 'Het gesprek met het team',
};

export const escalationReceipt = (codes: readonly string[]): string[] => codes.map((code) => RECEIPT[code] ?? code);
export const ESCALATION_CROSSES = escalationReceipt(['extract', 'reference-and-dates']);
export const ESCALATION_STAYS = escalationReceipt(['name-and-organisation', 'question', 'facts', 'thread']);
