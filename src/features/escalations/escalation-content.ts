import type { RecordKey } from '../../platform/vault/vault.js';
import type { EscalationRow } from '../consults/escalation-in-sight.js';

/** What crosses to the federation, frozen when it was sent (domain 2, the boundary receipt). */
export interface EscalationReceipt {
  sentAt: string;
  to: string;
  professionalSecrecy: false;
  dutyOfDiscretion: true;
  crosses: string[];
  stays: string[];
  checkedByContact: boolean;
}

export interface EscalationContent {
  extract: string;
  receipt: EscalationReceipt;
  reason: string | null;
}

type Column = 'extract_ct' | 'receipt_ct' | 'reason_ct';

export const sealed = (key: RecordKey, id: string, column: Column, text: string): Buffer =>
  key.seal({ table: 'escalations', column, rowId: id }, text);

export function contentOf(key: RecordKey, row: EscalationRow): EscalationContent {
  const open = (column: Column, text: Buffer): string => key.unseal({ table: 'escalations', column, rowId: row.id }, text);
  return {
    extract: open('extract_ct', row.extract_ct),
    receipt: JSON.parse(open('receipt_ct', row.receipt_ct)),
    reason: row.reason_ct && open('reason_ct', row.reason_ct),
  };
}
