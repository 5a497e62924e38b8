import type { Temporal } from 'temporal-polyfill';
import { localDate } from './brussels-time.js';
import { regionOf, type Region, type RegionRange } from './regions.js';
import { suggest, type SuggestRow } from './signposts.js';
import { isAdult, minorConcerned, urgencyOf, urgencyReason } from './urgency.js';
import { TEAM_KINDS, type ConflictLevel, type Facts, type Level, type TeamKind, type Urgency } from './vocabulary.js';

/** `when` names conditions of `conditionsOf`, `regionOf` sources of `postalCodesOf`, in order of preference. */
export interface RoutingRule {
  when: Record<string, string>;
  to: TeamKind;
  regionOf: string[];
  provisional?: boolean;
  why: string;
}

/** Rules are read top to bottom, the first match wins; `also` rules each propose a second consult. */
export interface RoutingPolicy {
  code: string;
  validFrom: string;
  rules: RoutingRule[];
  also: RoutingRule[];
  fallback: { to: TeamKind; why: string };
}

export interface RoutingTables {
  policies: RoutingPolicy[];
  regions: Region[];
  ranges: RegionRange[];
  /** The one team of the fallback's kind. */
  coordinationTeam: string;
  professionalSecrecy: Partial<Record<TeamKind, boolean>>;
  /** Team -> the teams that stand in for it, nearest first. */
  neighbours?: Record<string, string[]>;
  suggest: SuggestRow[];
}

/** Who asks: from the mandate, never from the form. */
export interface Origin {
  level: Level;
  organisationPostalCode?: string;
}

export interface Route {
  team: string;
  /** The region that decided; null when none did. */
  region: string | null;
  also: { team: string; why: string }[];
  urgency: Urgency;
  provisional: boolean;
  /** Dutch sentences, without any postal code. */
  why: string[];
  policy: string;
  signposts: string[];
  /** Services shown before anything can be sent. */
  before: string[];
  hiddenFrom: ConflictLevel[];
  professionalSecrecy: boolean;
}

/**
 * Who answers, how soon and why (domain 4): facts + tables + moment, nothing else.
 * Throws only when there is no policy at all.
 */
export function route(
  facts: Facts,
  origin: Origin,
  tables: RoutingTables,
  at: Temporal.Instant,
  isTeamOpen: (team: string) => boolean,
): Route {
  const day = localDate(at);
  const policy = policyOn(tables.policies, day);
  const conditions = conditionsOf(facts, origin);
  const place = (rule: RoutingRule) => placeOf(rule, policy, facts, origin, tables, day);

  const rule = policy.rules.find((one) => matches(one, conditions));
  const placed = rule ? place(rule) : toCoordination(policy.fallback.to, tables, NO_RULE);
  const conflicts = [...new Set(facts.conflictOfInterest)];
  const main = conflicts.includes('team') ? awayFrom(placed, policy, tables) : placed;

  const also = policy.also
    .filter((one) => matches(one, conditions))
    .map((one) => ({ one, second: place(one) }))
    .map(({ one, second }) => ({
      team: second.team,
      why: second.region ? one.why : [...new Set([one.why, ...second.why])].join(' '),
    }))
    .filter(({ team }) => team !== main.team && team !== placed.team)
    .filter(({ team }, index, all) => all.findIndex((other) => other.team === team) === index);

  return {
    team: main.team,
    region: main.region,
    also,
    urgency: urgencyOf(facts),
    provisional: rule?.provisional ?? false,
    why: [...main.why, urgencyReason(facts)],
    policy: policy.code,
    ...suggest(tables.suggest, { facts, level: origin.level, teamOpen: isTeamOpen(main.team) }),
    hiddenFrom: conflicts,
    professionalSecrecy: tables.professionalSecrecy[main.kind] ?? false,
  };
}

/**
 * Where a second consult goes that she chose among what was proposed (domain 5). Its reasons are its own: neither team
 * learns that there is another. A conflict with that team itself brings it to a neighbour, as ever.
 */
export function routeBeside(
  team: string,
  facts: Facts,
  origin: Origin,
  tables: RoutingTables,
  at: Temporal.Instant,
  isTeamOpen: (team: string) => boolean,
): Route {
  const policy = policyOn(tables.policies, localDate(at));
  const conflicts = [...new Set(facts.conflictOfInterest)];
  const chosen = placementOf(team, policy, tables);
  const main = conflicts.includes('team') ? awayFrom(chosen, policy, tables) : chosen;
  return {
    team: main.team,
    region: main.region,
    also: [],
    urgency: urgencyOf(facts),
    provisional: false,
    why: [...main.why, urgencyReason(facts)],
    policy: policy.code,
    ...suggest(tables.suggest, { facts, level: origin.level, teamOpen: isTeamOpen(main.team) }),
    hiddenFrom: conflicts,
    professionalSecrecy: tables.professionalSecrecy[main.kind] ?? false,
  };
}

const CHOSEN = 'Voor deze vraag werd dit team gekozen.';

function placementOf(team: string, policy: RoutingPolicy, tables: RoutingTables): Placement {
  for (const region of tables.regions) {
    const kind = TEAM_KINDS.find((one) => region[one] === team);
    if (kind) return { team, kind, region: region.code, why: [CHOSEN, `Het team werkt in de regio ${region.name}.`] };
  }
  return toCoordination(policy.fallback.to, tables, CHOSEN);
}

