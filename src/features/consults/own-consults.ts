import { Injectable } from '@nestjs/common';
import type { Facts } from '../../domain/vocabulary.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { RecordKey } from '../../platform/vault/vault.js';
import { unsealContent, type HowToReach, type Outcome } from './consult-content.js';
import type { ConsultRow } from './consult.row.js';
import { scopeSql } from './consult-scope.js';

/** Reference and dates: what anybody keeps of a consult that was theirs. */
export interface ConsultDates {
  reference: string;
  status: string;
  createdAt: string;
  submittedAt: string | null;
  answeredAt: string | null;
  closedAt: string | null;
}

/** What she wrote and chose herself. No word of the team, none of a colleague. */
export interface OwnWords {
  question: string | null;
  narrative: string | null;
  facts: Partial<Facts> | null;
  howToReachMe: HowToReach | null;
  hiddenFrom: string[];
  messages: { at: string; text: string }[];
  rating: object | null;
  ending: Outcome | null;
}

export interface HandledConsult {
  reference: string;
  submittedAt: string | null;
  closedAt: string | null;
  messagesWritten: number;
}

/** One's own part of consults, for who asks what is known of them. */
@Injectable()
export class OwnConsults {
  constructor(private readonly database: Database) {}

  /** Asked under the organisation of this mandate, oldest first. */
  async asked(me: Person): Promise<string[]> {
    const rows = await this.database.withActor(me, (tx) =>
      tx.query('select id from consults where asker_account_id = $1 and organisation_id = $2 order by id', [me.accountId, me.organisationId]),
    );
    return rows.map(({ id }) => id);
  }

  /** Dates of what she asked for organisations where she has no mandate any more: their texts are closed to her. */
  askedBefore(tx: Tx, accountId: string, organisations: readonly string[]): Promise<ConsultDates[]> {
    return tx
      .query(
        `select reference, status, created_at, submitted_at, answered_at, closed_at from consults
         where asker_account_id = $1 and not (organisation_id = any($2::uuid[])) order by id`,
        [accountId, organisations],
      )
      .then((rows) => rows.map((row) => datesOf(row as ConsultRow)));
  }

  /** As somebody of a team: what lies with her now, or what she wrote in, as far as her team still sees it. */
  handled(me: Person): Promise<HandledConsult[]> {
    const { where, parameters } = scopeSql('consult.see', me);
    return this.database.withActor(me, async (tx) => {
      const rows = await tx.query(
        `select h.reference, h.submitted_at, h.closed_at, h.written from (
           select c.id, c.reference, c.submitted_at, c.closed_at, c.assignee_account_id,
             (select count(*)::int from messages m where m.consult_id = c.id and m.author_account_id = $1) as written
           from consults c left join teams t on t.code = c.team_code where ${where}) h
         where h.assignee_account_id = $1 or h.written > 0 order by h.id`,
        parameters,
      );
      return rows.map((row) => ({
        reference: row.reference,
        submittedAt: maybeLocalIso(row.submitted_at),
        closedAt: maybeLocalIso(row.closed_at),
        messagesWritten: row.written,
      }));
    });
  }

  /** Null when it is gone, or hers no longer. */
  async row(tx: Tx, me: Person, id: string): Promise<ConsultRow | null> {
    const [row] = await tx.query('select * from consults where id = $1 and asker_account_id = $2 and organisation_id = $3', [
      id,
      me.accountId,
      me.organisationId,
    ]);
    return row ?? null;
  }

  async words(tx: Tx, me: Person, row: ConsultRow, key: RecordKey): Promise<OwnWords> {
    const content = unsealContent(key, row);
    const messages = await tx.query(
      `select id, text_ct, at from messages where consult_id = $1 and author_account_id = $2 and side = 'contact' order by id`,
      [row.id, me.accountId],
    );
    return {
      question: content.question,
      narrative: content.narrative,
      facts: content.facts,
      howToReachMe: content.contact,
      hiddenFrom: row.hidden_from,
      messages: messages.map(({ id, text_ct: sealed, at }) => ({
        at: maybeLocalIso(at)!,
        text: key.unseal({ table: 'messages', column: 'text_ct', rowId: id }, sealed),
      })),
      rating: content.contactRating,
      ending: (await endedByHerself(tx, row.id)) ? content.outcome : null,
    };
  }
}

export const datesOf = (row: ConsultRow): ConsultDates => ({
  reference: row.reference,
  status: row.status,
  createdAt: maybeLocalIso(row.created_at)!,
  submittedAt: maybeLocalIso(row.submitted_at),
  answeredAt: maybeLocalIso(row.answered_at),
  closedAt: maybeLocalIso(row.closed_at),
});

/** Why it ended was written by who ended it last. */
async function endedByHerself(tx: Tx, consultId: string): Promise<boolean> {
  const [last] = await tx.query(
    `select side from consult_events where consult_id = $1 and kind in ('closed', 'withdrawn') order by id desc limit 1`,
    [consultId],
  );
  return last?.side === 'contact';
}
