import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isContact } from '../../../domain/permissions.js';
import { RestoreGaps } from '../../../features/backup/restore-gaps.js';
import { EscalationQueries } from '../../../features/escalations/escalation-queries.js';
import { accountIdOf, type SignedInRequest } from '../../../platform/auth/access.js';
import { People } from '../../../platform/auth/people.js';
import { sessionOf } from '../../../platform/auth/session-data.js';
import { SIGN_IN_POLICIES, type SignInPolicies } from '../../../platform/auth/sign-in-policies.js';
import type { Person } from '../../../platform/database/actor.js';
import { SIGN_IN_SOURCE, type RoleSource } from '../../../platform/database/role-source.js';
import { homeOf, wornIn } from '../page.js';
import { menuOf, type MenuCounts, type MenuItem } from './menus.js';
import { News } from './news.js';

declare module 'fastify' {
  interface FastifyInstance {
    frame: Frame;
  }
}

/** In seconds from now, for the script that says when a session is about to end. */
export interface SessionEnd {
  idle: number;
  absolute: number;
  warn: number;
}

export interface FrameData {
  /** Empty when nobody is signed in. */
  csrfToken: string;
  path: string;
  session?: SessionEnd;
  /** Under the mandate that is worn; nobody while none is chosen. */
  me?: {
    name: string;
    role: string;
    organisation: string;
    contact: boolean;
    severalMandates: boolean;
    home: string;
    menu: MenuItem[];
    /** On her first page: what a restore may have lost. */
    gap: string | null;
  };
}

/** What stands around a page of nobody in particular. */
export const emptyFrame = (request: SignedInRequest): FrameData => ({ csrfToken: '', path: request.url.split('?', 1)[0]! });

/** What stands around every page: whose it is, her menu with what is new, the token of its forms. */
@Injectable()
export class Frame {
  constructor(
    private readonly people: People,
    private readonly news: News,
    private readonly escalations: EscalationQueries,
    private readonly gaps: RestoreGaps,
    @Inject(SIGN_IN_SOURCE) private readonly source: RoleSource,
    @Inject(SIGN_IN_POLICIES) private readonly policies: SignInPolicies,
  ) {}

  async around(request: SignedInRequest, reply: FastifyReply): Promise<FrameData> {
    const frame = emptyFrame(request);
    const accountId = accountIdOf(request);
    if (!accountId) return frame;
    request.mandates ??= await this.people.mandatesOf(accountId);
    const csrfToken = reply.generateCsrf();
    const session = await this.sessionEnd(request);
    const person = request.person ?? wornIn(request, request.mandates);
    if (!person || request.enrolling) return { ...frame, csrfToken, session };
    const home = homeOf(person.role);
    const me = {
      name: person.name,
      role: person.role,
      organisation: person.organisationName,
      contact: isContact(person.role),
      severalMandates: request.mandates.length > 1,
      home,
      menu: menuOf(person.role, await this.counts(person)),
      gap: frame.path === home ? await this.gaps.toldTo(person) : null,
    };
    return { ...frame, csrfToken, session, me };
  }

  /** The store notes use by the minute, so a minute is taken off. */
  private async sessionEnd(request: SignedInRequest): Promise<SessionEnd | undefined> {
    const { idleMinutes, endsAt } = sessionOf(request);
    if (!idleMinutes || !endsAt) return undefined;
    const { warnMinutes } = await this.policies.policy(this.source);
    return { idle: (idleMinutes - 1) * 60, absolute: Math.round((Date.parse(endsAt) - Date.now()) / 1000), warn: warnMinutes * 60 };
  }

  private async counts(me: Person): Promise<MenuCounts> {
    const escalationsWaiting = me.role === 'federation-contact' ? await this.escalations.waiting(me) : 0;
    return { news: await this.news.of(me), escalationsWaiting };
  }
}
