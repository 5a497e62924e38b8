import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { REOPEN_DAYS, volunteersMayHave } from '../../domain/consult-lifecycle.js';
import { daysAfter } from '../../domain/reminder-ladder.js';
import type { MessageKind, Urgency } from '../../domain/vocabulary.js';
import type { ConsultView } from '../../features/consults/consult-views.js';
import { TeamMembers } from '../../features/teams/team-members.js';
import { instantOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { submitForm, type Form, type FormErrors, type FormNames } from '../shared/form.js';
import { renderPage } from '../shared/page.js';
import { ConsultReading } from '../shared/team/consult-reading.js';
import { doneText, inPlace, withoutForm, type FormName, type May } from './desk-forms.js';

export const DESK = '/desk';
export const consultAddress = (id: string): string => `${DESK}/consulten/${encodeURIComponent(id)}`;

export interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

const TO_THE_CONTACT = ['answer', 'information-request', 'message'] as const satisfies MessageKind[];
const ACTION_OF = { answer: 'answer', 'information-request': 'request-information', message: 'message' } as const;

/** The counsellor's page of one consult, and its forms. */
@Injectable()
export class DeskConsult {
  constructor(
    private readonly reading: ConsultReading,
    private readonly members: TeamMembers,
  ) {}

  async show(
    { me, id, request, reply }: Visit,
    shown: { done?: string; failed?: FormName; errors?: FormErrors; values?: Form } = {},
  ): Promise<FastifyReply> {
    const read = await this.reading.of(me, id);
    const { consult } = read;
    const may = mayOn(consult, read.now);
    const typed = withoutForm(shown.failed, shown.values, may, read.followUps);
    return renderPage(reply, request, 'counsellor/pages/consult.njk', {
      ...read,
      title: `Vraag ${consult.reference}`,
      back: { href: DESK, text: 'Naar de lijst' },
      errors: shown.errors && inPlace(shown.errors, shown.failed, typed),
      values: shown.values,
      failed: shown.failed,
      typed,
      done: doneText(shown.done),
      address: consultAddress(id),
      may,
      kinds: TO_THE_CONTACT.filter((kind) => may[ACTION_OF[kind]]),
      holder: holderOf(consult, me),
      colleagues: may.assign ? await this.colleagues(me, consult) : [],
      // A new one each time: a page that was refused sent nothing.
      key: randomUUID(),
    });
  }

  /** Does it and shows the consult anew; on a refusal the page comes back with what was typed. */
  submit(visit: Visit, form: Form, name: FormName, act: () => Promise<string>, names?: FormNames): Promise<FastifyReply> {
    return submitForm(
      visit.reply,
      async () => `${consultAddress(visit.id)}?gedaan=${await act()}`,
      (errors) => this.show(visit, { errors, failed: name, values: form }),
      names,
    );
  }

  /** Whom it can go to: not who has it, and no volunteer when it is pressing. To oneself it is taken over. */
  private async colleagues(me: Person, consult: ConsultView) {
    const colleagues = await this.members.colleagues(me);
    return colleagues.filter(
      ({ accountId, role }) =>
        accountId !== consult.assignee?.accountId && (role !== 'volunteer' || volunteersMayHave(consult.urgency as Urgency)),
    );
  }
}

const holderOf = ({ assignee }: ConsultView, me: Person): string | null =>
  assignee && (assignee.accountId === me.accountId ? 'jij' : assignee.name);

function mayOn(consult: ConsultView, now: Temporal.Instant): May {
  const may: May = Object.fromEntries(consult.allowed.map((action) => [action, true]));
  return { ...may, write: TO_THE_CONTACT.some((kind) => may[ACTION_OF[kind]]), reopen: may.reopen && reopensStill(consult, now) };
}

const reopensStill = ({ closedAt }: ConsultView, now: Temporal.Instant): boolean =>
  closedAt !== null && Temporal.Instant.compare(now, daysAfter(instantOf(new Date(closedAt)), REOPEN_DAYS)) <= 0;
