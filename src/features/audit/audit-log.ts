import { Injectable } from '@nestjs/common';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { invalid } from '../../platform/http/problem.js';
import type { AuditFilterDto } from './audit-filter.dto.js';
import { beginningOf, endOf } from './period.js';

/** One row of the record: codes and ids, never a name and never a text. */
export interface AuditEvent {
  id: string;
  at: string;
  action: string;
  /** Without a kind: an id that was asked for and not seen. */
  record: { kind: string | null; id: string } | null;
  accountId: string | null;
  mandateId: string | null;
  result: string;
}

/** Who did or read what, newest first. */
@Injectable()
export class AuditLog {
  constructor(private readonly database: Database) {}

  list(me: Person, filter: AuditFilterDto, limit: number, cursor?: string): Promise<{ items: AuditEvent[]; nextCursor: string | null }> {
    const after = cursor ? Buffer.from(cursor, 'base64url').toString() : null;
    if (after !== null && !isUuid(after)) {
      throw invalid([{ field: 'cursor', code: 'wrong-form', message: 'Deze bladwijzer kennen we niet. Begin opnieuw.' }]);
    }
    const { where, parameters } = conditionsOf(filter, after);
    return this.database.withActor(me, async (tx) => {
      const rows = await tx.query(
        `select id, at, action, record_kind, record_id, account_id, mandate_id, result from audit_events
         ${where} order by id desc limit ${limit + 1}`,
        parameters,
      );
      const items = rows.slice(0, limit).map(
        (row): AuditEvent => ({
          id: row.id,
          at: maybeLocalIso(row.at)!,
          action: row.action,
          record: row.record_id && { kind: row.record_kind, id: row.record_id },
          accountId: row.account_id,
          mandateId: row.mandate_id,
          result: row.result,
        }),
      );
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items, nextCursor: last ? Buffer.from(last.id).toString('base64url') : null };
    });
  }
}

/** Only what is asked for, so that each question finds its own index, and a period its own months. */
function conditionsOf(filter: AuditFilterDto, after: string | null): { where: string; parameters: unknown[] } {
  const asked: [sql: string, value: unknown][] = [
    ['id <', after],
    ['account_id =', filter.account],
    ['record_id =', filter.record],
    ['action =', filter.action],
    ['at >=', filter.from && beginningOf(filter.from)],
    ['at <', filter.to && endOf(filter.to)],
  ];
  const given = asked.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const conditions = given.map(([sql], index) => `${sql} $${index + 1}`);
  return { where: conditions.length ? `where ${conditions.join(' and ')}` : '', parameters: given.map(([, value]) => value) };
}
