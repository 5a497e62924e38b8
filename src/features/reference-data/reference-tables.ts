import type { BrakePolicy } from '../../domain/brake.js';
import type { Targets } from '../../domain/deadlines.js';
import type { Calendar, OpeningHoursSet } from '../../domain/opening-hours.js';
import type { RegistrationPolicy } from '../../domain/registration-policy.js';
import type { ReminderPolicy } from '../../domain/reminders.js';
import type { RetentionPolicy } from '../../domain/retention.js';
import type { RoutingTables } from '../../domain/routing.js';
import type { SignInPolicy } from '../../domain/sign-in-policy.js';
import type { TeamKind } from '../../domain/vocabulary.js';
import { REFERENCE_KINDS, type ReferenceKind, type ReferenceSet } from './reference-set.entity.js';

export interface Team {
  code: string;
  kind: TeamKind;
  name: string;
  phone: string | null;
}

export interface Service {
  code: string;
  name: string;
  for: string;
  audience: string[];
  phone?: string | null;
  url?: string;
  channel?: string;
  hours?: string;
  app?: string;
  checkedOn: string | null;
}

export interface Guidance {
  untilTheAnswer: { title: string; everyone: string[]; afterSexualViolence: string[]; yourself: string[] };
  aroundSending: string[];
}

/** Everything dated or local that holds on one day, in the shapes that the rules read. */
export interface ReferenceTables {
  routing: RoutingTables;
  targets: Targets;
  reminders: ReminderPolicy;
  guidance: Guidance;
  /** The method is Sensoa's: off in production until somebody switches it on. */
  ratings: { on: boolean };
  brakes: BrakePolicy;
  retention: RetentionPolicy;
  registrations: RegistrationPolicy;
  signIn: SignInPolicy;
  services: ReadonlyMap<string, Service>;
  teams: ReadonlyMap<string, Team>;
  regionNames: ReadonlyMap<string, string>;
  calendarOf(teamCode: string): Calendar;
  /** Kinds whose set nobody confirmed: production neither routes on them nor publishes them. */
  unconfirmed: ReferenceKind[];
  /** Of every kind the set that holds today. */
  inForce: { kind: ReferenceKind; validFrom: string; confirmedOn: string | null }[];
}

/** Contents of the sets, as in the project's reference-data/ folder. */
interface Contents {
  routing: Pick<RoutingTables, 'policies' | 'professionalSecrecy'>;
  regions: Pick<RoutingTables, 'regions' | 'ranges'> & { coordination1712: { code: string } };
  neighbours: { neighbours: Record<string, string[]> };
  'opening-hours': { teams: Record<string, OpeningHoursSet[]>; perTeam?: Record<string, Omit<Calendar, 'sets'>> };
  signposts: { services: Service[]; suggest: { rows: RoutingTables['suggest'] } };
  targets: Targets;
  reminders: ReminderPolicy;
  guidance: Guidance;
  ratings: { on: boolean };
  brakes: BrakePolicy;
  retention: RetentionPolicy;
  registrations: RegistrationPolicy;
  'sign-in': SignInPolicy;
}

/** The newest that is valid on a day; before there was any, the first. */
export function setInForce(sets: readonly ReferenceSet[], kind: ReferenceKind, day: string): ReferenceSet {
  const newestFirst = sets.filter((set) => set.kind === kind).sort((a, b) => b.validFrom.localeCompare(a.validFrom));
  const set = newestFirst.find((one) => one.validFrom <= day) ?? newestFirst.at(-1);
  if (!set) throw new Error(`reference data: no ${kind}`);
  return set;
}

export function buildTables(sets: readonly ReferenceSet[], teams: readonly Team[], day: string): ReferenceTables {
  const inForce = (kind: ReferenceKind) => setInForce(sets, kind, day);
  const content = <K extends ReferenceKind>(kind: K) => inForce(kind).content as Contents[K];
  const regions = content('regions');
  const routing = content('routing');
  const hours = content('opening-hours');
  const signposts = content('signposts');
  const byCode = new Map(teams.map((team) => [team.code, team]));

  return {
    routing: {
      policies: routing.policies,
      professionalSecrecy: routing.professionalSecrecy,
      regions: regions.regions,
      ranges: regions.ranges,
      coordinationTeam: regions.coordination1712.code,
      neighbours: content('neighbours').neighbours,
      suggest: signposts.suggest.rows,
    },
    targets: content('targets'),
    reminders: content('reminders'),
    guidance: content('guidance'),
    ratings: content('ratings'),
    brakes: content('brakes'),
    retention: content('retention'),
    registrations: content('registrations'),
    signIn: content('sign-in'),
    services: new Map(signposts.services.map((service) => [service.code, service])),
    teams: byCode,
    regionNames: new Map(regions.regions.map((region) => [region.code, region.name])),
    calendarOf: (teamCode) => {
      const sets = hours.teams[teamCode] ?? hours.teams[byCode.get(teamCode)?.kind ?? ''];
      if (!sets) throw new Error('reference data: a team without opening hours');
      return { sets, ...hours.perTeam?.[teamCode] };
    },
    unconfirmed: REFERENCE_KINDS.filter((kind) => !inForce(kind).confirmedOn),
    inForce: REFERENCE_KINDS.map((kind) => {
      const { validFrom, confirmedOn } = inForce(kind);
      return { kind, validFrom, confirmedOn };
    }),
  };
}