interface Placement {
  team: string;
  kind: TeamKind;
  region: string | null;
  why: string[];
}

const NO_RULE = 'Voor deze vraag is er nog geen regel. Daarom kiest de coördinatie van 1712 wie antwoordt.';

/** What lies in the region: true for who asked and for the team, who read the same sentence. */
const DECIDED_BY: Record<string, (level: Level) => string> = {
  organisation: (level) => (level === 'club' ? 'De club ligt' : 'De federatie ligt'),
  placeOfFacts: () => 'Het gebeurde',
  minorResidence: () => 'Een mogelijk slachtoffer woont',
  adultResidence: () => 'Een mogelijk slachtoffer woont',
};

/** The newest policy that holds on the day; before the first one, the oldest (routing.json, about). */
function policyOn(policies: readonly RoutingPolicy[], day: Temporal.PlainDate): RoutingPolicy {
  const newestFirst = [...policies].sort((a, b) => b.validFrom.localeCompare(a.validFrom));
  const policy = newestFirst.find((one) => one.validFrom <= day.toString()) ?? newestFirst.at(-1);
  if (!policy) throw new Error('the routing table has no policy');
  return policy;
}

/** What a rule may ask about. A condition that is not here never matches. */
const conditionsOf = (facts: Facts, origin: Origin): Record<string, string> => ({
  level: origin.level,
  kind: facts.kind,
  danger: facts.danger,
  minorConcerned: minorConcerned(facts),
  minorsAtRiskNow: facts.minorsAtRiskNow,
});

const matches = (rule: RoutingRule, conditions: Record<string, string>): boolean =>
  Object.entries(rule.when).every(([name, wanted]) => Object.hasOwn(conditions, name) && conditions[name] === wanted);

type PostalCodes = Record<string, (string | undefined)[]>;

/** Where a rule may look for a region. Victims of unknown age count with the minors (routing.json, minorConcerned). */
function postalCodesOf(facts: Facts, origin: Origin): PostalCodes {
  const residences = (adult: boolean) =>
    facts.victims.filter((victim) => isAdult(victim.ageBand) === adult).map((victim) => victim.residencePostalCode);
  return {
    organisation: [origin.organisationPostalCode],
    placeOfFacts: [facts.placeOfFactsPostalCode],
    minorResidence: residences(false),
    adultResidence: residences(true),
  };
}

/** The rule's team in the region that decides; the coordination when there is none, or when the rule says so. */
function placeOf(
  rule: RoutingRule,
  policy: RoutingPolicy,
  facts: Facts,
  origin: Origin,
  tables: RoutingTables,
  day: Temporal.PlainDate,
): Placement {
  const direct = rule.to === policy.fallback.to;
  const { source, region } = decidingRegion(rule, postalCodesOf(facts, origin), tables, day) ?? {};
  const team = region?.[rule.to] ?? (direct ? tables.coordinationTeam : undefined);
  if (team === undefined) return toCoordination(policy.fallback.to, tables, policy.fallback.why);
  const decided = region && source ? [`${DECIDED_BY[source]!(origin.level)} in de regio ${region.name}. Daarom antwoordt het team van die regio.`] : [];
  return { team, kind: rule.to, region: region?.code ?? null, why: [rule.why, ...decided] };
}

/** The first postal code of the preference list that is known and lies in a region decides. */
function decidingRegion(rule: RoutingRule, postalCodes: PostalCodes, tables: RoutingTables, day: Temporal.PlainDate) {
  for (const source of rule.regionOf) {
    for (const postalCode of postalCodes[source] ?? []) {
      const region = postalCode ? regionOf(postalCode, tables.regions, tables.ranges, day) : null;
      if (region) return { source, region };
    }
  }
  return null;
}

const toCoordination = (kind: TeamKind, tables: RoutingTables, ...why: string[]): Placement => ({
  team: tables.coordinationTeam,
  kind,
  region: null,
  why,
});

/** The consult concerns somebody of the team: a neighbour of the same kind takes it, else the coordination (domain 4). */
function awayFrom(placed: Placement, policy: RoutingPolicy, tables: RoutingTables): Placement {
  const neighbour = neighbourOf(placed, tables);
  if (neighbour !== null) {
    const why = 'Maar het gaat over iemand van dat team. Daarom antwoordt een team uit de buurt.';
    return { ...placed, team: neighbour, why: [...placed.why, why] };
  }
  const why = 'Maar het gaat over iemand van dat team, en er is geen team in de buurt. Daarom kiest de coördinatie van 1712 wie antwoordt.';
  const coordination = toCoordination(policy.fallback.to, tables, ...placed.why, why);
  return { ...coordination, region: placed.region };
}

/** The nearest other team of the same kind, none that the consult was kept from before; null when there is none (domain 4). */
export function neighbourOf(
  { team, kind }: { team: string; kind: TeamKind },
  tables: RoutingTables,
  left: readonly string[] = [],
): string | null {
  const exists = (code: string) => tables.regions.some((region) => region[kind] === code);
  return tables.neighbours?.[team]?.find((code) => code !== team && !left.includes(code) && exists(code)) ?? null;
}
