import { Injectable } from '@nestjs/common';
import { dateOf } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { IN_SIGHT } from './consult.repository.js';
import type { ConsultInSight } from './consult.row.js';
import { scopeSql } from './consult-scope.js';
import type { DeskCount, DeskCounts, DeskShelf } from './desk-shelf.js';

export interface DeskFilter {
  shelf: DeskShelf;
  urgency?: string;
  limit: number;
  /** The last one of the page before. */
  after?: { due: Date | null; id: string };
}

export type DeskRow = ConsultInSight & { unread: number };

/** As the index consults_open_team has it. */
const OPEN = `c.status in ('submitted', 'in-progress', 'waiting-for-contact', 'answered')`;

const UNREAD = `(select count(*)::int from messages m
  where m.consult_id = seen.id and m.side = 'contact' and m.read_at is null) as unread`;

/** The team's lists. */
@Injectable()
export class DeskRepository {
  list(tx: Tx, me: Person, filter: DeskFilter): Promise<DeskRow[]> {
    return filter.shelf === 'ended' ? this.ended(tx, me, filter) : this.open(tx, me, filter);
  }

  /** What burns first: by the moment of the answer, then what has none. Keyset on (answer_due, id). */
  private open(tx: Tx, me: Person, { shelf, urgency, after, limit }: DeskFilter): Promise<DeskRow[]> {
    const { where, parameters } = scopeSql('consult.see', me);
    return tx.query(
      `select seen.*, ${UNREAD} from (${IN_SIGHT} where ${where} and ${OPEN}
         and ($5::text is null or c.urgency = $5)
         and ($6::text = 'open' or ($6 = 'new' and c.status = 'submitted') or ($6 = 'mine' and c.assignee_account_id = $1))
         and ($7::uuid is null or case when $8::timestamptz is null then c.answer_due is null and c.id > $7
           else c.answer_due is null or (c.answer_due, c.id) > ($8, $7) end)
       order by c.answer_due, c.id limit $9) seen order by seen.answer_due, seen.id`,
      [...parameters, urgency ?? null, shelf, after?.id ?? null, after?.due ?? null, limit],
    );
  }

  /** Newest first, keyset on the id. */
  private ended(tx: Tx, me: Person, { urgency, after, limit }: DeskFilter): Promise<DeskRow[]> {
    const { where, parameters } = scopeSql('consult.see', me);
    return tx.query(
      `select seen.*, ${UNREAD} from (${IN_SIGHT} where ${where} and c.status in ('closed', 'withdrawn')
         and ($5::text is null or c.urgency = $5) and ($6::uuid is null or c.id < $6)
       order by c.id desc limit $7) seen order by seen.id desc`,
      [...parameters, urgency ?? null, after?.id ?? null, limit],
    );
  }

  /** Of the open ones only. */
  async counts(tx: Tx, me: Person): Promise<DeskCounts> {
    const { where, parameters } = scopeSql('consult.see', me);
    const count = (name: string, which: string) =>
      `count(*) filter (where ${which})::int as ${name}, count(*) filter (where ${which} and c.answer_due < $5)::int as ${name}_late`;
    const [row] = await tx.query(
      `select ${count('new', `c.status = 'submitted'`)}, ${count('mine', 'c.assignee_account_id = $1')}, ${count('open', 'true')}
       from consults c left join teams t on t.code = c.team_code where ${where} and ${OPEN}`,
      [...parameters, dateOf(tx.now)],
    );
    const counted = (name: string): DeskCount => ({ all: row[name], late: row[`${name}_late`] });
    return { new: counted('new'), mine: counted('mine'), open: counted('open') };
  }
}
