import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { sentFacts } from '../../domain/sent-facts.js';
import type { Facts } from '../../domain/vocabulary.js';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { rule, type FieldError } from '../../platform/http/problem.js';
import { checkTexts } from './checked-text.js';
import type { Content, HowToReach } from './consult-content.js';
import { ConsultWork, type Hold } from './consult-work.js';
import { ConsultRepository } from './consult.repository.js';
import { refuseUnopenable, stillInSight } from './escalation-in-sight.js';
import { DestroyConsult } from './destroy-consult.js';
import { NewConsult, type Draft } from './new-consult.js';

/** From the first word to sent: draft, edit, submit, discard. */
@Injectable()
export class AskConsult {
  constructor(
    private readonly database: Database,
    private readonly repository: ConsultRepository,
    private readonly work: ConsultWork,
    private readonly making: NewConsult,
    private readonly destroying: DestroyConsult,
    private readonly idempotency: Idempotency,
  ) {}

  /** Asks at once. @returns the consult's id */
  async ask(me: Person, input: Draft, key?: string): Promise<string> {
    return this.create(me, { route: 'consults', key, body: input }, async (tx, id) => {
      const complete = completeOrRefuse(input);
      checkTexts(typedIn(input), input.acknowledgedFindings);
      const sending = await this.making.sending(tx, me, complete, input);
      const changes = { ...sending.changes, status: 'submitted' as const, escalation_id: input.escalationId ?? null };
      await this.making.insert(tx, me, id, changes, sending.content);
      await tx.audit('consult.submit', { kind: 'consult', id });
      await this.making.sent(tx, id, me);
    });
  }

  /** Keeps what there is, sends nothing. */
  async saveDraft(me: Person, input: Draft, key?: string): Promise<string> {
    return this.create(me, { route: 'consults?draft', key, body: input }, async (tx, id) => {
      checkTexts(typedIn(input), input.acknowledgedFindings);
      const hidden = { hidden_from: input.facts?.conflictOfInterest ?? [], show_asker: input.showMe ?? false };
      const changes = { ...hidden, status: 'draft' as const, escalation_id: input.escalationId ?? null };
      await this.making.insert(tx, me, id, changes, draftContent(input));
      await this.repository.happened(tx, id, 'drafted', 'contact', null);
      await tx.audit('consult.save-draft', { kind: 'consult', id });
    });
  }

  /** @param forget facts that she takes back: absent means "as it was" */
  edit(me: Person, id: string, input: Draft, ifMatch?: string, forget: readonly (keyof Facts)[] = []): Promise<void> {
    return this.work.on(me, id, 'consult.edit-draft', ifMatch, async (hold) => {
      hold.step('edit-draft');
      checkTexts(typedIn(input), input.acknowledgedFindings);
      const before = await hold.content();
      const merged = { ...before, ...definedOnly(draftContent(input, before)) };
      if (merged.facts) merged.facts = without(merged.facts, forget);
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
      const sending = await this.making.sending(hold.tx, me, complete, draft);
      const from = await stillInSight(hold.tx, me, hold.consult.escalation_id);
      await hold.save('submit', { ...sending.changes, status: 'submitted', escalation_id: from }, sending.content);
      await this.making.sent(hold.tx, id, me);
    });
  }

  discard(me: Person, id: string, ifMatch?: string): Promise<void> {
    return this.work.on(me, id, 'consult.edit-draft', ifMatch, async (hold) => {
      hold.step('discard');
      await hold.tx.audit('consult.discard', { kind: 'consult', id });
      await this.destroying.asked(hold.tx, id, 'discarded');
    });
  }

  private create(
    me: Person,
    request: { route: string; key?: string; body: Draft },
    insert: (tx: Tx, id: string) => Promise<void>,
  ): Promise<string> {
    const id = uuid();
    return this.database.withActor(me, async (tx) => {
      // Before anything is said of the rest, and again when it is asked a second time with the same key.
      if (request.body.escalationId) await refuseUnopenable(tx, me, request.body.escalationId);
      return this.idempotency.once(tx, me, { key: undefined, ...request }, id, () => insert(tx, id));
    });
  }
}

/** @throws Problem 422 `incomplete` naming what is missing */
export function completeOrRefuse(input: Draft): Facts {
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

const typedIn = ({ question, narrative, phone, phoneWindow }: Draft) => ({ question, narrative, phone, phoneWindow });

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
    ...contact,
    facts: facts ? sentFacts(facts) : undefined,
    question: question ?? undefined,
    narrative: narrative ?? undefined,
    showMe: hold.consult.show_asker,
  };
}

const definedOnly = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;

const without = (facts: Partial<Facts>, names: readonly (keyof Facts)[]): Partial<Facts> =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name as keyof Facts)));
