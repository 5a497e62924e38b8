import type { AgeBand, Behaviour, Facts, Urgency, YesNoUnknown } from './vocabulary.js';

const MINOR_BANDS: readonly AgeBand[] = ['0-5', '6-11', '12-15', '16-17'];
const BODILY: readonly Behaviour[] = ['sexual', 'physical'];

export const isMinor = (age: AgeBand): boolean => MINOR_BANDS.includes(age);
export const isAdult = (age: AgeBand): boolean => age !== 'unknown' && !isMinor(age);

/** Is it about somebody under 18 today? The age at the time of the facts never decides (routing.json, minorConcerned). */
export function minorConcerned(facts: Facts): YesNoUnknown {
  const ages = facts.victims.map((victim) => victim.ageBand);
  if (ages.some(isMinor)) return 'yes';
  if (ages.length > 0) return ages.every(isAdult) ? 'no' : 'unknown';
  if (facts.minorsAtRiskNow === 'yes') return 'yes';
  return facts.kind === 'policy' ? 'no' : 'unknown';
}

const worriesAboutOwnBehaviour = (facts: Facts): boolean => facts.behaviours.includes('concern-own-behaviour');

/** What makes a consult urgent, each with the words that say so. */
const HIGH: readonly { holds: (facts: Facts) => boolean; why: string }[] = [
  { holds: (f) => f.danger === 'possible', why: 'er is misschien gevaar' },
  { holds: (f) => f.danger === 'unknown', why: 'we weten niet of er gevaar is' },
  { holds: (f) => f.minorsAtRiskNow === 'yes', why: 'minderjarigen lopen misschien nu gevaar' },
  { holds: worriesAboutOwnBehaviour, why: 'iemand maakt zich zorgen over het eigen gedrag' },
  {
    holds: (f) => f.behaviours.some((b) => BODILY.includes(b)) && f.victims.some((v) => !isAdult(v.ageBand)),
    why: 'het gaat over seksueel of lichamelijk gedrag tegenover iemand die jonger is dan 18 of van wie we de leeftijd niet weten',
  },
];

const isLow = (facts: Facts): boolean =>
  facts.kind === 'policy' &&
  facts.danger === 'no' &&
  facts.minorsAtRiskNow === 'no' &&
  !worriesAboutOwnBehaviour(facts);

/** How soon an answer is needed, read top to bottom (routing.json, urgency). A rating may raise it later. */
export function urgencyOf(facts: Facts): Urgency {
  if (facts.danger === 'acute') return 'acute';
  if (isLow(facts)) return 'low';
  return HIGH.some((cause) => cause.holds(facts)) ? 'high' : 'normal';
}

/** The same in one Dutch sentence, for the contact and the team. */
export function urgencyReason(facts: Facts): string {
  switch (urgencyOf(facts)) {
    case 'acute':
      return 'Acuut: er is nu gevaar. Bel eerst 112 of 101.';
    case 'low':
      return 'Niet dringend: het is een vraag over de aanpak, en niemand loopt gevaar.';
    case 'high':
      return `Dringend: ${listed(HIGH.filter((cause) => cause.holds(facts)).map((cause) => cause.why))}.`;
    case 'normal':
      return 'Gewoon: niets wijst erop dat het sneller moet.';
  }
}

const listed = (parts: string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} en ${parts.at(-1)}`;
