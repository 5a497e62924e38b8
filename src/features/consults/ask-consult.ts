import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { startClock } from '../../domain/deadlines.js';
import type { Facts } from '../../domain/vocabulary.js';
import { dateOf, localIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { rule, type FieldError } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';
import { Vault } from '../../platform/vault/vault.js';
import { originOf } from '../routing/origin.js';
import { Router, teamView } from '../routing/router.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { checkTexts } from './checked-text.js';
import { nextLook, running } from './consult-clock.js';
import { sealContent, withoutPostalCodes, type Content, type HowToReach } from './consult-content.js';
import { ConsultWork, type Hold } from './consult-work.js';
import { ConsultRepository, type Changes } from './consult.repository.js';
import type { ConsultRow } from './consult.row.js';

export interface Draft extends Partial<HowToReach> {
  facts?: Partial<Facts>;
  question?: string;
  narrative?: string;
  showMe?: boolean;
  acknowledgedFindings?: boolean;
}

interface Sending {
  changes: Changes;
  content: Partial<Content>;
}

/** From the first word to sent: draft, edit, submit, discard. */
@Injectable()
export class AskConsult {
  constructor(
    private readonly database: Database,
    private readonly repository: ConsultRepository,
    private readonly work: ConsultWork,
    private readonly router: Router,
    private readonly reference: ReferenceData,
    private readonly vault: Vault,
    private readonly idempotency: Idempotency,
  ) {}

  /** Asks at once. @returns the consult's id */
  async ask(me: Person, input: Draft, key?: string): Promise<string> {
    const complete = completeOrRefuse(input);
    checkTexts(typedIn(input), input.acknowledgedFindings);
    return this.create(me, { route: 'consults', key, body: input }, async (tx, id) => {
      const sending = await this.sending(tx, me, complete, input);
      await this.insert(tx, me, id, { ...sending.changes, status: 'submitted' }, sending.content);
      await tx.audit('consult.submit', { kind: 'consult', id });
      await this.sent(tx, id, me);
    });
  }

  /** Keeps what there is, sends nothing. */
  async saveDraft(me: Person, input: Draft, key?: string): Promise<string> {
    checkTexts(typedIn(input), input.acknowledgedFindings);
    return this.create(me, { route: 'consults?draft', key, body: input }, async (tx, id) => {
      const hidden = { hidden_from: input.facts?.conflictOfInterest ?? [], show_asker: input.showMe ?? false };
      await this.insert(tx, me, id, { ...hidden, status: 'draft' }, draftContent(input));
      await this.repository.happened(tx, id, 'drafted', 'contact', null);
      await tx.audit('consult.save-draft', { kind: 'consult', id });
    });
  }

  edit(me: Person, id: string, input: Draft, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.edit-draft', ifMatch, async (hold) => {
      hold.step('edit-draft');
      checkTexts(typedIn(input), input.acknowledgedFindings);
      const before = await hold.content();
      const merged = { ...before, ...definedOnly(draftContent(input, before)) };
      await hold.save(
        'edit-draft',
        {
          touched_at: dateOf(hold.tx.now),
          hidden_from: merged.facts?.conflictOfInterest ?? [],
          show_asker: input.showMe ?? hold.consult.show_asker,
        },
        merged,
      );
    });
  }

  submit(me: Person, id: string, acknowledged: boolean | undefined, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.submit', ifMatch, async (hold) => {
      hold.step('submit');
      const draft = await draftOf(hold);
      const complete = completeOrRefuse(draft);
      // What she acknowledged while writing was kept with the draft.
      checkTexts(typedIn(draft), acknowledged ?? draft.acknowledgedFindings);
      const sending = await this.sending(hold.tx, me, complete, draft);
      await hold.save('submit', { ...sending.changes, status: 'submitted' }, sending.content);
      await this.sent(hold.tx, id, me);
    });
  }

  /** The key goes first: from then on nobody can read it, whatever happens to the rows. */
  discard(me: Person, id: string, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.edit-draft', ifMatch, async (hold) => {
      hold.step('discard');
      await this.repository.remove(hold.tx, id);
      await hold.tx.audit('consult.discard', { kind: 'consult', id });
      await this.vault.destroyKey(id);
    });
  }

  private create(
    me: Person,
    request: { route: string; key?: string; body: Draft },
    insert: (tx: Tx, id: string) => Promise<void>,
  ): Promise<string> {
    const id = uuid();
    return this.database.withActor(me, (tx) =>
      this.idempotency.once(tx, me, { key: undefined, ...request }, id, () => insert(tx, id)),
    );
  }

  private async insert(
    tx: Tx,
    me: Person,
    id: string,
    changes: Changes & Pick<ConsultRow, 'status'>,
    content: Partial<Content>,
  ): Promise<void> {
    const key = await this.vault.createKey(id);
    const now = dateOf(tx.now);
    const row = {
      level: originOf(me).level,
      asker_account_id: me.accountId,
      asker_mandate_id: me.mandateId,
      organisation_id: me.organisationId,
      created_at: now,
      touched_at: now,
      ...changes,
      ...sealContent(key, id, content),
    };
    const tables = await this.reference.on(tx, tx.now);
    await this.repository.insert(tx, id, {
      ...row,
      next_reminder_at: nextLook({ ...EMPTY, ...row } as ConsultRow, tables, tx.now),
    });
  }

  /** Routes, starts the clock and freezes what crosses. */
  private async sending(tx: Tx, me: Person, facts: Facts, input: Draft): Promise<Sending> {
    const { route, tables } = await this.router.route(tx, facts, originOf(me), tx.now, 'announced');
    const now = dateOf(tx.now);
    const clock = startClock(route.urgency, tx.now, tables.targets);
    const contact = howToReach(input);
    return {
      changes: {
        urgency: route.urgency,
        region: route.region,
        team_code: route.team,
        policy: route.policy,
        hidden_from: route.hiddenFrom,
        show_asker: input.showMe ?? false,
        submitted_at: now,
        queued_at: now,
        ...running(clock, tables.calendarOf(route.team)),
      },
      content: {
        question: input.question!,
        narrative: input.narrative ?? null,
        facts: withoutPostalCodes(facts),
        contact,
        routing: {
          policy: route.policy,
          why: route.why,
          provisional: route.provisional,
          also: route.also,
          signposts: route.signposts,
          before: route.before,
          hiddenFrom: route.hiddenFrom,
        },
        receipt: {
          sentAt: localIso(tx.now),
          to: teamView(tables, route.team).name,
          professionalSecrecy: route.professionalSecrecy,
          crosses: [
            'facts',
            'question',
            ...(input.narrative ? ['narrative'] : []),
            ...(contact.contactBy === 'phone' ? ['phone'] : []),
            ...(input.showMe ? ['name-and-organisation'] : ['role-and-region']),
          ],
          stays: ['postal-codes', ...(input.showMe ? [] : ['name-and-organisation'])],
          checkedByContact: input.acknowledgedFindings ?? false,
        },
      },
    };
  }

  private async sent(tx: Tx, id: string, me: Person): Promise<void> {
    await this.repository.happened(tx, id, 'submitted', 'contact', null);
    await announce(tx, 'consult.submitted', { consultId: id, by: me.accountId });
  }
}

