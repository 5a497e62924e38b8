import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OPEN } from '../../domain/consult-lifecycle.js';
import { formatReference } from '../../domain/references.js';
import type { MessageKind } from '../../domain/vocabulary.js';
import { inOfficeSql } from '../../platform/auth/mandate-standing.js';
import { dateOf, localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import type { ConsultInSight, ConsultRow, MessageRow, WatchedConsult } from './consult.row.js';
import { scopeSql } from './consult-scope.js';
import type { AskerNews, TeamView } from './consult-views.js';

export type Changes = Partial<Omit<ConsultRow, 'id' | 'reference' | 'version'>>;

export const IN_SIGHT = `select c.*, t.kind as team_kind, t.name as team_name, a.name as assignee_name,
    c.assignee_account_id is not null and 'volunteer' = (select h.role from mandates h
      where h.account_id = c.assignee_account_id and h.organisation_id = t.organisation_id
      order by h.valid_from desc, h.id desc limit 1) is true as with_volunteer,
    exists (select 1 from consult_shares s where s.consult_id = c.id and s.account_id = $1) as shared,
    exists (select 1 from mandates k where k.account_id = $1 and k.organisation_id = c.organisation_id) as knows_organisation,
    c.status = 'withdrawn' and exists (select 1 from consult_events e where e.consult_id = c.id and e.kind in ('claimed', 'assigned')) as ever_claimed
  from consults c left join teams t on t.code = c.team_code left join accounts a on a.id = c.assignee_account_id`;

export interface ListFilter {
  status?: string;
  urgency?: string;
  assigned?: 'me' | 'nobody';
  /** Of what a contact sees: asked by herself, or shared with her. */
  whose?: 'mine' | 'shared';
  limit: number;
  /** The last id of the page before. */
  after?: string;
}

/** All SQL of consults and their threads. */
@Injectable()
export class ConsultRepository {
  /** Null when it is not there or out of sight: nobody can tell the two apart. `lock` holds it for a change. */
  async see(tx: Tx, me: Person, id: string, lock: boolean): Promise<ConsultInSight | null> {
    if (!isUuid(id)) return null;
    if (lock) await this.lock(tx, id);
    const { where, parameters } = scopeSql('consult.see', me);
    const [row] = await tx.query(`${IN_SIGHT} where c.id = $5 and ${where}`, [...parameters, id]);
    return row ?? null;
  }

  /** Of these ids her own drafts, in sight; nobody else sees a draft. */
  async draftsAmong(tx: Tx, me: Person, ids: readonly string[]): Promise<ConsultInSight[]> {
    if (!ids.length) return [];
    const { where, parameters } = scopeSql('consult.see', me);
    return tx.query(
      `${IN_SIGHT} where c.id = any($5::uuid[]) and c.status = 'draft' and c.asker_account_id = $1 and ${where}`,
      [...parameters, ids],
    );
  }

  /** For work that the product does itself: relay, reminders. */
  async load(tx: Tx, id: string, lock: boolean): Promise<WatchedConsult | null> {
    if (lock) await this.lock(tx, id);
    const [row] = await tx.query(
      'select c.*, t.kind as team_kind from consults c left join teams t on t.code = c.team_code where c.id = $1',
      [id],
    );
    return row ?? null;
  }

  /** Locked. What another round or a command has in hand is passed over, or waited for. */
  async toLookAt(tx: Tx, limit: number, wait: boolean): Promise<ConsultRow[]> {
    return tx.query(
      `select * from consults where next_reminder_at <= $1 order by next_reminder_at limit $2
       for no key update ${wait ? '' : 'skip locked'}`,
      [dateOf(tx.now), limit],
    );
  }

  /**
   * Apart from the reading: a query that waited for a lock sees the row as it is by then,
   * but what it joined (the team, the assignee's name) as it was before.
   */
  private async lock(tx: Tx, id: string): Promise<void> {
    await tx.query('select 1 from consults where id = $1 for no key update', [id]);
  }

  /** Newest first, keyset on the id (UUIDv7 is in order of making). */
  async list(tx: Tx, me: Person, filter: ListFilter): Promise<(ConsultInSight & { unread: number })[]> {
    const { where, parameters } = scopeSql('consult.see', me);
    const side = me.team ? 'contact' : 'team';
    return tx.query(
      `select seen.*, (select count(*)::int from messages m
          where m.consult_id = seen.id and m.side = $10 and m.kind <> 'internal-note' and m.read_at is null) as unread
       from (${IN_SIGHT} where ${where}
         and ($5::text is null or c.status = $5) and ($6::text is null or c.urgency = $6)
         and ($7::text is null or ($7 = 'me' and c.assignee_account_id = $1) or ($7 = 'nobody' and c.assignee_account_id is null))
         and ($8::uuid is null or c.id < $8)
         and ($11::text is null or ($11 = 'mine') = (c.asker_account_id = $1))
       order by c.id desc limit $9) seen order by seen.id desc`,
      [
        ...parameters,
        filter.status ?? null,
        filter.urgency ?? null,
        filter.assigned ?? null,
        filter.after ?? null,
        filter.limit,
        side,
        filter.whose ?? null,
      ],
    );
  }

  /** Of her own questions: which have an unread answer, wait for her word, have other unread news, are not sent. */
  async waitingFor(tx: Tx, me: Person): Promise<AskerNews> {
    const idsWhere = (condition: string) => `coalesce(array_agg(id order by id desc) filter (where ${condition}), '{}')`;
    const [waiting] = await tx.query(
      `select ${idsWhere("status = 'answered' and unread")} as answered,
              ${idsWhere("status = 'waiting-for-contact'")} as asked,
              ${idsWhere("status not in ('answered', 'waiting-for-contact') and unread")} as other,
              ${idsWhere("status = 'draft'")} as drafts
       from (select c.id, c.status, exists (select 1 from messages m where m.consult_id = c.id and m.side = 'team'
               and m.kind <> 'internal-note' and m.read_at is null) as unread
             from consults c where c.asker_account_id = $1 and c.organisation_id = $2 and ($3 <> 'ended' or c.status in ('${OPEN.join(`', '`)}'))) mine`,
      [me.accountId, me.organisationId, me.standing],
    );
    return waiting;
  }

  /** The other half of a pair, whichever of the two is asked for. */
  async beside(tx: Tx, id: string): Promise<{ id: string; reference: string; team: TeamView | null }[]> {
    return tx.query(
      `select c.id, c.reference, json_build_object('code', t.code, 'kind', t.kind, 'name', t.name) as team
       from consults c join teams t on t.code = c.team_code
       where c.beside_id = $1 or c.id = (select beside_id from consults where id = $1) order by c.id`,
      [id],
    );
  }

  /** @returns the reference that was free */
  async insert(tx: Tx, id: string, row: Changes & Pick<ConsultRow, 'status' | 'level'>): Promise<string> {
    const columns = Object.keys(row);
    for (;;) {
      const reference = formatReference(randomBytes(4));
      const inserted = await tx.query(
        `insert into consults (id, reference, ${columns.join(', ')})
         values ($1, $2, ${columns.map((_column, index) => `$${index + 3}`).join(', ')})
         on conflict (reference) do nothing returning id`,
        [id, reference, ...Object.values(row)],
      );
      if (inserted.length) return reference;
    }
  }

  /** The row must be locked by this transaction (`see` or `load` with lock). */
  async update(tx: Tx, id: string, changes: Changes): Promise<void> {
    const columns = Object.keys(changes);
    await tx.query(
      `update consults set version = version + 1, ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')}
       where id = $1`,
      [id, ...Object.values(changes)],
    );
  }

  /** Keeps the version: nobody's edit becomes stale because a reminder moved or a message was read. */
  async touch(tx: Tx, id: string, changes: Changes): Promise<void> {
    const columns = Object.keys(changes);
    await tx.query(
      `update consults set ${columns.map((column, index) => `${column} = $${index + 2}`).join(', ')} where id = $1`,
      [id, ...Object.values(changes)],
    );
  }

  async insertMessage(
    tx: Tx,
    message: { id: string; consultId: string; kind: MessageKind; side: 'contact' | 'team'; author: Person; sealed: Buffer },
  ): Promise<void> {
    await tx.query(
      `insert into messages (id, consult_id, kind, side, author_account_id, team_code, text_ct, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        message.id,
        message.consultId,
        message.kind,
        message.side,
        message.author.accountId,
        message.side === 'team' ? message.author.team!.code : null,
        message.sealed,
        dateOf(tx.now),
      ],
    );
  }

  /** The thread from the start. Notes of a team are that team's, and only for who may read notes. */
  async messages(tx: Tx, consultId: string, notesOfTeam: string | null, only?: string): Promise<MessageRow[]> {
    return tx.query(
      `select m.*, a.name as author_name from messages m left join accounts a on a.id = m.author_account_id
       where m.consult_id = $1 and (m.kind <> 'internal-note' or m.team_code = $2) and ($3::uuid is null or m.id = $3)
       order by m.id`,
      [consultId, notesOfTeam, only ?? null],
    );
  }

  /** Marks which of these the other side wrote as read. @returns whether one was unread, and whether others still are */
  async markRead(tx: Tx, consultId: string, writtenBy: 'contact' | 'team', ids: string[]): Promise<{ marked: boolean; left: boolean }> {
    const unread = `consult_id = $1 and side = $2 and kind <> 'internal-note' and read_at is null`;
    const [found] = await tx.query(
      `with marked as (update messages set read_at = $3 where ${unread} and id = any($4::uuid[]) returning id)
       select exists (select 1 from marked) as marked, exists (select 1 from messages where ${unread} and id <> all($4::uuid[])) as left`,
      [consultId, writtenBy, dateOf(tx.now), ids],
    );
    return found;
  }

  async share(tx: Tx, consultId: string, accountId: string): Promise<void> {
    await tx.query(
      `insert into consult_shares (consult_id, account_id, created_at) values ($1, $2, $3) on conflict do nothing`,
      [consultId, accountId, dateOf(tx.now)],
    );
  }

  /** The other contacts of the asker's organisation today, and who of them sees this consult. */
  async colleagues(tx: Tx, me: Person, consultId: string): Promise<{ accountId: string; name: string; shared: boolean }[]> {
    return tx.query(
      `select distinct a.id as "accountId", a.name, exists (
           select 1 from consult_shares s where s.consult_id = $5 and s.account_id = a.id) as shared
       from mandates m join accounts a on a.id = m.account_id
       where m.organisation_id = $2 and m.role = $3 and a.id <> $1 and ${inOfficeSql('$4::date')}
       order by a.name, a.id`,
      [me.accountId, me.organisationId, me.role, localDay(tx.now).toString(), consultId],
    );
  }

  async unshare(tx: Tx, consultId: string, accountId: string | null): Promise<void> {
    await tx.query('delete from consult_shares where consult_id = $1 and ($2::uuid is null or account_id = $2)', [
      consultId,
      accountId,
    ]);
  }

  /** What happened, without a word of it: the timeline's rows. */
  async happened(tx: Tx, consultId: string, kind: string, side: 'contact' | 'team' | 'system', team: string | null): Promise<void> {
    await tx.query(
      'insert into consult_events (id, consult_id, at, kind, side, team_code) values ($1, $2, $3, $4, $5, $6)',
      [uuid(), consultId, dateOf(tx.now), kind, side, team],
    );
  }

  async timeline(tx: Tx, consultId: string): Promise<{ at: Date; kind: string; side: string; team_code: string | null }[]> {
    return tx.query('select at, kind, side, team_code from consult_events where consult_id = $1 order by id', [consultId]);
  }
}
