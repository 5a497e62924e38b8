import type { LifecycleAction } from '../../domain/consult-lifecycle.js';
import { isContact, may } from '../../domain/permissions.js';
import type { Facts, MessageKind } from '../../domain/vocabulary.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';
import type { Content, FrozenRouting, HowToReach, Outcome, Receipt } from './consult-content.js';
import type { ConsultInSight, MessageRow } from './consult.row.js';
import { viewOf, viewerOf } from './consult-standing.js';

export interface TeamView {
  code: string;
  kind: string;
  name: string;
}

/** What every list shows: never a text, never a fact. */
export interface ConsultItem {
  id: string;
  reference: string;
  status: string;
  urgency: string | null;
  level: string;
  region: string | null;
  team: TeamView | null;
  assignee: { accountId: string; name: string } | null;
  answerDue: string | null;
  createdAt: string;
  submittedAt: string | null;
  answeredAt: string | null;
  closedAt: string | null;
  unread: number;
}

/** Ids of her own questions, newest first, by what they have for her. */
export interface AskerNews {
  answered: string[];
  asked: string[];
  other: string[];
  drafts: string[];
}

export interface AskerView {
  /** To contacts: whether she asked it herself, or a colleague shares it. */
  you?: boolean;
  shown: boolean;
  level: string;
  region: string | null;
  /** "club-API, regio Gent" */
  label: string;
  name?: string;
  organisation?: string;
  contact?: HowToReach;
}

export interface ConsultView extends Omit<ConsultItem, 'unread'> {
  asker: AskerView;
  facts?: Partial<Facts> | null;
  question?: string | null;
  narrative?: string | null;
  routing?: FrozenRouting | null;
  receipt?: Receipt | null;
  outcome?: Outcome | null;
  contact?: HowToReach | null;
  /** What it was opened from: to its asker only. */
  escalationId?: string;
  /** Consults that were asked beside this one: to their asker only. */
  beside?: Pick<ConsultItem, 'id' | 'reference' | 'team'>[];
  version: number;
  allowed: LifecycleAction[];
}

export interface MessageView {
  id: string;
  kind: MessageKind;
  text: string;
  at: string;
  by: { side: 'contact' | 'team'; name: string; accountId?: string };
  state: 'sent' | 'read';
}

const teamOf = (row: ConsultInSight): TeamView | null =>
  row.team_code ? { code: row.team_code, kind: row.team_kind!, name: row.team_name! } : null;

/** To contacts the team is one voice: no counsellor's name, and the deadline that was announced. */
export function itemOf(row: ConsultInSight, me: Person, unread: number): ConsultItem {
  const contact = isContact(me.role);
  return {
    id: row.id,
    reference: row.reference,
    status: row.status,
    urgency: row.urgency,
    level: row.level,
    region: row.region,
    team: teamOf(row),
    assignee:
      !contact && row.assignee_account_id ? { accountId: row.assignee_account_id, name: row.assignee_name! } : null,
    answerDue: maybeLocalIso(contact ? row.announced_due : row.answer_due),
    createdAt: maybeLocalIso(row.created_at)!,
    submittedAt: maybeLocalIso(row.submitted_at),
    answeredAt: maybeLocalIso(row.answered_at),
    closedAt: maybeLocalIso(row.closed_at),
    unread,
  };
}

const LEVEL_LABEL: Record<string, string> = { club: 'club-API', federation: 'federatie-API' };

export function askerLabel(level: string, regionName: string | undefined): string {
  return `${LEVEL_LABEL[level]}${regionName ? `, regio ${regionName}` : ''}`;
}

/** The fields of domain 12 and no other: what the role may not see is absent. */
export function consultView(
  row: ConsultInSight,
  me: Person,
  tables: ReferenceTables,
  content: Content | null,
  allowed: LifecycleAction[],
  shownAsker: { name: string; organisation: string } | null,
): ConsultView {
  const { unread: _unread, ...item } = itemOf(row, me, 0);
  const reads = (action: 'consult.read-facts' | 'consult.read-content') => may(action, viewerOf(me), viewOf(row));
  const contact = isContact(me.role);
  const asker: AskerView = {
    ...(contact ? { you: row.asker_account_id === me.accountId } : {}),
    shown: row.show_asker,
    level: row.level,
    region: row.region,
    label: askerLabel(row.level, tables.regionNames.get(row.region ?? '')),
  };
  const view: ConsultView = { ...item, asker, version: row.version, allowed };
  if (content && reads('consult.read-facts')) {
    // Neither team learns that a second one was proposed.
    const routing = contact ? content.routing : content.routing && { ...content.routing, also: [] };
    Object.assign(view, { facts: content.facts, routing });
  }
  if (content && reads('consult.read-content')) {
    if (shownAsker) Object.assign(asker, shownAsker);
    Object.assign(view, {
      question: content.question,
      narrative: content.narrative,
      outcome: content.outcome,
      contact: content.contact,
      receipt: contact ? content.receipt : content.receipt && { checkedByContact: content.receipt.checkedByContact },
    });
  }
  return view;
}

export function messageView(row: MessageRow, text: string, me: Person, context: { teamName: string; askerLabel: string }): MessageView {
  const contact = isContact(me.role);
  const mine = row.author_account_id === me.accountId;
  const name =
    row.side === 'team'
      ? contact
        ? `${context.teamName}, hulpverlener`
        : (row.author_name ?? context.teamName)
      : contact
        ? mine
          ? 'jij'
          : 'je collega'
        : context.askerLabel;
  return {
    id: row.id,
    kind: row.kind,
    text,
    at: maybeLocalIso(row.at)!,
    by: { side: row.side, name, ...(row.side === 'team' && !contact ? { accountId: row.author_account_id } : {}) },
    state: row.read_at ? 'read' : 'sent',
  };
}
