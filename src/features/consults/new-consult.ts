import { Injectable } from '@nestjs/common';
import { startClock } from '../../domain/deadlines.js';
import type { Facts } from '../../domain/vocabulary.js';
import { dateOf, localIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { announce } from '../../platform/outbox/outbox.js';
import { Vault } from '../../platform/vault/vault.js';
import { originOf } from '../routing/origin.js';
import { Router, teamView } from '../routing/router.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { nextLook, running } from './consult-clock.js';
import { howToReach, sealContent, withoutPostalCodes, type Content, type HowToReach } from './consult-content.js';
import { retentionOf } from './consult-retention.js';
import { ConsultRepository, type Changes } from './consult.repository.js';
import type { ConsultRow } from './consult.row.js';

export interface Draft extends Partial<HowToReach> {
  facts?: Partial<Facts>;
  question?: string;
  narrative?: string;
  showMe?: boolean;
  /** A federation's contact asks on what a club brought to her. */
  escalationId?: string;
  acknowledgedFindings?: boolean;
}

export interface Sending {
  changes: Changes;
  content: Partial<Content>;
}

/** How a consult comes to be: its row and key, and what is fixed at the moment of sending. */
@Injectable()
export class NewConsult {
  constructor(
    private readonly repository: ConsultRepository,
    private readonly router: Router,
    private readonly reference: ReferenceData,
    private readonly vault: Vault,
  ) {}

  async insert(
    tx: Tx,
    me: Person,
    id: string,
    changes: Changes & Pick<ConsultRow, 'status'>,
    content: Partial<Content>,
  ): Promise<void> {
    const key = await this.vault.createKey(tx, { kind: 'consult', id });
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
    const begun = { ...row, ...retentionOf(null, { ...EMPTY, ...row } as ConsultRow, tables.retention) };
    await this.repository.insert(tx, id, {
      ...begun,
      next_reminder_at: nextLook({ ...EMPTY, ...begun } as ConsultRow, tables, tx.now),
    });
  }

  /** Routes, starts the clock and freezes what crosses. */
  async sending(tx: Tx, me: Person, facts: Facts, input: Draft, beside?: { team: string }): Promise<Sending> {
    const { route, tables } = beside
      ? await this.router.routeBeside(tx, beside.team, facts, originOf(me), tx.now, 'announced')
      : await this.router.route(tx, facts, originOf(me), tx.now, 'announced');
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

  async sent(tx: Tx, id: string, me: Person): Promise<void> {
    await this.repository.happened(tx, id, 'submitted', 'contact', null);
    await announce(tx, 'consult.submitted', { consultId: id, by: me.accountId });
    await announce(tx, 'ledger.reference', { consultId: id });
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
  closed_at: null,
  destroy_on: null,
  kept_until: null,
};
