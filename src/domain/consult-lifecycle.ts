import type { Held } from './mandates.js';
import type { Role, Status, Urgency } from './vocabulary.js';

/** Who may do it, seen from the consult. One person can be several of these. */
export type Party =
  | 'asker'
  | 'club-asker'
  | 'ended-asker'
  | 'assignee'
  | 'assigned-volunteer'
  | 'team'
  | 'volunteer'
  | 'team-lead'
  | 'relief'
  | 'coordinator'
  | 'system';

export const LIFECYCLE_ACTIONS = [
  'save-draft',
  'edit-draft',
  'discard',
  'submit',
  'claim',
  'assign',
  'take-over',
  'release',
  'request-information',
  'answer',
  'reply',
  'message',
  'raise-danger',
  'internal-note',
  'follow-up',
  'share',
  'set-conflict',
  'co-consult',
  'escalate',
  'rate',
  'close',
  'reopen',
  'withdraw',
  'keep',
  'destroy',
  'close-no-reaction',
  'close-after-answer',
] as const;
export type LifecycleAction = (typeof LIFECYCLE_ACTIONS)[number];

export interface Transition {
  from: Status | null;
  action: LifecycleAction;
  by: Party[];
  to: Status | 'gone';
}

export const OPEN = ['submitted', 'in-progress', 'waiting-for-contact', 'answered'] as const;
export const isOpenStatus = (status: Status): boolean => (OPEN as readonly Status[]).includes(status);

/** The same action from several states, each staying where it is. */
const staying = (from: readonly Status[], action: LifecycleAction, by: Party[]): Transition[] =>
  from.map((status) => ({ from: status, action, by, to: status }));

/** Who asked, also after her mandate ended: what she began she may still answer (domain 10). */
const REPLIERS: Party[] = ['asker', 'ended-asker'];
const RELEASERS: Party[] = ['assignee', 'assigned-volunteer', 'team-lead', 'coordinator', 'system'];

/** Domain 3, one literal. Four eyes and transfers between teams add their rows with their own states. */
export const LIFECYCLE: readonly Transition[] = [
  { from: null, action: 'save-draft', by: ['asker'], to: 'draft' },
  { from: 'draft', action: 'edit-draft', by: ['asker'], to: 'draft' },
  { from: 'draft', action: 'discard', by: ['asker'], to: 'gone' },
  { from: 'draft', action: 'submit', by: ['asker'], to: 'submitted' },

  { from: 'submitted', action: 'claim', by: ['team', 'volunteer'], to: 'in-progress' },
  { from: 'submitted', action: 'assign', by: ['team', 'team-lead'], to: 'in-progress' },
  { from: 'in-progress', action: 'assign', by: ['team', 'team-lead'], to: 'in-progress' },
  { from: 'waiting-for-contact', action: 'assign', by: ['team', 'team-lead'], to: 'waiting-for-contact' },
  { from: 'answered', action: 'assign', by: ['team', 'team-lead'], to: 'answered' },
  ...staying(['in-progress', 'waiting-for-contact', 'answered'], 'take-over', ['relief']),
  { from: 'in-progress', action: 'release', by: RELEASERS, to: 'submitted' },
  { from: 'waiting-for-contact', action: 'release', by: RELEASERS, to: 'submitted' },

  { from: 'in-progress', action: 'request-information', by: ['assignee'], to: 'waiting-for-contact' },
  { from: 'waiting-for-contact', action: 'reply', by: REPLIERS, to: 'in-progress' },
  { from: 'in-progress', action: 'answer', by: ['assignee'], to: 'answered' },
  { from: 'answered', action: 'reply', by: REPLIERS, to: 'in-progress' },

  { from: 'submitted', action: 'message', by: REPLIERS, to: 'submitted' },
  { from: 'in-progress', action: 'message', by: [...REPLIERS, 'assignee'], to: 'in-progress' },
  { from: 'waiting-for-contact', action: 'message', by: ['assignee'], to: 'waiting-for-contact' },
  { from: 'answered', action: 'message', by: ['assignee'], to: 'answered' },
  ...staying(['submitted', 'in-progress'], 'raise-danger', REPLIERS),
  { from: 'waiting-for-contact', action: 'raise-danger', by: REPLIERS, to: 'in-progress' },
  { from: 'answered', action: 'raise-danger', by: REPLIERS, to: 'in-progress' },
  ...staying(OPEN, 'internal-note', ['team', 'team-lead', 'assigned-volunteer']),
  ...staying(['in-progress', 'waiting-for-contact', 'answered'], 'follow-up', ['asker', 'assignee']),
  ...staying([...OPEN, 'closed'], 'share', ['asker']),
  ...staying(['draft', ...OPEN, 'closed', 'withdrawn'], 'set-conflict', ['asker']),
  ...staying(OPEN, 'co-consult', ['asker']),
  ...staying(OPEN, 'escalate', ['club-asker']),
  ...staying(['in-progress', 'waiting-for-contact', 'answered'], 'rate', ['assignee', 'asker']),
  ...staying(['submitted', 'closed'], 'rate', ['asker']),

  { from: 'answered', action: 'close', by: ['asker', 'assignee'], to: 'closed' },
  { from: 'answered', action: 'close-after-answer', by: ['system'], to: 'closed' },
  { from: 'waiting-for-contact', action: 'close-no-reaction', by: ['system'], to: 'closed' },
  { from: 'submitted', action: 'withdraw', by: ['asker'], to: 'withdrawn' },
  { from: 'in-progress', action: 'withdraw', by: ['asker'], to: 'withdrawn' },
  { from: 'waiting-for-contact', action: 'withdraw', by: ['asker'], to: 'withdrawn' },
  // Within 30 days of closing; the same assignee if still there, else back in the queue (see `reopenedStatus`).
  { from: 'closed', action: 'reopen', by: ['asker', 'team', 'team-lead'], to: 'in-progress' },
  { from: 'closed', action: 'reopen', by: ['asker', 'team', 'team-lead'], to: 'submitted' },

  // The end of its time (domain 9). Of what was withdrawn the asker need not wait for it, if nobody ever claimed it.
  ...staying(['draft', 'closed', 'withdrawn'], 'keep', ['asker']),
  { from: 'draft', action: 'destroy', by: ['system'], to: 'gone' },
  { from: 'closed', action: 'destroy', by: ['system'], to: 'gone' },
  { from: 'withdrawn', action: 'destroy', by: ['system', 'asker'], to: 'gone' },
];

