import { isOpenStatus, LIFECYCLE, type LifecycleAction, type Party } from '../../domain/consult-lifecycle.js';
import { STATUSES } from '../../domain/vocabulary.js';
import type { ConsultRow } from '../consults/consult.row.js';

type Column = keyof ConsultRow;

/** What an action changes of a consult for certain, and what it may change beside that. */
interface Writes {
  always: readonly Column[];
  perhaps?: readonly Column[];
}

const CLOCK = ['clock_started_at', 'clock_minutes', 'clock_left', 'answer_due', 'announced_due'] as const;
const READING = ['unread_since', 'answer_read_at'] as const;
const ANSWERED_TO = [...CLOCK, ...READING, 'asked_at'] as const;
const HELD = ['assignee_account_id', 'claimed_at', 'team_wrote_at'] as const;
const WORDS = ['question_ct', 'narrative_ct', 'facts_ct', 'contact_ct'] as const;
const DANGER = ['urgency', 'facts_ct', 'routing_ct'] as const;
/** Coming to rest sets its day, being taken up clears it. */
const KEEPING = ['destroy_on', 'kept_until', 'keep_reason_ct'] as const;
const RETENTION = [...KEEPING, 'warned_at', 'warning_seen_at'] as const;
const NOTHING: Writes = { always: [] };
const ENDING: Writes = { always: ['status', 'closed_at', 'outcome_ct'], perhaps: ['contact_ct', ...ANSWERED_TO, ...RETENTION] };

const WRITES: Record<Exclude<LifecycleAction, 'save-draft'>, Writes> = {
  'edit-draft': { always: ['touched_at'], perhaps: [...WORDS, 'hidden_from', 'show_asker', ...RETENTION] },
  discard: NOTHING,
  submit: {
    always: ['status', 'submitted_at', 'queued_at', 'team_code', 'routing_ct', 'receipt_ct'],
    perhaps: ['urgency', 'region', 'policy', 'hidden_from', 'show_asker', 'escalation_id', ...WORDS, ...CLOCK, ...RETENTION],
  },
  claim: { always: ['status', 'assignee_account_id'], perhaps: HELD },
  'take-over': { always: ['assignee_account_id'], perhaps: HELD },
  assign: { always: ['assignee_account_id'], perhaps: ['status', ...HELD] },
  release: { always: ['status', 'assignee_account_id'], perhaps: [...HELD, 'queued_at'] },
  'request-information': { always: ['status', 'asked_at'], perhaps: ['team_wrote_at', ...READING, ...CLOCK] },
  reply: { always: ['status'], perhaps: [...DANGER, ...ANSWERED_TO] },
  answer: { always: ['status', 'answered_at'], perhaps: ['urgency', 'team_wrote_at', ...READING, ...CLOCK] },
  message: { always: [], perhaps: [...DANGER, ...ANSWERED_TO] },
  'raise-danger': { always: ['facts_ct'], perhaps: ['status', ...DANGER, ...ANSWERED_TO] },
  'internal-note': NOTHING,
  'follow-up': NOTHING,
  share: NOTHING,
  'set-conflict': { always: ['facts_ct'], perhaps: ['hidden_from'] },
  'co-consult': NOTHING,
  escalate: NOTHING,
  rate: { always: [], perhaps: ['urgency', ...CLOCK] },
  close: ENDING,
  'close-no-reaction': ENDING,
  'close-after-answer': ENDING,
  // By who asked it, with how she is reached this time.
  reopen: { always: ['status', 'closed_at'], perhaps: ['outcome_ct', 'contact_ct', ...HELD, 'queued_at', ...CLOCK, ...RETENTION] },
  withdraw: ENDING,
  keep: { always: KEEPING, perhaps: RETENTION },
  destroy: NOTHING,
};

/** Where the two sides of one action differ. */
function writesOf(action: Exclude<LifecycleAction, 'save-draft'>, party: Party): Writes {
  if (action === 'message' && party === 'assignee') return { always: ['team_wrote_at'] };
  if (action === 'message') return { always: [], perhaps: [] };
  if (action === 'rate') return { ...WRITES.rate, always: [party === 'asker' ? 'contact_rating_ct' : 'team_rating_ct'] };
  return WRITES[action];
}

/** Kept by every change: the version, and when the planner looks again. */
const KEPT: readonly Column[] = ['version', 'next_reminder_at'];

/** A message in which she says that it has become dangerous is a raising of danger with words. */
const DANGEROUS: Writes = { always: ['facts_ct'], perhaps: WRITES.message.perhaps };

/** A conflict with the team itself brings the consult to a neighbour, if it is open to its queue (domain 4). */
const MOVING: Writes = {
  always: ['team_code', 'left_teams', 'hidden_from', 'facts_ct'],
  perhaps: ['status', 'team_rating_ct', ...HELD, 'queued_at', 'asked_at', ...CLOCK],
};

export interface ConsultWrite {
  action: string;
  party: Party;
  from: string;
  to: string;
  needs: Column[];
  may: Column[];
}

/** The lifecycle as the database guards it: who may change which columns, from which state to which. */
export function consultWrites(): ConsultWrite[] {
  const write = (action: string, party: Party, from: string, to: string, { always, perhaps = [] }: Writes): ConsultWrite => ({
    action, party, from, to, needs: [...always], may: [...new Set([...always, ...perhaps, ...KEPT])],
  });
  const rows = LIFECYCLE.flatMap(({ from, action, by, to }) =>
    from === null || action === 'save-draft'
      ? []
      : by.flatMap((party) => [
          write(action, party, from, to, writesOf(action, party)),
          ...(action === 'message' && ASKERS.includes(party) ? [write('dangerous-message', party, from, to, DANGEROUS)] : []),
          ...(action === 'set-conflict' && from !== 'draft' ? [write('move', party, from, ENDED.includes(from) ? from : 'submitted', MOVING)] : []),
        ]),
  );
  // Reading what the team wrote marks it, in whatever state.
  const reading = STATUSES.filter((status) => status !== 'draft').flatMap((status) =>
    ASKERS.filter((party) => party === 'asker' || isOpenStatus(status)).map((party) =>
      write('read', party, status, status, { always: ['unread_since'], perhaps: ['answer_read_at'] }),
    ),
  );
  return [...rows, ...reading];
}

const ASKERS: readonly Party[] = ['asker', 'ended-asker'];
const ENDED: readonly string[] = ['closed', 'withdrawn'];
