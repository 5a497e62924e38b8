import { isAdult, isMinor } from './urgency.js';
import type { Facts, Level } from './vocabulary.js';

/** Every condition named must hold. Texts list alternatives with ' or ': 'acute or possible', '0-7 or unknown'. */
export interface SuggestWhen {
  danger?: string;
  /** Any of these; all of them with `match: 'all'`. */
  behaviours?: string[];
  match?: string;
  factsWithinDays?: string;
  /** 'minor' or 'adult': at least one possible victim is known to be. */
  victim?: string;
  level?: string;
  kind?: string;
  teamOpen?: boolean;
}

/** Service codes; `before` = shown before anything can be sent (signposts.json, suggest). */
export interface SuggestRow {
  when: SuggestWhen;
  services: string[];
  before?: boolean;
}

export interface SuggestContext {
  facts: Facts;
  level: Level;
  teamOpen: boolean;
}

/** Which services a consult is offered, in the table's order, each once; one that comes before sending is not repeated. */
export function suggest(
  rows: readonly SuggestRow[],
  context: SuggestContext,
): { signposts: string[]; before: string[] } {
  const matching = rows.filter((row) => matches(row.when, context));
  const codes = (some: SuggestRow[]) => [...new Set(some.flatMap((row) => row.services))];
  const before = codes(matching.filter((row) => row.before === true));
  const signposts = codes(matching.filter((row) => row.before !== true));
  return { before, signposts: signposts.filter((code) => !before.includes(code)) };
}

type Conditions = Required<SuggestWhen>;
type Test = (wanted: never, context: SuggestContext, when: SuggestWhen) => boolean;

const TESTS = {
  danger: (wanted: Conditions['danger'], { facts }) => alternatives(wanted).includes(facts.danger),
  behaviours: (wanted: Conditions['behaviours'], { facts }, when) => {
    const named = (code: string) => facts.behaviours.some((behaviour) => behaviour === code);
    return when.match === 'all' ? wanted.every(named) : wanted.some(named);
  },
  match: () => true,
  factsWithinDays: (wanted: Conditions['factsWithinDays'], { facts }) =>
    alternatives(wanted).some((range) => withinDays(range, facts.factsWithinDays)),
  victim: (wanted: Conditions['victim'], { facts }) => {
    const is = { minor: isMinor, adult: isAdult }[wanted];
    return is !== undefined && facts.victims.some((victim) => is(victim.ageBand));
  },
  level: (wanted: Conditions['level'], { level }) => alternatives(wanted).includes(level),
  kind: (wanted: Conditions['kind'], { facts }) => alternatives(wanted).includes(facts.kind),
  teamOpen: (wanted: Conditions['teamOpen'], { teamOpen }) => wanted === teamOpen,
} satisfies Record<keyof SuggestWhen, Test>;

/** A condition that nobody here knows never holds: better one service too few than a wrong one. */
function matches(when: SuggestWhen, context: SuggestContext): boolean {
  return Object.entries(when).every(([name, wanted]) => {
    const test = Object.hasOwn(TESTS, name) ? (TESTS[name as keyof SuggestWhen] as Test) : () => false;
    return test(wanted as never, context, when);
  });
}

const alternatives = (text: string): string[] => text.split(' or ').map((part) => part.trim());

function withinDays(range: string, days: number | undefined): boolean {
  if (days === undefined) return range === 'unknown';
  const [from, to] = range.split('-').map(Number);
  return from !== undefined && days >= from && days <= (to ?? from);
}
