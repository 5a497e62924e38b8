import { escalationAllows, type EscalationState, type EscalationStep } from '../../domain/escalation.js';
import { escalationSideOf } from '../../domain/permissions.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { EscalationRow } from '../consults/escalation-in-sight.js';
import { linkedConsult, type LinkedConsult } from '../consults/linked-consult.js';
import type { EscalationContent } from './escalation-content.js';

/** What every list shows: never a text. */
export interface EscalationItem {
  id: string;
  state: EscalationState;
  federation: { name: string };
  askedAt: string;
  decidedAt: string | null;
  withdrawnAt: string | null;
  /** Of the club's consult only this; its id is for who asked it, its outcome for who may read the extract. */
  consult: LinkedConsult & { id?: string; outcome?: string | null };
  allowed: EscalationStep[];
}

/** A consult that was opened from it; its id is for who opened it. */
export interface OpenedConsult extends LinkedConsult {
  id?: string;
  outcome: string | null;
}

export interface EscalationView extends EscalationItem, Partial<EscalationContent> {
  opened: OpenedConsult[];
}

export function itemOf(row: EscalationRow, me: Person): EscalationItem {
  const side = escalationSideOf('escalation.see', me.role)!;
  return {
    id: row.id,
    state: row.state,
    federation: { name: row.federation_name },
    askedAt: maybeLocalIso(row.asked_at)!,
    decidedAt: maybeLocalIso(row.decided_at),
    withdrawnAt: maybeLocalIso(row.withdrawn_at),
    consult: { ...(side === 'asker' ? { id: row.consult_id } : {}), ...linkedConsult(row) },
    allowed: escalationAllows(row.state, side),
  };
}
