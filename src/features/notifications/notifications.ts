import { Injectable } from '@nestjs/common';
import { gapSentence } from '../../domain/restore-gap.js';
import { dateOf, instantOf, maybeLocalIso, type Rows } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { idAt, pageOf, type Page } from '../../platform/http/cursor.js';
import { notFound } from '../../platform/http/problem.js';
import { scopeSql } from '../consults/consult-scope.js';
import { sawWarning } from '../consults/consult-retention.js';
import { escalationScopeSql } from '../consults/escalation-scope.js';
import { isUuid } from '../../platform/http/ids.js';
import { noticeText, type NoticeWords } from './notice-texts.js';

export interface NoticeView {
  id: string;
  event: string;
  consultId: string | null;
  escalationId: string | null;
  reference: string | null;
  text: string;
  at: string;
  readAt: string | null;
}

/** What happened, for one mandate. A notice of a consult that is out of sight is out of sight too. */
@Injectable()
export class Notifications {
  constructor(private readonly database: Database) {}

  list(me: Person, limit: number, cursor?: string, unreadOnly = false): Promise<Page<NoticeView>> {
    const after = idAt(cursor) ?? null;
    return this.database.withActor(me, async (tx) => {
      const { from, parameters } = inSight(me);
      // Postgres expects nearly no notice to be in sight, and would look at all of hers to sort them; the index has them in order.
      await tx.query('set local enable_sort = off');
      const rows = await tx.query(
        `select n.id, n.event, n.consult_id, n.escalation_id, n.at, n.read_at, c.reference,
           (select a.name from outbox o join mandates r on r.id = (o.payload->>'mandateId')::uuid join accounts a on a.id = r.account_id
             where o.id = n.outbox_id and (n.event in ('address.refused', 'reminder.still-unanswered', 'registration.new-colleague') or n.event like 'mandate.%')
             union all select s.name from outbox o join organisations s on s.id = (o.payload->>'organisationId')::uuid
             where o.id = n.outbox_id and n.event like 'organisation.%' limit 1) as name,
           (select o.payload from outbox o where o.id = n.outbox_id and n.event like 'data-subject-request.%') as request,
           g.lost_from, g.lost_to ${from}
           and ($6::uuid is null or n.id < $6) and (not $7 or n.read_at is null)
         order by n.id desc limit $8`,
        [...parameters, after, unreadOnly, limit + 1],
      );
      return pageOf(rows, limit, ({ id }) => id, viewOf);
    });
  }

  async markRead(me: Person, id: string): Promise<void> {
    if (!isUuid(id)) throw notFound();
    const warned = await this.database.withActor(me, async (tx) => {
      const { from, parameters } = inSight(me);
      const [read] = await tx.query(
        `with read as (update notifications set read_at = coalesce(read_at, $7)
           where id = $6 and id in (select n.id ${from}) returning event, consult_id)
         select event, consult_id from read`,
        [...parameters, id, dateOf(tx.now)],
      );
      if (!read) throw notFound();
      return read.event === 'reminder.destruction' ? (read.consult_id as string) : null;
    });
    if (warned) await sawWarning(this.database, me, warned);
  }

  /** Opening an escalation reads its notices; to the asker they are of her consult. */
  async markReadOfEscalation(me: Person, escalationId: string): Promise<void> {
    await this.database.withActor(me, (tx) =>
      tx.query('update notifications set read_at = $3 where escalation_id = $1 and mandate_id = $2 and read_at is null', [
        escalationId,
        me.mandateId,
        dateOf(tx.now),
      ]),
    );
  }

  /** Opening a consult reads its notices. */
  async markReadOf(me: Person, consultId: string): Promise<void> {
    await this.database.withActor(me, (tx) =>
      tx.query('update notifications set read_at = $3 where consult_id = $1 and mandate_id = $2 and read_at is null', [
        consultId,
        me.mandateId,
        dateOf(tx.now),
      ]),
    );
  }
}

const viewOf = (row: Rows[number]): NoticeView => ({
  id: row.id,
  event: row.event,
  consultId: row.consult_id,
  escalationId: row.escalation_id,
  reference: row.reference,
  text: noticeText(row.event, { ...(row as NoticeWords), gap: row.lost_from && gapSentence({ lostFrom: instantOf(row.lost_from), lostTo: instantOf(row.lost_to) }) }),
  at: maybeLocalIso(row.at)!,
  readAt: maybeLocalIso(row.read_at),
});

/** Her notices, of what she still sees; that a draft was not sent is no news once it was, nor the end of what goes on. Parameters $1 to $4 are the scope's, $5 the mandate. */
function inSight(me: Person): { from: string; parameters: unknown[] } {
  const { where, parameters } = scopeSql('consult.see', me);
  return {
    from: `from notifications n left join consults c on c.id = n.consult_id left join teams t on t.code = c.team_code
      left join outbox r on r.id = n.outbox_id and n.event = 'service.restored' left join restore_gaps g on g.id = (r.payload->>'gapId')::uuid
      where n.mandate_id = $5 and (n.consult_id is null or (${where}))
        and (n.event <> 'reminder.draft-not-sent' or c.status = 'draft')
        and (n.event <> 'reminder.destruction' or c.destroy_on is not null)
        and (n.escalation_id is null or exists (
          select 1 from kb.escalations_in_sight e
          where e.id = n.escalation_id and ${escalationScopeSql('escalation.see', me).where}))`,
    parameters: [...parameters, me.mandateId],
  };
}