/** A row before anything happened to it; what a new consult does not name is null. */
const EMPTY: Partial<ConsultRow> = {
  queued_at: null,
  claimed_at: null,
  team_wrote_at: null,
  asked_at: null,
  unread_since: null,
  answer_read_at: null,
  clock_started_at: null,
  clock_minutes: null,
  team_code: null,
};

/** @throws Problem 422 `incomplete` naming what is missing */
function completeOrRefuse(input: Draft): Facts {
  const missing: string[] = [];
  const facts: Partial<Facts> = input.facts ?? {};
  for (const field of ['kind', 'behaviours', 'victims', 'minorsAtRiskNow', 'danger'] as const) {
    if (facts[field] === undefined) missing.push(`facts.${field}`);
  }
  if (!input.question?.trim()) missing.push('question');
  if (input.contactBy === 'phone' && !input.phone?.trim()) missing.push('phone');
  if (missing.length) {
    const errors = missing.map((field): FieldError => ({ field, code: 'required', message: 'Vul dit nog in.' }));
    throw rule('incomplete', 'Je vraag is nog niet volledig.', { errors });
  }
  return facts as Facts;
}

const typedIn = ({ question, narrative, phoneWindow }: Draft) => ({ question, narrative, phoneWindow });

const howToReach = (input: Draft): HowToReach => ({
  contactBy: input.contactBy ?? 'portal',
  phone: input.phone,
  phoneWindow: input.phoneWindow,
  voicemail: input.voicemail,
  sayWhoCalls: input.sayWhoCalls,
});

/** A draft keeps how to reach her and her acknowledgement in one sealed column, beside the texts and facts. */
type DraftContact = Partial<HowToReach> & { acknowledgedFindings?: boolean };

function draftContent(input: Draft, before?: Content): Partial<Content> {
  const { contactBy, phone, phoneWindow, voicemail, sayWhoCalls, acknowledgedFindings } = input;
  const contact = definedOnly<DraftContact>({ contactBy, phone, phoneWindow, voicemail, sayWhoCalls, acknowledgedFindings });
  return {
    question: input.question,
    narrative: input.narrative,
    facts: input.facts && { ...before?.facts, ...definedOnly(input.facts) },
    contact: Object.keys(contact).length ? ({ ...before?.contact, ...contact } as HowToReach) : undefined,
  };
}

async function draftOf(hold: Hold): Promise<Draft> {
  const { question, narrative, facts, contact } = await hold.content();
  return {
    ...(contact ?? {}),
    facts: facts ?? undefined,
    question: question ?? undefined,
    narrative: narrative ?? undefined,
    showMe: hold.consult.show_asker,
  };
}

const definedOnly = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