/** Days after closing in which a consult can be opened again (domain 3). */
export const REOPEN_DAYS = 30;

export const reopenedStatus = (assigneeStillThere: boolean): Status =>
  assigneeStillThere ? 'in-progress' : 'submitted';

/** What these parties may do now, in the order of the table. */
export function allowedActions(status: Status, parties: readonly Party[]): LifecycleAction[] {
  const matching = LIFECYCLE.filter((row) => row.from === status && row.by.some((party) => parties.includes(party)));
  return [...new Set(matching.map((row) => row.action))];
}

/** Where an action leads; null when this state does not allow it to these parties. */
export function transition(status: Status, action: LifecycleAction, parties: readonly Party[]): Status | 'gone' | null {
  const row = LIFECYCLE.find(
    (candidate) =>
      candidate.from === status && candidate.action === action && candidate.by.some((party) => parties.includes(party)),
  );
  return row?.to ?? null;
}

export interface ConsultStanding {
  team: string | null;
  line1712: boolean;
  asker: string;
  assignee: string | null;
  /** A volunteer holds it. */
  withVolunteer: boolean;
  urgency: Urgency | null;
}

const COUNSELLING: readonly Role[] = ['counsellor', 'team-lead'];

/** Which parties somebody is, for one consult. */
export function partiesOf(
  who: { accountId: string; role: Role; team: string | null; standing?: Held },
  consult: ConsultStanding,
): Party[] {
  const parties: Party[] = [];
  if (consult.asker === who.accountId && (who.role === 'club-contact' || who.role === 'federation-contact')) {
    if (who.standing === 'ended') return ['ended-asker'];
    parties.push('asker');
    if (who.role === 'club-contact') parties.push('club-asker');
  }
  const inTeam = who.team !== null && who.team === consult.team;
  const counselling = COUNSELLING.includes(who.role);
  if (inTeam && counselling) parties.push('team');
  if (inTeam && counselling && consult.assignee === who.accountId) parties.push('assignee');
  if (inTeam && who.role === 'team-lead') parties.push('team-lead');
  if (inTeam && relieves(who, consult)) parties.push('relief');
  if (inTeam && who.role === 'volunteer') {
    if (volunteersMayHave(consult.urgency)) parties.push('volunteer');
    if (consult.assignee === who.accountId) parties.push('assigned-volunteer');
  }
  if (who.role === 'coordinator' && consult.line1712) parties.push('coordinator');
  return parties;
}

/** Who may take it over as it is: from a volunteer every counsellor, from a colleague the lead. */
const relieves = (who: { accountId: string; role: Role }, { assignee, withVolunteer }: ConsultStanding): boolean =>
  assignee !== null &&
  assignee !== who.accountId &&
  (who.role === 'team-lead' || (who.role === 'counsellor' && withVolunteer));

/** A volunteer claims normal and low consults only (domain 1). */
export const volunteersMayHave = (urgency: Urgency | null): boolean => urgency === 'normal' || urgency === 'low';

/** Roles that, in the best of cases, can be one of these parties: others are refused by role, not by state. */
const ROLES_OF: Record<Exclude<Party, 'system'>, readonly Role[]> = {
  asker: ['club-contact', 'federation-contact'],
  'club-asker': ['club-contact'],
  'ended-asker': ['club-contact', 'federation-contact'],
  assignee: COUNSELLING,
  team: COUNSELLING,
  volunteer: ['volunteer'],
  'assigned-volunteer': ['volunteer'],
  'team-lead': ['team-lead'],
  relief: COUNSELLING,
  coordinator: ['coordinator'],
};

export function roleMayEver(role: Role, action: LifecycleAction): boolean {
  return LIFECYCLE.some(
    (row) =>
      row.action === action && row.by.some((party) => party !== 'system' && ROLES_OF[party].includes(role)),
  );
}

/**
 * Called once at start-up: every state can be reached from nothing, and from every state there is a way out.
 * @throws Error naming the state
 */
export function checkLifecycle(table: readonly Transition[], statuses: readonly Status[]): void {
  const reached = new Set<Status | null>([null]);
  for (let grown = true; grown; ) {
    const before = reached.size;
    for (const row of table) if (reached.has(row.from) && row.to !== 'gone') reached.add(row.to);
    grown = reached.size > before;
  }
  for (const status of statuses) {
    if (!reached.has(status)) throw new Error(`lifecycle: ${status} cannot be reached`);
    if (!table.some((row) => row.from === status && row.to !== status)) {
      throw new Error(`lifecycle: ${status} is a dead end`);
    }
  }
}
