import type { Facts } from '../../../domain/vocabulary.js';
import type { FieldError } from '../../../platform/http/problem.js';
import { listOf, maybeTextOf, textOf, type Form, type FormNames } from '../form.js';
import type { Asking } from './asking.js';
import { typedIn, type TypedText } from './findings.js';
import { bandsOf, rowValues, victimFields, victimsIn } from './victims.js';

/** What one page of the form adds to the draft. Codes are checked as REST does; `missing` is asked for by name. */
export interface Answer {
  draft: { facts?: object; [field: string]: unknown };
  /** Facts that are taken back. */
  forget?: (keyof Facts)[];
  missing?: FieldError;
}

/** One question a page. `path` is its address and its template. */
export interface Step {
  path: string;
  /** Left out: everybody meets it. */
  applies?: (asking: Asking) => boolean;
  answered: (asking: Asking) => boolean;
  /** Without it nothing can be sent. */
  required?: (asking: Asking) => boolean;
  values: (asking: Asking) => object;
  read: (form: Form, asking: Asking) => Answer;
  texts?: readonly TypedText[];
  names?: FormNames;
}

const incident = ({ facts }: Asking): boolean => facts.kind !== 'policy';
const federation = ({ level }: Asking): boolean => level === 'federation';
const always = () => true;
const ask = (field: string, message: string): FieldError => ({ field, code: 'required', message });

/** A page with one choice, which is one fact. */
const choice = (path: string, fact: 'danger' | 'kind' | 'minorsAtRiskNow', label: string): Step => ({
  path,
  required: always,
  answered: ({ facts }) => facts[fact] !== undefined,
  values: ({ facts }) => ({ [path]: facts[fact] }),
  read: (form) => ({
    draft: { facts: { [fact]: maybeTextOf(form, path) } },
    missing: textOf(form, path) ? undefined : ask(path, 'Kies een van de antwoorden. Je kan het later nog veranderen.'),
  }),
  names: { fields: { [`facts.${fact}`]: path }, labels: { [path]: label } },
});

const kind = choice('soort', 'kind', 'Soort vraag');

/** What only an incident has. */
const INCIDENT_FACTS: (keyof Facts)[] = [
  'factsWithinDays',
  'placeOfFactsPostalCode',
  'learnedFrom',
  'victimKnows',
  'victimWishes',
  'alreadyTold',
  'doneSoFar',
];

export const STEPS: readonly Step[] = [
  choice('gevaar', 'danger', 'Gevaar'),
  {
    ...kind,
    read: (form, asking) => {
      const answer = kind.read(form, asking);
      if (textOf(form, 'soort') !== 'policy') return answer;
      return { ...answer, draft: { facts: { kind: 'policy', victims: [] } }, forget: INCIDENT_FACTS };
    },
  },
  {
    path: 'gedrag',
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
    names: { fields: victimFields(), labels: { wie: 'Over wie het gaat' } },
  },
  choice('minderjarigen', 'minorsAtRiskNow', 'Minderjarigen in gevaar'),
  {
    path: 'wanneer',
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
    answered: ({ facts }) => facts.conflictOfInterest !== undefined,
    values: ({ facts }) => ({ keten: facts.conflictOfInterest ?? [] }),
    read: (form) => ({ draft: { facts: { conflictOfInterest: listOf(form, 'keten').filter((level) => level !== 'nee') } } }),
    names: { fields: { 'facts.conflictOfInterest': 'keten' }, labels: { keten: 'Iemand uit de keten' } },
  },
  {
    path: 'meer',
    applies: incident,
    answered: ({ facts }) => facts.alreadyTold !== undefined,
    values: ({ facts }) => ({ ...facts }),
    read: (form) => ({
      draft: {
        facts: {
          learnedFrom: maybeTextOf(form, 'learnedFrom'),
          victimKnows: maybeTextOf(form, 'victimKnows'),
          victimWishes: maybeTextOf(form, 'victimWishes'),
          alreadyTold: listOf(form, 'alreadyTold'),
          doneSoFar: listOf(form, 'doneSoFar'),
        },
      },
    }),
    names: {
      fields: Object.fromEntries(['learnedFrom', 'victimKnows', 'victimWishes', 'alreadyTold', 'doneSoFar'].map((name) => [`facts.${name}`, name])),
    },
  },
  {
    path: 'vraag',
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
    answered: ({ narrative }) => Boolean(narrative),
    values: ({ narrative }) => ({ narrative }),
    read: (form, { narrative }) => {
      const typed = typedIn(form, 'narrative');
      return { draft: typed === narrative ? {} : { narrative: typed } };
    },
    texts: [{ field: 'narrative', label: 'Je uitleg' }],
    names: { labels: { narrative: 'Je uitleg' } },
  },
  {
    path: 'bereiken',
    required: always,
    answered: ({ contact }) => contact.contactBy === 'portal' || (contact.contactBy === 'phone' && Boolean(contact.phone?.trim())),
    values: ({ contact, showMe }) => ({
      contactBy: contact.contactBy,
      phone: contact.phone,
      phoneWindow: contact.phoneWindow,
      mag: [...(contact.voicemail ? ['voicemail'] : []), ...(contact.sayWhoCalls ? ['sayWhoCalls'] : [])],
      showMe: showMe ? 'ja' : 'nee',
    }),
    read: (form, { contact }) => {
      const contactBy = maybeTextOf(form, 'contactBy');
      const phone = textOf(form, 'phone').trim();
      const phoneWindow = typedIn(form, 'phoneWindow').trim();
      const may = listOf(form, 'mag');
      if (!contactBy) return { draft: {}, missing: ask('contactBy', 'Kies hoe we je mogen bereiken.') };
      if (contactBy === 'phone' && !phone) return { draft: {}, missing: ask('phone', 'Vul het nummer in waarop we je mogen bellen.') };
      return {
        draft: {
          contactBy,
          phone,
          ...(phoneWindow === (contact.phoneWindow ?? '') ? {} : { phoneWindow }),
          voicemail: may.includes('voicemail'),
          sayWhoCalls: may.includes('sayWhoCalls'),
          showMe: textOf(form, 'showMe') === 'ja',
        },
      };
    },
    texts: [{ field: 'phoneWindow', label: 'Wanneer we je kunnen bellen' }],
    names: { labels: { contactBy: 'Hoe we je bereiken', phone: 'Telefoonnummer', phoneWindow: 'Wanneer' } },
  },
];

export const stepsFor = (asking: Asking): Step[] => STEPS.filter((step) => step.applies?.(asking) ?? true);

/** What must still be answered before it can be sent. */
export const firstMissing = (asking: Asking): Step | undefined =>
  stepsFor(asking).find((step) => step.required?.(asking) && !step.answered(asking));

/** Where she stopped: after the last page that has an answer. */
export function resumeAt(asking: Asking): Step | undefined {
  const steps = stepsFor(asking);
  const last = steps.findLastIndex((step) => step.answered(asking));
  return firstMissing(asking) ?? steps[last + 1];
}

const whenValue = (days: number | undefined): string | undefined =>
  days === undefined ? undefined : (['1', '7', '31'].find((limit) => days <= Number(limit)) ?? '365');
