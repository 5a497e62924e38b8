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
import { News } from '../shared/news.js';

export const DESK = '/desk';
export const consultAddress = (id: string): string => `${DESK}/consulten/${encodeURIComponent(id)}`;

export interface Visit {
  me: Person;
  id: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** The form of the page that was sent; it is shown open when it comes back with a mistake. */
export type FormName = 'claim' | 'release' | 'assign' | 'write' | 'note' | 'follow-up' | 'completion' | 'close' | 'reopen';

/** Said on top of the page after a redirect, by the word in the address. */
const DONE: Record<string, string> = {
  opgenomen: 'Dit consult is nu bij jou.',
  teruggegeven: 'Het consult ligt terug in de wachtrij. De termijn loopt door.',
  toegewezen: 'Je collega kreeg het consult en een bericht.',
  answer: 'Je antwoord is verstuurd.',
  'information-request': 'Je vraag is verstuurd. De termijn staat stil tot er een reactie komt.',
  message: 'Je bericht is verstuurd.',
  nota: 'De interne nota is bewaard. Alleen je team leest ze.',
  afspraak: 'De afspraak is bewaard. Wie ze doet, krijgt een herinnering.',
  afgerond: 'De afspraak is afgerond.',
  afgesloten: 'Het consult is afgesloten.',
  heropend: 'Het consult is weer open.',
};

const STALE = 'Intussen gebeurde er iets bij dit consult. Hieronder staat het nieuwste; wat je typte, bleef staan. Lees het na en verstuur opnieuw.';
const SENT_BEFORE = 'Dit formulier was al eens verstuurd. Kijk in het gesprek of je tekst er al staat.';

const TO_THE_CONTACT = ['answer', 'information-request', 'message'] as const satisfies MessageKind[];
const ACTION_OF = { answer: 'answer', 'information-request': 'request-information', message: 'message' } as const;

/** The counsellor's page of one consult, and its forms. */
@Injectable()
export class DeskConsult {
  constructor(
    private readonly reading: ConsultReading,
    private readonly members: TeamMembers,
    private readonly news: News,
  ) {}

  async show(
    { me, id, request, reply }: Visit,
    shown: { done?: string; failed?: FormName; errors?: FormErrors; values?: Form } = {},
  ): Promise<FastifyReply> {
    const read = await this.reading.of(me, id);
    const { consult } = read;
    const may = Object.fromEntries(consult.allowed.map((action) => [action, true]));
    return renderPage(reply, request, 'counsellor/pages/consult.njk', {
      ...read,
      title: 'Consult',
      back: { href: DESK, text: 'Naar de lijst' },
      news: await this.news.of(me),
      errors: shown.errors && inPlace(shown.errors, shown.failed),
      values: shown.values,
      failed: shown.failed,
      done: Object.hasOwn(DONE, shown.done ?? '') ? DONE[shown.done!] : undefined,
      address: consultAddress(id),
      may: { ...may, write: TO_THE_CONTACT.some((kind) => may[ACTION_OF[kind]]), reopen: may.reopen && reopensStill(consult, read.now) },
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

  /** Whom it can go to: not who has it, and no volunteer when it is pressing. */
  private async colleagues(me: Person, consult: ConsultView) {
    const colleagues = (await this.members.colleagues(me)).map(({ accountId, name, role }) => ({ accountId, name, role }));
    const everyone = [{ accountId: me.accountId, name: `${me.name} (jij)`, role: me.role }, ...colleagues];
    return everyone.filter(
      ({ accountId, role }) =>
        accountId !== consult.assignee?.accountId && (role !== 'volunteer' || volunteersMayHave(consult.urgency as Urgency)),
    );
  }
}

const holderOf = ({ assignee }: ConsultView, me: Person): string | null =>
  assignee && (assignee.accountId === me.accountId ? 'jij' : assignee.name);

const reopensStill = ({ closedAt }: ConsultView, now: Temporal.Instant): boolean =>
  closedAt !== null && Temporal.Instant.compare(now, daysAfter(instantOf(new Date(closedAt)), REOPEN_DAYS)) <= 0;

/** Where each form begins, for what no field is to blame for. */
const FIRST_FIELD: Partial<Record<FormName, string>> = {
  assign: '#accountId',
  write: '#text',
  note: '#note',
  'follow-up': '#agreed',
  close: '#reason',
};

/** The page that comes back is the newest already, so nobody has to load it again; a link leads to what was typed. */
function inPlace(errors: FormErrors, failed: FormName | undefined): FormErrors {
  const text = { stale: STALE, 'idempotency-key-reused': SENT_BEFORE }[errors.problem.type];
  const summary = text ? [{ text }] : errors.summary;
  return { ...errors, summary: summary.map((line) => ({ href: failed && FIRST_FIELD[failed], ...line })) };
}
