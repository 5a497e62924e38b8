import { Injectable } from '@nestjs/common';
import { isContact, may, type ConsultAction } from '../../domain/permissions.js';
import type { Status } from '../../domain/vocabulary.js';
import { dateOf, localDay, maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { idAt, pageOf, slice, type Page, type PageDto } from '../../platform/http/cursor.js';
import { forbidden, notFound, stateRefuses } from '../../platform/http/problem.js';
import { Vault } from '../../platform/vault/vault.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { nextLook } from './consult-clock.js';
import { beginningOf, unsealContent } from './consult-content.js';
import { askerLabel, consultView, itemOf, messageView, type AskerNews, type ConsultItem, type ConsultView, type MessageView } from './consult-views.js';
import { isUuid } from '../../platform/http/ids.js';
import { ConsultRepository } from './consult.repository.js';
import type { ConsultInSight } from './consult.row.js';
import { isHeld, sawWarning, shownDay } from './consult-retention.js';
import { openingsOf } from './openings.js';
import { allowedNow, viewOf, viewerOf } from './consult-standing.js';

export interface TimelineItem {
  at: string;
  kind: string;
  by: string;
}

/** Lists and reads, through the same scopes as the commands. Reading content is on the audit record. */
@Injectable()
export class ConsultQueries {
  constructor(
    private readonly database: Database,
    private readonly repository: ConsultRepository,
    private readonly reference: ReferenceData,
    private readonly vault: Vault,
  ) {}

  list(
    me: Person,
    filter: { status?: string; urgency?: string; assigned?: 'me' | 'nobody'; whose?: 'mine' | 'shared'; limit?: number; cursor?: string },
  ): Promise<Page<ConsultItem>> {
    const limit = filter.limit ?? 25;
    const after = idAt(filter.cursor);
    return this.database.withActor(me, async (tx) => {
      const rows = await this.repository.list(tx, me, { ...filter, limit: limit + 1, after });
      const { retention } = await this.reference.on(tx, tx.now);
      const item = (row: (typeof rows)[number]) => ({ ...itemOf(row, me, row.unread), destroyOn: shownDay(row, localDay(tx.now), retention) });
      return pageOf(rows, limit, ({ id }) => id, item);
    });
  }

  /** What waits for the one who asked: ids only. */
  waiting(me: Person): Promise<AskerNews> {
    return this.database.withActor(me, (tx) => this.repository.waitingFor(tx, me));
  }

  /** The first words of her own drafts, to tell them apart; of one without words, nothing; null: it cannot be read any more. */
  beginnings(me: Person, ids: readonly string[]): Promise<Map<string, string | null>> {
    return this.database.withActor(me, async (tx) => {
      const begun = new Map<string, string | null>();
      for (const row of await this.repository.draftsAmong(tx, me, ids)) {
        const key = await this.vault.openIfReadable(tx, row.id);
        const words = key && beginningOf(unsealContent(key, row));
        if (key) await tx.audit('consult.read', { kind: 'consult', id: row.id });
        if (words !== '') begun.set(row.id, words);
      }
      return begun;
    });
  }

  /** Opens nothing: what cannot be read any more can still be thrown away. */
  status(me: Person, id: string): Promise<Status> {
    return this.read(me, id, 'consult.see', async (_tx, row) => row.status);
  }

  async get(me: Person, id: string): Promise<ConsultView> {
    let sawIt = false;
    const view = await this.read(me, id, 'consult.see', async (tx, row) => {
      const tables = await this.reference.on(tx, tx.now);
      const mine = row.asker_account_id === me.accountId;
      sawIt = mine && row.warned_at !== null && row.warning_seen_at === null;
      const reads = may('consult.read-facts', viewerOf(me), viewOf(row));
      const content = reads ? unsealContent(await this.vault.open(tx, id), row) : null;
      if (content) await tx.audit('consult.read', { kind: 'consult', id });
      const allowed = allowedNow(row, me, tx.now);
      const view = consultView(row, me, tables, content, allowed, row.show_asker ? await this.askerOf(tx, row) : null);
      view.destroyOn = shownDay(row, localDay(tx.now), tables.retention);
      if (mine) {
        view.held = await isHeld(tx, id);
        view.keepReason = content?.keepReason ?? null;
        view.beside = await this.repository.beside(tx, id);
        if (row.escalation_id) view.escalationId = row.escalation_id;
      }
      return view;
    });
    if (sawIt) await sawWarning(this.database, me, id);
    return view;
  }

  /** The whole thread, as a page shows it. Reading it marks what the other side wrote as read. */
  async messages(me: Person, id: string): Promise<MessageView[]> {
    return (await this.messagesPage(me, id, { limit: Infinity })).items;
  }

  /** A part of the thread: what is not in it stays unread. */
  messagesPage(me: Person, id: string, page: PageDto): Promise<Page<MessageView>> {
    return this.read(me, id, 'consult.read-content', async (tx, row) => {
      const views = slice(await this.thread(tx, me, row), (message) => message.id, page);
      await tx.audit('consult.read-messages', { kind: 'consult', id });
      await this.markRead(tx, me, row, views.items.map((message) => message.id));
      return views;
    });
  }

  /** One message, as its writer sees it; marks nothing as read. */
  message(me: Person, id: string, messageId: string): Promise<MessageView> {
    return this.read(me, id, 'consult.read-content', async (tx, row) => {
      const [view] = isUuid(messageId) ? await this.thread(tx, me, row, messageId) : [];
      if (!view) throw notFound();
      return view;
    });
  }

  /** What happened; to the asker also when which team opened it, never which person did. */
  timeline(me: Person, id: string): Promise<TimelineItem[]> {
    return this.read(me, id, 'consult.timeline', async (tx, row) => {
      const tables = await this.reference.on(tx, tx.now);
      const happened = await this.repository.timeline(tx, id);
      const openings = row.asker_account_id === me.accountId ? await openingsOf(tx, id) : [];
      const opened = openings.map((opening) => ({ ...opening, kind: 'opened', side: 'team' }));
      const notesOf = this.notesOf(me, row);
      const contactName = !isContact(me.role) ? 'contactpersoon' : row.asker_account_id === me.accountId ? 'jij' : 'je collega';
      const sorted = [...happened, ...opened].sort((a, b) => a.at.getTime() - b.at.getTime());
      // Whose it was before a hand-over is not kept per event: not "jij" of what somebody else did.
      const before = isContact(me.role) ? new Set(sorted.slice(0, Math.max(sorted.findLastIndex(({ kind }) => kind === 'contact-changed'), 0))) : new Set();
      return sorted
        .filter(({ kind, team_code: team }) => kind !== 'internal-note' || team === notesOf)
        .map((item) => ({
          at: maybeLocalIso(item.at)!,
          kind: item.kind,
          by: item.side === 'team' ? (tables.teams.get(item.team_code ?? '')?.name ?? '') : item.side !== 'contact' ? 'Klankbord' : before.has(item) ? 'een contactpersoon' : contactName,
        }));
    });
  }

  /** Reference, dates, team: what she can always show, whatever happens to the rest. */
  proof(me: Person, id: string): Promise<Pick<ConsultItem, 'reference' | 'team' | 'submittedAt' | 'answeredAt' | 'closedAt' | 'destroyOn'>> {
    return this.read(me, id, 'consult.proof', async (tx, row) => {
      if (row.status === 'draft') throw stateRefuses([], 'Deze vraag is niet verstuurd: er valt nog niets te bewijzen.');
      const { reference, team, submittedAt, answeredAt, closedAt } = itemOf(row, me, 0);
      const { retention } = await this.reference.on(tx, tx.now);
      // While it is held, no day can be promised.
      const destroyOn = (await isHeld(tx, id)) ? null : shownDay(row, localDay(tx.now), retention);
      return { reference, team, submittedAt, answeredAt, closedAt, destroyOn };
    });
  }

  private async thread(tx: Tx, me: Person, row: ConsultInSight, only?: string): Promise<MessageView[]> {
    const tables = await this.reference.on(tx, tx.now);
    const rows = await this.repository.messages(tx, row.id, this.notesOf(me, row) ?? null, only);
    if (!rows.length) return [];
    const key = await this.vault.open(tx, row.id);
    const label = askerLabel(row.level, tables.regionNames.get(row.region ?? ''));
    return rows.map((message) => {
      const text = key.unseal({ table: 'messages', column: 'text_ct', rowId: message.id }, message.text_ct);
      const teamName = tables.teams.get(message.team_code ?? '')?.name ?? '';
      return messageView(message, text, me, { teamName, askerLabel: label });
    });
  }

  /** The team whose internal notes this person may know of, if any. */
  private notesOf(me: Person, row: ConsultInSight): string | undefined {
    return may('consult.read-notes', viewerOf(me), viewOf(row)) ? me.team?.code : undefined;
  }

  /** One consult in sight (404), this action permitted (403), for reading. */
  read<T>(me: Person, id: string, action: ConsultAction, read: (tx: Tx, row: ConsultInSight) => Promise<T>): Promise<T> {
    return this.database.withActor(me, async (tx) => {
      const row = await this.repository.see(tx, me, id, false);
      if (!row) throw notFound();
      if (!may(action, viewerOf(me), viewOf(row))) throw forbidden();
      return read(tx, row);
    });
  }

  /** The contact's own reading counts, and any reading by the team that may read; a colleague's does not. */
  private async markRead(tx: Tx, me: Person, row: ConsultInSight, shown: string[]): Promise<void> {
    const asker = row.asker_account_id === me.accountId;
    if (!asker && isContact(me.role)) return;
    const { marked, left } = await this.repository.markRead(tx, row.id, asker ? 'team' : 'contact', shown);
    if (!asker || !marked || left) return;
    const read = {
      unread_since: null,
      ...(row.status === 'answered' && !row.answer_read_at ? { answer_read_at: dateOf(tx.now) } : {}),
    };
    const tables = await this.reference.on(tx, tx.now);
    await this.repository.touch(tx, row.id, { ...read, next_reminder_at: nextLook({ ...row, ...read }, tables, tx.now) });
  }

  private async askerOf(tx: Tx, row: ConsultInSight): Promise<{ name: string; organisation: string }> {
    const [found] = await tx.query(
      'select a.name, o.name as organisation from accounts a, organisations o where a.id = $1 and o.id = $2',
      [row.asker_account_id, row.organisation_id],
    );
    return found;
  }
}
