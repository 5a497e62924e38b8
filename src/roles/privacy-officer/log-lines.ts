import type { AuditEvent } from '../../features/audit/audit-log.js';

/** One line of the page: several rows when one person did several things with one record in one go. */
export interface LogLine extends Omit<AuditEvent, 'id' | 'action'> {
  /** In the order in which they happened, each once. */
  actions: string[];
  rows: number;
}

const ONE_GO_MS = 5000;

/** Opening one page is several rows of the record. They are told as one line; the record itself stays as it is. */
export function logLines(newestFirst: readonly AuditEvent[]): LogLine[] {
  const lines: LogLine[] = [];
  for (const { id: _id, action, ...event } of newestFirst) {
    const line = lines.at(-1);
    if (line && inOneGo(line, event)) {
      line.actions = [action, ...line.actions.filter((one) => one !== action)];
      line.at = event.at;
      line.rows += 1;
    } else {
      lines.push({ ...event, actions: [action], rows: 1 });
    }
  }
  return lines;
}

const inOneGo = (line: LogLine, event: Omit<AuditEvent, 'id' | 'action'>): boolean =>
  line.record !== null &&
  line.record.id === event.record?.id &&
  line.accountId === event.accountId &&
  line.mandateId === event.mandateId &&
  line.result === event.result &&
  Date.parse(line.at) - Date.parse(event.at) <= ONE_GO_MS;
