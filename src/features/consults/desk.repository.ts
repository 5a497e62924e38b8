import { Injectable } from '@nestjs/common';
import { URGENCIES, type Urgency } from '../../domain/vocabulary.js';
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

export interface DeskRow extends ConsultInSight {
  unread: number;
  /** The team's last word is a note of a volunteer: no counsellor went into it yet. */
  volunteer_note: boolean;
}

/** As the index consults_open_team has it. */
const OPEN = `c.status in ('submitted', 'in-progress', 'waiting-for-contact', 'answered')`;

const UNREAD = `(select count(*)::int from messages m
  where m.consult_id = seen.id and m.side = 'contact' and m.read_at is null) as unread`;

const VOLUNTEER_NOTE = `coalesce((select m.kind = 'internal-note' and exists (
    select 1 from mandates v join teams h on h.organisation_id = v.organisation_id
    where v.account_id = m.author_account_id and v.role = 'volunteer' and h.code = seen.team_code)
  from messages m where m.consult_id = seen.id and m.side = 'team' and m.team_code = seen.team_code
  order by m.id desc limit 1), false) as volunteer_note`;

const ON_SHELF: Record<Exclude<DeskShelf, 'ended'>, string> = {
  new: `c.status = 'submitted'`,
  mine: 'c.assignee_account_id = $1',
  open: 'true',
};

/** The team's lists. */
@Injectable()
export class DeskRepository {
  list(tx: Tx, me: Person, filter: DeskFilter): Promise<DeskRow[]> {
    return filter.shelf === 'ended' ? this.ended(tx, me, filter) : this.open(tx, me, filter.shelf, filter);
  }

  /** What burns first: by the moment of the answer, then what has none. Keyset on (answer_due, id). */
  private open(tx: Tx, me: Person, shelf: keyof typeof ON_SHELF, { urgency, after, limit }: DeskFilter): Promise<DeskRow[]> {
    const { where, parameters } = scopeSql('consult.see', me);
    return tx.query(
      `select seen.*, ${UNREAD}, ${VOLUNTEER_NOTE} from (${IN_SIGHT} where ${where} and ${OPEN}
         and ($5::text is null or c.urgency = $5)
         and ${ON_SHELF[shelf]}
         and ($6::uuid is null or case when $7::timestamptz is null then c.answer_due is null and c.id > $6
           else c.answer_due is null or (c.answer_due, c.id) > ($7, $6) end)
       order by c.answer_due, c.id limit $8) seen order by seen.answer_due, seen.id`,
      [...parameters, urgency ?? null, after?.id ?? null, after?.due ?? null, limit],
    );
  }

  /** Newest first, keyset on the id. */
  private ended(tx: Tx, me: Person, { urgency, after, limit }: DeskFilter): Promise<DeskRow[]> {
    const { where, parameters } = scopeSql('consult.see', me);
    return tx.query(
      `select seen.*, ${UNREAD}, ${VOLUNTEER_NOTE} from (${IN_SIGHT} where ${where} and c.status in ('closed', 'withdrawn')
         and ($5::text is null or c.urgency = $5) and ($6::uuid is null or c.id < $6)
       order by c.id desc limit $7) seen order by seen.id desc`,
      [...parameters, urgency ?? null, after?.id ?? null, limit],
    );
  }

  /** Of the open ones only. */
  async counts(tx: Tx, me: Person, shown: DeskShelf): Promise<DeskCounts> {
    const { where, parameters } = scopeSql('consult.see', me);
    const count = (name: string, which: string) => `count(*) filter (where ${which})::int as ${name}`;
    const shelves = Object.entries(ON_SHELF).flatMap(([name, which]) => [
      count(`${name}`, which),
      count(`${name}_late`, `${which} and c.answer_due < $5`),
    ]);
    const urgencies = shown === 'ended' ? [] : URGENCIES.map((urgency) => count(urgency, `${ON_SHELF[shown]} and c.urgency = '${urgency}'`));
    const [row] = await tx.query(
      `select ${[...shelves, ...urgencies].join(', ')}
       from consults c left join teams t on t.code = c.team_code where ${where} and ${OPEN}`,
      [...parameters, dateOf(tx.now)],
    );
    const counted = (name: string): DeskCount => ({ all: row[name], late: row[`${name}_late`] });
    const byUrgency = Object.fromEntries(URGENCIES.map((urgency) => [urgency, row[urgency]])) as Record<Urgency, number>;
    return { new: counted('new'), mine: counted('mine'), open: counted('open'), ...(urgencies.length ? { urgencies: byUrgency } : {}) };
  }
}
