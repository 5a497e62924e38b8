import type { Facts } from '../../../domain/vocabulary.js';
import { listOf, maybeTextOf, textOf } from '../form.js';
import type { Asking } from './asking.js';
import { typedIn } from './findings.js';
import { REACH } from './reach.js';
import { always, ask, choice, type Step } from './step.js';
import { bandsOf, rowValues, victimFields, victimLabels, victimsIn } from './victims.js';

const incident = ({ facts }: Asking): boolean => facts.kind !== 'policy';
const federation = ({ level }: Asking): boolean => level === 'federation';

const kind = choice('soort', 'kind', 'Wat voor vraag heb je?', 'Soort vraag');

export const STEPS: readonly Step[] = [
  choice('gevaar', 'danger', 'Is er nu gevaar?', 'Gevaar'),
  {
    ...kind,
    read: (form, asking) => {
      const { draft, missing } = kind.read(form, asking);
      // Nobody is asked for by a question of policy; whom she named before stays, in case she changes her mind.
      const victims = textOf(form, 'soort') === 'policy' ? (asking.facts.victims ?? []) : asking.facts.victims;
      return { draft: { facts: { ...draft.facts, victims } }, missing };
    },
  },
  {
    path: 'gedrag',
    title: (asking) => (incident(asking) ? 'Waarover gaat het?' : 'Waarover gaat je vraag?'),
    required: always,
    answered: (asking) => (incident(asking) ? Boolean(asking.facts.behaviours?.length) : asking.facts.behaviours !== undefined),
    values: ({ facts }) => ({ gedrag: facts.behaviours ?? [] }),
    read: (form, asking) => {
      const behaviours = listOf(form, 'gedrag');
      const missing = incident(asking) && !behaviours.length;
      return {
        draft: { facts: { behaviours } },
        missing: missing ? ask('gedrag', 'Kruis minstens één vakje aan. Twijfel je? Kies ‘Iets anders’.') : undefined,
      };
    },
    names: { fields: { 'facts.behaviours': 'gedrag' }, labels: { gedrag: 'Waarover het gaat' } },
  },
  {
    path: 'wie',
    title: (asking) => (federation(asking) ? 'Over wie gaat het?' : 'Hoe oud is de persoon over wie het gaat?'),
    applies: incident,
    required: incident,
    answered: ({ facts }) => Boolean(facts.victims?.length),
    values: (asking) => (federation(asking) ? rowValues(asking.facts.victims ?? []) : { wie: bandsOf(asking.facts.victims) }),
    read: (form, asking) => {
      const victims = federation(asking) ? victimsIn(form) : listOf(form, 'wie').map((ageBand) => ({ ageBand }));
      const field = federation(asking) ? 'leeftijd-0' : 'wie';
      const incomplete = victims.findIndex(({ ageBand }) => !ageBand);
      if (!victims.length) return { draft: { facts: { victims } }, missing: ask(field, 'Kruis een leeftijd aan. Een schatting is goed genoeg.') };
      if (incomplete >= 0) return { draft: {}, missing: ask(`leeftijd-${incomplete}`, 'Kies ook een leeftijd. Een schatting is goed genoeg.') };
      return { draft: { facts: { victims } } };
    },
    names: { fields: victimFields(), labels: { wie: 'Over wie het gaat', ...victimLabels() } },
  },
  choice('minderjarigen', 'minorsAtRiskNow', 'Kunnen er nu minderjarigen gevaar lopen?', 'Minderjarigen in gevaar'),
  {
    path: 'wanneer',
    title: 'Wanneer gebeurde het laatst iets?',
    applies: incident,
    answered: ({ facts, question }) => facts.factsWithinDays !== undefined || Boolean(question),
    values: ({ facts, question }) => ({ wanneer: whenValue(facts.factsWithinDays) ?? (question ? 'unknown' : undefined) }),
    read: (form) => {
      const when = textOf(form, 'wanneer');
      if (!when) return { draft: {}, missing: ask('wanneer', 'Kies een van de antwoorden. ‘Dat weet ik niet’ mag ook.') };
      if (when === 'unknown') return { draft: {}, forget: ['factsWithinDays'] };
      return { draft: { facts: { factsWithinDays: Number(when) } } };
    },
    names: { fields: { 'facts.factsWithinDays': 'wanneer' }, labels: { wanneer: 'Wanneer' } },
  },
  {
    path: 'waar',
    title: 'Waar gebeurde het?',
    applies: (asking) => federation(asking) && incident(asking),
    answered: ({ facts }) => facts.placeOfFactsPostalCode !== undefined,
    values: ({ facts }) => ({ waar: facts.placeOfFactsPostalCode }),
    read: (form) => {
      const code = maybeTextOf(form, 'waar')?.trim();
      return code ? { draft: { facts: { placeOfFactsPostalCode: code } } } : { draft: {}, forget: ['placeOfFactsPostalCode'] };
    },
    names: { fields: { 'facts.placeOfFactsPostalCode': 'waar' }, labels: { waar: 'Postcode' } },
  },
  {
    path: 'keten',
    title: 'Gaat het over iemand in de keten?',
    answered: ({ facts }) => facts.conflictOfInterest !== undefined,
    values: ({ facts }) => ({ keten: facts.conflictOfInterest?.length === 0 ? ['nee'] : facts.conflictOfInterest }),
    read: (form) => {
      const chosen = listOf(form, 'keten');
      if (!chosen.length) return { draft: {}, missing: ask('keten', 'Kies een van de antwoorden. ‘Nee’ mag ook.') };
      return { draft: { facts: { conflictOfInterest: chosen.filter((level) => level !== 'nee') } } };
    },
    names: { fields: { 'facts.conflictOfInterest': 'keten' }, labels: { keten: 'Iemand uit de keten' } },
  },
  {
    path: 'meer',
    title: 'Wat weet je nog?',
    applies: incident,
    answered: ({ facts }) => knowsMore(facts),
    values: ({ facts }) => ({ ...facts, learnedFrom: facts.learnedFrom ?? (knowsMore(facts) ? 'unknown' : undefined) }),
    read: (form) => {
      const learnedFrom = maybeTextOf(form, 'learnedFrom');
      const facts = { victimKnows: maybeTextOf(form, 'victimKnows'), victimWishes: maybeTextOf(form, 'victimWishes') };
      // Not knowing has no code of its own here: it is the absence of one.
      return learnedFrom === 'unknown' ? { draft: { facts }, forget: ['learnedFrom'] } : { draft: { facts: { ...facts, learnedFrom } } };
    },
    names: { fields: Object.fromEntries(['learnedFrom', 'victimKnows', 'victimWishes'].map((name) => [`facts.${name}`, name])) },
  },
  {
    path: 'gedaan',
    title: 'Wat gebeurde er al?',
    applies: incident,
    answered: ({ facts }) => facts.alreadyTold !== undefined,
    values: ({ facts }) => ({ ...facts }),
    read: (form) => ({ draft: { facts: { alreadyTold: listOf(form, 'alreadyTold'), doneSoFar: listOf(form, 'doneSoFar') } } }),
    names: { fields: Object.fromEntries(['alreadyTold', 'doneSoFar'].map((name) => [`facts.${name}`, name])) },
  },
  {
    path: 'vraag',
    title: 'Wat wil je vragen?',
    required: always,
    answered: ({ question }) => Boolean(question.trim()),
    values: ({ question }) => ({ question }),
    read: (form, { question }) => {
      const typed = typedIn(form, 'question');
      if (!typed.trim()) return { draft: {}, missing: ask('question', 'Schrijf je vraag. Eén zin is genoeg.') };
      // Words that were looked through before are not asked about again.
      return { draft: typed === question ? {} : { question: typed } };
    },
    texts: [{ field: 'question', label: 'Je vraag' }],
    names: { labels: { question: 'Je vraag' } },
  },
  {
    path: 'verhaal',
    title: 'Wil je er iets bij vertellen?',
    answered: ({ narrative }) => Boolean(narrative),
    values: ({ narrative }) => ({ narrative }),
    read: (form, { narrative }) => {
      const typed = typedIn(form, 'narrative');
      return { draft: typed === narrative ? {} : { narrative: typed } };
    },
    texts: [{ field: 'narrative', label: 'Je uitleg' }],
    names: { labels: { narrative: 'Je uitleg' } },
  },
  REACH,
];

const knowsMore = ({ learnedFrom, victimKnows, victimWishes }: Partial<Facts>): boolean =>
  Boolean(learnedFrom ?? victimKnows ?? victimWishes);

const whenValue = (days: number | undefined): string | undefined =>
  days === undefined ? undefined : (['1', '7', '31'].find((limit) => days <= Number(limit)) ?? '365');
