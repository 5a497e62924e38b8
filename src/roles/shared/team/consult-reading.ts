import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { ConsultQueries, type TimelineItem } from '../../../features/consults/consult-queries.js';
import type { ConsultView, MessageView } from '../../../features/consults/consult-views.js';
import { FollowUps, type FollowUpView } from '../../../features/follow-ups/follow-ups.js';
import { Notifications } from '../../../features/notifications/notifications.js';
import type { Service } from '../../../features/reference-data/reference-tables.js';
import type { Person } from '../../../platform/database/actor.js';
import { dueOf, type Due } from './due.js';
import { Today } from './today.js';

export interface ReadConsult {
  consult: ConsultView;
  due: Due | null;
  timeline: TimelineItem[];
  /** Null when this person may not read what was written. */
  thread: MessageView[] | null;
  followUps: FollowUpView[];
  signposts: Service[];
  now: Temporal.Instant;
}

/** Everything of one consult that this person's page shows; opening it reads its notices. */
@Injectable()
export class ConsultReading {
  constructor(
    private readonly queries: ConsultQueries,
    private readonly followUps: FollowUps,
    private readonly notifications: Notifications,
    private readonly today: Today,
  ) {}

  async of(me: Person, id: string): Promise<ReadConsult> {
    const consult = await this.queries.get(me, id);
    const readable = 'question' in consult;
    const thread = readable ? await this.queries.messages(me, id) : null;
    const followUps = readable ? await this.followUps.list(me, id) : [];
    const timeline = await this.queries.timeline(me, id);
    await this.notifications.markReadOf(me, id);
    const { now, tables } = await this.today.of(me);
    const signposts = (consult.routing?.signposts ?? []).flatMap((code) => tables.services.get(code) ?? []);
    return { consult, due: dueOf(consult.answerDue, now), timeline, thread, followUps, signposts, now };
  }
}
