import { describe, expect, it } from '@jest/globals';
import type { AuditEvent } from '../../features/audit/audit-log.js';
import { logLines } from './log-lines.js';

const row = (second: number, action: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  id: `row-${second}`,
  at: `2026-10-13T10:00:${String(second).padStart(2, '0')}+02:00`,
  action,
  record: { kind: 'consult', id: 'one' },
  accountId: 'olga',
  mandateId: 'hers',
  result: 'ok',
  ...more,
});

describe('the lines of the log', () => {
  it('one page that was opened is one line, from its first moment, each thing once', () => {
    const rows = [row(3, 'consult.read-follow-ups'), row(3, 'vault.open'), row(2, 'consult.read-messages'), row(2, 'vault.open'), row(1, 'consult.read')];
    expect(logLines(rows)).toEqual([
      expect.objectContaining({
        at: '2026-10-13T10:00:01+02:00',
        actions: ['consult.read', 'vault.open', 'consult.read-messages', 'consult.read-follow-ups'],
        rows: 5,
      }),
    ]);
  });

  it.each([
    ['another person', { accountId: 'omar' }],
    ['another mandate', { mandateId: 'other' }],
    ['another record', { record: { kind: 'consult', id: 'two' } }],
    ['a refusal', { result: 'role' }],
  ])('%s is a line of its own', (_what, more) => {
    expect(logLines([row(2, 'consult.read', more), row(1, 'consult.read')])).toHaveLength(2);
  });

  it('what was done later is another line, and so is what has no record', () => {
    expect(logLines([row(30, 'consult.read'), row(1, 'consult.read')])).toHaveLength(2);
    expect(logLines([row(2, 'session.open', { record: null }), row(1, 'session.open', { record: null })])).toHaveLength(2);
  });
});
