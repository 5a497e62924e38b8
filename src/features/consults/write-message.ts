import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { minutesLeft, raiseClock, resumeClock, startClock, type RunningClock } from '../../domain/deadlines.js';
import type { LifecycleAction } from '../../domain/consult-lifecycle.js';
import { isContact } from '../../domain/permissions.js';
import { urgencyAfterRatings } from '../../domain/ratings.js';
import { isOpen } from '../../domain/opening-hours.js';
import { suggest } from '../../domain/signposts.js';
import { urgencyOf } from '../../domain/urgency.js';
import { moreUrgent, type Facts, type MessageKind, type Urgency } from '../../domain/vocabulary.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { rule } from '../../platform/http/problem.js';
import type { OutboxEvent } from '../../platform/outbox/outbox.js';
import { checkTexts } from './checked-text.js';
import { running, runningClock, stopped } from './consult-clock.js';
import type { Content } from './consult-content.js';
import { ConsultWork, type Hold } from './consult-work.js';
import { ConsultRepository, type Changes } from './consult.repository.js';

export interface NewMessage {
  kind: MessageKind;
  text: string;
  danger?: 'acute' | 'possible';
  acknowledgedFindings?: boolean;
}

/** What a kind of message does beside standing in the thread. */
interface Effect {
  action: LifecycleAction;
  changes: Changes;
  content?: Partial<Content>;
  event: OutboxEvent | null;
}

@Injectable()
export class WriteMessage {
  constructor(
    private readonly work: ConsultWork,
    private readonly repository: ConsultRepository,
    private readonly idempotency: Idempotency,
  ) {}

  /** @returns the message's id */
  write(me: Person, id: string, message: NewMessage, options: { ifMatch?: string; key?: string } = {}): Promise<string> {
    return this.work.on(me, id, 'consult.write', undefined, (hold) => {
      const request = { route: `consults/${id}/messages`, key: options.key, body: message };
      const messageId = uuid();
      return this.idempotency.once(hold.tx, me, request, messageId, async () => {
        hold.refuseRole(ACTION_OF[message.kind]);
        // Only now: the same message sent twice is not stale, it is there already.
        hold.refuseStale(options.ifMatch);
        const effect = await effectOf(hold, message);
        if (isContact(me.role)) checkTexts({ text: message.text }, message.acknowledgedFindings);
        await this.keep(hold, messageId, message);
        // Of a note of the team nobody else may notice anything, the version included.
        if (effect.action === 'internal-note') await hold.tx.audit('consult.internal-note', { kind: 'consult', id });
        else await hold.save(effect.action, effect.changes, effect.content);
        await hold.happened(message.kind === 'message' && effect.action === 'reply' ? 'reply' : message.kind);
        if (message.danger) await hold.happened('danger-raised');
        if (effect.event) await hold.announce(effect.event);
      });
    });
  }

  /** Without a word beside it: it has become dangerous. */
  async raiseDanger(me: Person, id: string, danger: 'acute' | 'possible', options: { ifMatch?: string; key?: string } = {}): Promise<void> {
    await this.work.on(me, id, 'consult.raise-danger', undefined, (hold) => {
      const request = { route: `consults/${id}/danger`, key: options.key, body: { danger } };
      return this.idempotency.once(hold.tx, me, request, id, async () => {
        hold.refuseStale(options.ifMatch);
        const status = hold.step('raise-danger');
        const raised = await raise(hold, danger);
        await hold.save('raise-danger', { status, ...fromContact(hold, raised.urgency), urgency: raised.urgency }, raised.content);
        await hold.happened('danger-raised');
        await hold.announce('consult.danger-raised');
      });
    });
  }

  private async keep(hold: Hold, messageId: string, message: NewMessage): Promise<void> {
    const key = await hold.key();
    const sealed = key.seal({ table: 'messages', column: 'text_ct', rowId: messageId }, message.text);
    await this.repository.insertMessage(hold.tx, {
      id: messageId,
      consultId: hold.consult.id,
      kind: message.kind,
      side: hold.me.team ? 'team' : 'contact',
      author: hold.me,
      sealed,
    });
  }
}

const ACTION_OF: Record<MessageKind, LifecycleAction> = {
  message: 'message',
  answer: 'answer',
  'information-request': 'request-information',
  'internal-note': 'internal-note',
};

