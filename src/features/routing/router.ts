import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { dueOf, startClock } from '../../domain/deadlines.js';
import { isOpen, nextOpening, type Hours } from '../../domain/opening-hours.js';
import { route, routeBeside, type Origin, type Route } from '../../domain/routing.js';
import type { Facts } from '../../domain/vocabulary.js';
import { localIso, type Querying } from '../../platform/clock/clock.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ReferenceTables, Team } from '../reference-data/reference-tables.js';

export interface Opening {
  open: boolean;
  announcedOpen: boolean;
  nextOpening: string | null;
  answerDue: string | null;
}

export interface RoutingView {
  team: Pick<Team, 'code' | 'kind' | 'name'>;
  also: { team: Pick<Team, 'code' | 'kind' | 'name'>; why: string }[];
  urgency: Route['urgency'];
  provisional: boolean;
  why: string[];
  policy: string;
  professionalSecrecy: boolean;
  opening: Opening;
  signposts: { code: string; name: string }[];
  before: string[];
  hiddenFrom: Route['hiddenFrom'];
}

export interface Routed {
  route: Route;
  tables: ReferenceTables;
}

/** The routing function with today's tables. */
@Injectable()
export class Router {
  constructor(private readonly reference: ReferenceData) {}

  /** `hours`: what counts as open for the person who will read the signposts. */
  async route(db: Querying, facts: Facts, origin: Origin, at: Temporal.Instant, hours: Hours): Promise<Routed> {
    const tables = await this.reference.confirmedOn(db, at);
    const isTeamOpen = (team: string) => isOpen(tables.calendarOf(team), at, hours);
    return { route: route(facts, origin, tables.routing, at, isTeamOpen), tables };
  }

  /** As `route`, for a second consult to a team that she chose. */
  async routeBeside(db: Querying, team: string, facts: Facts, origin: Origin, at: Temporal.Instant, hours: Hours): Promise<Routed> {
    const tables = await this.reference.confirmedOn(db, at);
    const isTeamOpen = (code: string) => isOpen(tables.calendarOf(code), at, hours);
    return { route: routeBeside(team, facts, origin, tables.routing, at, isTeamOpen), tables };
  }

  /** To a contact (`announced`) `open` is announced open and `answerDue` counts announced hours. */
  async preview(db: Querying, facts: Facts, origin: Origin, at: Temporal.Instant, hours: Hours): Promise<RoutingView> {
    return viewOf(await this.route(db, facts, origin, at, hours), at, hours);
  }

  /** As `preview`, for a second consult. */
  async previewBeside(db: Querying, team: string, facts: Facts, origin: Origin, at: Temporal.Instant, hours: Hours): Promise<RoutingView> {
    return viewOf(await this.routeBeside(db, team, facts, origin, at, hours), at, hours);
  }
}

function viewOf({ route: routed, tables }: Routed, at: Temporal.Instant, hours: Hours): RoutingView {
  return {
    team: teamView(tables, routed.team),
    also: routed.also.map(({ team, why }) => ({ team: teamView(tables, team), why })),
    urgency: routed.urgency,
    provisional: routed.provisional,
    why: routed.why,
    policy: routed.policy,
    professionalSecrecy: routed.professionalSecrecy,
    opening: openingOf(tables, routed, at, hours),
    signposts: routed.signposts.map((code) => ({ code, name: tables.services.get(code)?.name ?? code })),
    before: routed.before,
    hiddenFrom: routed.hiddenFrom,
  };
}

export function teamView(tables: ReferenceTables, code: string): Pick<Team, 'code' | 'kind' | 'name'> {
  const team = tables.teams.get(code);
  if (!team) throw new Error('routing names a team that does not exist');
  return { code: team.code, kind: team.kind, name: team.name };
}

function openingOf(tables: ReferenceTables, routed: Route, at: Temporal.Instant, hours: Hours): Opening {
  const calendar = tables.calendarOf(routed.team);
  const announcedOpen = isOpen(calendar, at, 'announced');
  const next = announcedOpen ? null : nextOpening(calendar, at, 'announced');
  const due = dueOf(startClock(routed.urgency, at, tables.targets), calendar);
  const answerDue = hours === 'announced' ? due.announcedDue : due.answerDue;
  return {
    open: hours === 'announced' ? announcedOpen : isOpen(calendar, at, 'all'),
    announcedOpen,
    nextOpening: next && localIso(next),
    answerDue: answerDue && localIso(answerDue),
  };
}
