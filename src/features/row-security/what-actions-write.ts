import { LIFECYCLE, type LifecycleAction, type Party } from '../../domain/consult-lifecycle.js';
import { STATUSES } from '../../domain/vocabulary.js';
import type { ConsultRow } from '../consults/consult.row.js';

type Column = keyof ConsultRow;

const CLOCK = ['clock_started_at', 'clock_minutes', 'clock_left', 'answer_due', 'announced_due'] as const;
const READING = ['unread_since', 'answer_read_at'] as const;
const ANSWERED_TO = [...CLOCK, ...READING, 'asked_at'] as const;
const HELD = ['assignee_account_id', 'claimed_at', 'team_wrote_at'] as const;
const WORDS = ['question_ct', 'narrative_ct', 'facts_ct', 'contact_ct'] as const;
const ENDED = ['status', 'closed_at', 'outcome_ct', 'contact_ct', ...ANSWERED_TO] as const;

/** Which columns of a consult an action changes: the database refuses any other beside it. */
const WRITES: Record<Exclude<LifecycleAction, 'save-draft'>, readonly Column[]> = {
  'edit-draft': [...WORDS, 'touched_at', 'hidden_from', 'show_asker'],
  discard: [],
  submit: [
    'status', 'urgency', 'region', 'team_code', 'policy', 'hidden_from', 'show_asker', 'escalation_id',
    ...WORDS, 'routing_ct', 'receipt_ct', 'submitted_at', 'queued_at', ...CLOCK,
  ],
  claim: ['status', ...HELD],
  assign: ['status', ...HELD],
  release: ['status', ...HELD, 'queued_at'],
  'request-information': ['status', 'asked_at', 'team_wrote_at', ...READING, ...CLOCK],
  reply: ['status', 'urgency', 'facts_ct', 'routing_ct', ...ANSWERED_TO],
  answer: ['status', 'urgency', 'answered_at', 'team_wrote_at', ...READING, ...CLOCK],
  message: ['urgency', 'facts_ct', 'routing_ct', 'team_wrote_at', ...ANSWERED_TO],
  'raise-danger': ['status', 'urgency', 'facts_ct', 'routing_ct', ...ANSWERED_TO],
  'internal-note': [],
  'follow-up': [],
  share: [],
  'set-conflict': ['hidden_from', 'facts_ct'],
  'co-consult': [],
  escalate: [],
  rate: ['urgency', 'team_rating_ct', 'contact_rating_ct', ...CLOCK],
  close: ENDED,
  'close-no-reaction': ENDED,
  'close-after-answer': ENDED,
  reopen: ['status', 'closed_at', 'outcome_ct', ...HELD, 'queued_at', ...CLOCK],
  withdraw: ENDED,
};

/** What one side of an action never touches, though the other does. */
const NOT_OF: Partial<Record<Party, readonly Column[]>> = {
  asker: ['team_rating_ct', 'team_wrote_at'],
  assignee: ['contact_rating_ct', 'facts_ct'],
};
/** Of her message only the clock stands still for the team. */
const TEAMS_MESSAGE: readonly Column[] = ['team_wrote_at'];

/** Kept by every change: the version, and when the planner looks again. */
const ALWAYS: readonly Column[] = ['version', 'next_reminder_at'];

export interface ConsultWrite {
  action: string;
  party: Party;
  from: string;
  to: string;
  columns: Column[];
}

/** The lifecycle as the database guards it: who may change which columns, from which state to which. */
export function consultWrites(): ConsultWrite[] {
  const byLifecycle = LIFECYCLE.flatMap(({ from, action, by, to }) =>
    from === null || action === 'save-draft'
      ? []
      : by.map((party) => ({ action, party, from, to, columns: [...columnsOf(action, party), ...ALWAYS] })),
  );
  // Reading an answer marks it, in whatever state.
  const reading = STATUSES.map((status) => ({
    action: 'read', party: 'asker' as const, from: status, to: status, columns: [...READING, ...ALWAYS],
  }));
  // A conflict with the team itself brings an open consult to a neighbour's queue (domain 4).
  const moving = LIFECYCLE.filter(({ action }) => action === 'set-conflict').flatMap(({ from }) =>
    from === null || from === 'draft'
      ? []
      : [{ action: 'move', party: 'asker' as const, from, to: from === 'closed' || from === 'withdrawn' ? from : 'submitted', columns: [...MOVED, ...ALWAYS] }],
  );
  return [...byLifecycle, ...reading, ...moving];
}

const MOVED: readonly Column[] = [
  'status', 'team_code', 'left_teams', 'team_rating_ct', 'hidden_from', 'facts_ct', ...HELD, 'queued_at', 'asked_at', ...CLOCK,
];

function columnsOf(action: Exclude<LifecycleAction, 'save-draft'>, party: Party): readonly Column[] {
  if (action === 'message' && party === 'assignee') return TEAMS_MESSAGE;
  return WRITES[action].filter((column) => !NOT_OF[party]?.includes(column));
}
