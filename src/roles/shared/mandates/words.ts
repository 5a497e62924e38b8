import type { MandateView } from '../../../features/mandates/mandate-views.js';
import type { Person } from '../../../platform/database/actor.js';
import { homeOf } from '../page.js';

/** Where a role finds the mandates that she vouches for, and her own. */
export const mandatesOf = (me: Person): string => `${homeOf(me.role)}/mandaten`;
export const ownMandateOf = (me: Person): string => `${homeOf(me.role)}/mandaat`;

export const REASONS: Record<string, string> = {
  left: 'Stopt ermee',
  replaced: 'Wordt opgevolgd',
  'organisation-ended': 'De organisatie stopt',
  'for-cause': 'Om een ernstige reden: meteen, zonder toegang tot wat nog loopt',
  other: 'Een andere reden',
};

export const reasonItems = (forCause: boolean) =>
  Object.entries(REASONS).filter(([value]) => forCause || value !== 'for-cause').map(([value, text]) => ({ value, text }));

/** How it stands, in a word or two. */
export function standingWord({ suspended, standing, endingReason, endedOn }: MandateView): string {
  if (suspended) return 'Geschorst';
  if (endingReason === 'for-cause') return 'Beëindigd om een ernstige reden';
  if (standing === 'active') return endedOn ? 'Eindigt' : 'Geldig';
  if (standing === 'expired') return 'Registratie verlopen';
  if (standing === 'ended' || endedOn) return 'Beëindigd';
  return 'Niet geldig';
}

export const LABELS = { endedOn: 'Laatste dag', reason: 'Waarom?', still: 'Ben je nog aanspreekpunt?', to: 'Aan wie?', consult: 'Welke vragen?' };