async function effectOf(hold: Hold, message: NewMessage): Promise<Effect> {
  if (isContact(hold.me.role) && message.kind === 'message') return fromAsker(hold, message);
  const effect = await fromTeam(hold, message.kind);
  if (message.danger) throw rule('danger', 'Alleen de contactpersoon zegt dat het gevaarlijker wordt.');
  return effect;
}

async function fromTeam(hold: Hold, kind: MessageKind): Promise<Effect> {
  const now = dateOf(hold.tx.now);
  switch (kind) {
    case 'answer':
      return {
        action: 'answer',
        changes: {
          status: hold.step('answer'),
          answered_at: now,
          urgency: await urgencyOnceAnswered(hold),
          ...wrote(hold),
          ...toBeRead(hold),
          ...stopped(null),
        },
        event: 'consult.answered',
      };
    case 'information-request': {
      const clock = runningClock(hold.consult);
      const left = clock && minutesLeft(clock, hold.tx.now, hold.calendar);
      return {
        action: 'request-information',
        changes: {
          status: hold.step('request-information'),
          asked_at: now,
          ...wrote(hold),
          ...toBeRead(hold),
          ...stopped(left),
        },
        event: 'consult.information-requested',
      };
    }
    case 'internal-note':
      return { action: 'internal-note', changes: { status: hold.step('internal-note') }, event: null };
    case 'message':
      return {
        action: 'message',
        changes: { status: hold.step('message'), ...wrote(hold) },
        event: 'consult.team-message',
      };
  }
}

/** The colour that the contact chose before counts from the answer on (domain 8). */
async function urgencyOnceAnswered(hold: Hold): Promise<Urgency> {
  const { teamRating, contactRating } = await hold.content();
  return urgencyAfterRatings(hold.consult.urgency!, { team: teamRating, contact: contactRating }, true);
}

/** While the team waits for her, or after the answer, what she writes is a reply. */
async function fromAsker(hold: Hold, message: NewMessage): Promise<Effect> {
  const replying = hold.consult.status === 'waiting-for-contact' || hold.consult.status === 'answered';
  const action = replying ? 'reply' : 'message';
  const status = hold.step(action);
  const raised = message.danger ? await raise(hold, message.danger) : { urgency: hold.consult.urgency!, content: {} };
  return {
    action,
    changes: { status, ...fromContact(hold, raised.urgency), urgency: raised.urgency },
    content: raised.content,
    event: message.danger ? 'consult.danger-raised' : 'consult.contact-message',
  };
}

/** Urgency follows from the facts with the new danger, and may only rise. */
async function raise(hold: Hold, danger: 'acute' | 'possible'): Promise<{ urgency: Urgency; content: Partial<Content> }> {
  const { facts, routing } = await hold.content();
  const worse: Facts = { ...(facts as Facts), danger: facts!.danger === 'acute' ? 'acute' : danger };
  const { level, urgency } = hold.consult;
  const teamOpen = isOpen(hold.calendar, hold.tx.now, 'announced');
  // 112 and 101 from now on, where they were not shown before.
  const { before } = suggest(hold.tables.routing.suggest, { facts: worse, level, teamOpen });
  return { urgency: moreUrgent(urgency!, urgencyOf(worse)), content: { facts: worse, routing: { ...routing!, before } } };
}

/** She wrote: a clock that stood still runs on, an answered consult gets a full target, a risen urgency the earlier end. */
function fromContact(hold: Hold, urgency: Urgency): Changes {
  const { consult, tables, calendar, tx } = hold;
  const read = { unread_since: null, answer_read_at: null, asked_at: null };
  const clock = clockAfterHer(hold);
  if (!clock) return read;
  const risen = urgency !== consult.urgency;
  return { ...read, ...running(risen ? raiseClock(clock, urgency, tx.now, tables.targets, calendar) : clock, calendar) };
}

function clockAfterHer({ consult, tables, tx }: Hold): RunningClock | null {
  if (consult.status === 'answered') return startClock(consult.urgency!, tx.now, tables.targets);
  if (consult.status === 'waiting-for-contact') return resumeClock(consult.clock_left ?? 0, tx.now);
  return runningClock(consult);
}

const wrote = (hold: Hold): Changes => ({ team_wrote_at: dateOf(hold.tx.now) });

const toBeRead = (hold: Hold): Changes => ({
  unread_since: hold.consult.unread_since ?? dateOf(hold.tx.now),
  answer_read_at: null,
});
