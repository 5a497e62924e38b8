import type { ConsultView } from '../../../features/consults/consult-views.js';
import type { HowToReach } from '../../../features/consults/consult-content.js';
import type { Facts, Level } from '../../../domain/vocabulary.js';
import { word } from '../words.js';
import { whenWord } from './words.js';

/** A draft as the pages need it. */
export interface Asking {
  id: string;
  level: Level;
  facts: Partial<Facts>;
  question: string;
  narrative: string;
  contact: Partial<HowToReach>;
  showMe: boolean;
  /** What a club brought to her federation, when she asks on it. */
  escalationId: string | null;
  version: number;
}

export const askingOf = (view: ConsultView): Asking => ({
  id: view.id,
  level: view.level as Level,
  facts: view.facts ?? {},
  question: view.question ?? '',
  narrative: view.narrative ?? '',
  contact: view.contact ?? {},
  showMe: view.asker.shown,
  escalationId: view.escalationId ?? null,
  version: view.version,
});

/** Before the first answer. */
export const NOTHING_YET: Asking = { id: '', level: 'club', facts: {}, question: '', narrative: '', contact: {}, showMe: false, escalationId: null, version: 0 };

export interface Row {
  key: string;
  value: string[];
  /** The step that changes it; texts are shown as they were typed. */
  step: string;
  typed?: boolean;
}

/** Facts in words, in the order of the steps; what nobody said is left out. */
export function factRows(facts: Partial<Facts>): Row[] {
  const rows: (Row | null)[] = [
    row('Is er nu gevaar?', 'gevaar', [word(facts.danger, 'danger')]),
    row('Soort vraag', 'soort', [word(facts.kind, 'questionKind')]),
    row('Waarover het gaat', 'gedrag', (facts.behaviours ?? []).map((code) => word(code, 'behaviour'))),
    row('Over wie', 'wie', (facts.victims ?? []).map(victimWords)),
    row('Minderjarigen nu in gevaar?', 'minderjarigen', [word(facts.minorsAtRiskNow, 'yesNoUnknown')]),
    facts.kind === 'policy' ? null : row('Wanneer', 'wanneer', [whenWord(facts.factsWithinDays)]),
    row('Waar', 'waar', [facts.placeOfFactsPostalCode ?? '']),
    row('Iemand uit de keten', 'keten', (facts.conflictOfInterest ?? []).map((code) => word(code, 'conflictLevel'))),
    row('Hoe ik het weet', 'meer', [word(facts.learnedFrom, 'learnedFrom')]),
    row('Weet het mogelijke slachtoffer dat ik raad vraag?', 'meer', [word(facts.victimKnows, 'yesNoUnknown')]),
    row('Wat het mogelijke slachtoffer wil', 'meer', [word(facts.victimWishes, 'victimWish')]),
    row('Wie het al weet', 'gedaan', (facts.alreadyTold ?? []).map((code) => word(code, 'alreadyTold'))),
    row('Wat er al gebeurde', 'gedaan', (facts.doneSoFar ?? []).map((code) => word(code, 'doneSoFar'))),
  ];
  return rows.filter((one) => one !== null);
}

const victimWords = ({ ageBand, residencePostalCode }: Facts['victims'][number]): string =>
  [ageBand === 'unknown' ? 'Leeftijd niet gekend' : word(ageBand, 'ageBand'), residencePostalCode && `woont in ${residencePostalCode}`]
    .filter(Boolean)
    .join(', ');

function row(key: string, step: string, value: string[]): Row | null {
  const said = value.filter(Boolean);
  return said.length ? { key, step, value: said } : null;
}

/** Everything that she filled in, for "kijk je antwoorden na". */
export function answerRows(asking: Asking): Row[] {
  const { facts, question, narrative, contact, showMe } = asking;
  const rows = factRows(facts);
  if (facts.conflictOfInterest?.length === 0) rows.push({ key: 'Iemand uit de keten', step: 'keten', value: ['Nee, over niemand in de keten'] });
  if (question) rows.push({ key: 'Je vraag', step: 'vraag', value: [question], typed: true });
  rows.push({ key: 'Je uitleg', step: 'verhaal', value: [narrative || 'Geen'], typed: true });
  rows.push({ key: 'Hoe we je bereiken', step: 'bereiken', value: reachWords(contact) });
  rows.push({ key: 'Ziet het team wie je bent?', step: 'bereiken', value: [showMe ? 'Ja, je naam en je organisatie' : 'Nee'] });
  return rows;
}

function reachWords({ contactBy, phone, phoneWindow, voicemail, sayWhoCalls }: Partial<HowToReach>): string[] {
  if (contactBy !== 'phone') return ['Hier, in Klankbord'];
  return [
    `Telefoon ${phone ?? ''}`,
    ...(phoneWindow ? [phoneWindow] : []),
    voicemail ? 'Mag inspreken' : 'Niet inspreken',
    sayWhoCalls ? 'Mag zeggen wie er belt' : 'Niet zeggen wie er belt',
  ];
}
