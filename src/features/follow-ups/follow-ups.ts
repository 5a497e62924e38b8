import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { isContact } from '../../domain/permissions.js';
import { followUpSteps, nextDue } from '../../domain/reminders.js';
import type { FollowUpOwner } from '../../domain/vocabulary.js';
import { dateOf, localDay, maybeDate, maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Idempotency } from '../../platform/http/idempotency.js';
import { forbidden, notFound, rule, stateRefuses } from '../../platform/http/problem.js';
import { Vault, type RecordKey } from '../../platform/vault/vault.js';
import { checkTexts } from '../consults/checked-text.js';
import { ConsultQueries } from '../consults/consult-queries.js';
import { ConsultWork } from '../consults/consult-work.js';
import { isUuid } from '../../platform/http/ids.js';

export interface FollowUpView {
  id: string;
  dueOn: string;
  text: string;
  owner: FollowUpOwner;
  createdAt: string;
  completedAt: string | null;
  outcome: string | null;
}

export interface NewFollowUp {
  dueOn: string;
  text: string;
  owner: FollowUpOwner;
  acknowledgedFindings?: boolean;
}

interface Row {
  id: string;
  consult_id: string;
  due_on: string;
  owner: FollowUpOwner;
  text_ct: Buffer;
  outcome_ct: Buffer | null;
  created_at: Date;
  completed_at: Date | null;
}

const ROWS = `select id, consult_id, due_on::text as due_on, owner, text_ct, outcome_ct, created_at, completed_at from follow_ups`;

/** What was agreed for a day, by whom to be done. Texts lie under the consult's key. */
@Injectable()
export class FollowUps {
  constructor(
    private readonly database: Database,
    private readonly work: ConsultWork,
    private readonly queries: ConsultQueries,
    private readonly vault: Vault,
    private readonly idempotency: Idempotency,
  ) {}

  list(me: Person, consultId: string): Promise<FollowUpView[]> {
    return this.queries.read(me, consultId, 'consult.read-content', async (tx) => {
      const rows: Row[] = await tx.query(`${ROWS} where consult_id = $1 order by due_on, id`, [consultId]);
      if (!rows.length) return [];
      const key = await this.vault.open(tx, consultId);
      await tx.audit('consult.read-follow-ups', { kind: 'consult', id: consultId });
      return rows.map((row) => view(row, key));
    });
  }

  async get(me: Person, id: string): Promise<FollowUpView> {
    const consultId = isUuid(id) ? await this.consultOf(me, id) : null;
    const found = consultId && (await this.list(me, consultId)).find((one) => one.id === id);
    if (!found) throw notFound();
    return found;
  }

  add(me: Person, consultId: string, input: NewFollowUp, options: { ifMatch?: string; key?: string } = {}): Promise<FollowUpView> {
    return this.work.on(me, consultId, 'consult.follow-up', undefined, async (hold) => {
      const { tx } = hold;
      const id = await this.idempotency.once(
        tx,
        me,
        { route: `consults/${consultId}/follow-ups`, key: options.key, body: input },
        uuid(),
        async () => undefined,
      );
      const key = await hold.key();
      const [before]: Row[] = await tx.query(`${ROWS} where id = $1`, [id]);
      if (before) return view(before, key);

      hold.refuseStale(options.ifMatch);
      hold.step('follow-up');
      if (input.dueOn < localDay(tx.now).toString()) {
        const message = 'Kies vandaag of een dag die nog komt.';
        throw rule('past', message, { errors: [{ field: 'dueOn', code: 'past', message }] });
      }
      if (isContact(me.role)) checkTexts({ text: input.text }, input.acknowledgedFindings);
      const steps = followUpSteps({ id, dueOn: input.dueOn, owner: input.owner }, hold.tables.reminders);
      await tx.query(
        `insert into follow_ups (id, consult_id, due_on, owner, text_ct, created_by, created_at, next_reminder_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          id,
          consultId,
          input.dueOn,
          input.owner,
          key.seal(place(id, 'text_ct'), input.text),
          me.accountId,
          dateOf(tx.now),
          // Only what is still to come: a step that had passed when it was agreed reminds nobody.
          maybeDate(nextDue(steps, tx.now)),
        ],
      );
      await hold.happened('follow-up-agreed');
      await tx.audit('consult.follow-up', { kind: 'follow-up', id });
      const [row]: Row[] = await tx.query(`${ROWS} where id = $1`, [id]);
      return view(row!, key);
    });
  }

  /** By its owner, once. */
  async complete(me: Person, id: string, input: { outcome: string; acknowledgedFindings?: boolean }): Promise<FollowUpView> {
    const consultId = isUuid(id) ? await this.consultOf(me, id) : null;
    if (!consultId) throw notFound();
    return this.work.on(me, consultId, 'consult.follow-up', undefined, async (hold) => {
      const { tx } = hold;
      const [row]: Row[] = await tx.query(`${ROWS} where id = $1 for update`, [id]);
      if (!row) throw notFound();
      const owns = row.owner === 'contact' ? hold.parties.includes('asker') : hold.parties.includes('team');
      if (!owns) throw forbidden();
      if (row.completed_at) throw stateRefuses([], 'Deze opvolging is al afgerond.');
      if (isContact(me.role)) checkTexts({ outcome: input.outcome }, input.acknowledgedFindings);
      const key = await hold.key();
      const done = { outcome_ct: key.seal(place(id, 'outcome_ct'), input.outcome), completed_at: dateOf(tx.now) };
      await tx.query('update follow_ups set outcome_ct = $2, completed_at = $3, next_reminder_at = null where id = $1', [
        id,
        done.outcome_ct,
        done.completed_at,
      ]);
      await hold.happened('follow-up-done');
      await tx.audit('follow-up.complete', { kind: 'follow-up', id });
      return view({ ...row, ...done }, key);
    });
  }

  private consultOf(me: Person, id: string): Promise<string | null> {
    return this.database.withActor(me, async (tx) => {
      const [row] = await tx.query('select consult_id from follow_ups where id = $1', [id]);
      return row?.consult_id ?? null;
    });
  }
}

const place = (id: string, column: string) => ({ table: 'follow_ups', column, rowId: id });

const view = (row: Row, key: RecordKey): FollowUpView => ({
  id: row.id,
  dueOn: row.due_on,
  text: key.unseal(place(row.id, 'text_ct'), row.text_ct),
  owner: row.owner,
  createdAt: maybeLocalIso(row.created_at)!,
  completedAt: maybeLocalIso(row.completed_at),
  outcome: row.outcome_ct && key.unseal(place(row.id, 'outcome_ct'), row.outcome_ct),
});
