import { Injectable } from '@nestjs/common';
import { transition } from '../../domain/consult-lifecycle.js';
import { isGrave } from '../../domain/ratings.js';
import { dueSteps, nextDue, type Step } from '../../domain/reminders.js';
import type { Status } from '../../domain/vocabulary.js';
import { standingSql } from '../../platform/auth/mandate-standing.js';
import { dateOf, localDay, maybeDate } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { announce } from '../../platform/outbox/outbox.js';
import { Vault } from '../../platform/vault/vault.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';
import { backInQueue } from './assign-consult.js';
import { nextLook, stepsOf } from './consult-clock.js';
import { sealContent, unsealContent } from './consult-content.js';
import { AT_REST } from './end-consult.js';
import { retentionOf, warnable } from './consult-retention.js';
import { scopeSql } from './consult-scope.js';
import { ConsultRepository, type Changes } from './consult.repository.js';
import type { ConsultRow, WatchedConsult } from './consult.row.js';

export type Act = Extract<Step['effect'], { act: string }>['act'];

/** Which step of which ladder, from the payload of an outbox row. */
export interface StepName {
  ladder?: unknown;
  step?: unknown;
  anchor?: unknown;
}

/** What the product itself does with consults: planning, telling, releasing, closing. It reads no content. */
@Injectable()
export class ConsultWatch {
  constructor(
    private readonly repository: ConsultRepository,
    private readonly vault: Vault,
  ) {}

  load(tx: Tx, id: string): Promise<WatchedConsult | null> {
    return this.repository.load(tx, id, false);
  }

  /** Whether the holder of a mandate sees it as it is now: what was told at night may be hidden by the morning. */
  async isSeenUnder(tx: Tx, id: string, mandateId: string): Promise<boolean> {
    const [holder] = await tx.query(
      `select m.account_id as "accountId", m.role, m.organisation_id as "organisationId", t.code, t.kind, ${standingSql('$2::date')} as standing
       from mandates m join accounts a on a.id = m.account_id left join teams t on t.organisation_id = m.organisation_id where m.id = $1`,
      [mandateId, localDay(tx.now).toString()],
    );
    if (!holder || holder.standing === 'none') return false;
    const { code, kind, ...viewer } = holder;
    const { where, parameters } = scopeSql('consult.see', { ...viewer, team: code ? { code, kind } : null });
    const rows = await tx.query(`select 1 from consults c left join teams t on t.code = c.team_code where c.id = $5 and ${where}`, [...parameters, id]);
    return rows.length > 0;
  }

  /** Held by the transaction for as long as it lasts. */
  hold(tx: Tx, id: string): Promise<WatchedConsult | null> {
    return this.repository.load(tx, id, true);
  }

  /** The consults whose next look has come, each with what is due; after this they wait for their next step. */
  async due(tx: Tx, tables: ReferenceTables, limit: number, wait: boolean): Promise<{ id: string; steps: Step[] }[]> {
    const rows = await this.repository.toLookAt(tx, limit, wait);
    const looked = rows.map((row) => ({ id: row.id, steps: stepsOf(row, tables) }));
    for (const { id, steps } of looked) {
      await this.repository.touch(tx, id, { next_reminder_at: maybeDate(nextDue(steps, tx.now)) });
    }
    return looked.map(({ id, steps }) => ({ id, steps: dueSteps(steps, tx.now) }));
  }

  /** The step as it stands now, from the state; null when its reason is gone or a later one has taken its place. */
  standing(tx: Tx, consult: ConsultRow, name: StepName, tables: ReferenceTables): Step | null {
    const due = dueSteps(stepsOf(consult, tables), tx.now);
    return due.find((one) => one.ladder === name.ladder && one.step === name.step && one.anchor === name.anchor) ?? null;
  }

  /** Released after a long silence, or closed because nothing more is to come (domain 6). The consult is held. */
  async act(tx: Tx, consult: ConsultRow, act: Act, tables: ReferenceTables): Promise<void> {
    const to = transition(consult.status, act, ['system']);
    if (!to || to === 'gone') return;
    const released = act === 'release';
    if (!released && (await this.isGrave(tx, consult))) {
      // Nobody but a person closes this; who holds it is told, as with what is urgent.
      return announce(tx, 'reminder.information-stays-open', { consultId: consult.id });
    }
    const changes: Changes = released ? { status: to, ...backInQueue(dateOf(tx.now)) } : await this.closed(tx, consult, to);
    const retention = retentionOf(consult, { ...consult, ...changes }, tables.retention);
    const next = { ...consult, ...changes, ...retention };
    await this.repository.update(tx, consult.id, { ...changes, ...retention, next_reminder_at: nextLook(next, tables, tx.now) });
    await this.repository.happened(tx, consult.id, released ? 'released' : 'closed', 'system', null);
    await tx.audit(`consult.${act}`, { kind: 'consult', id: consult.id });
    await announce(tx, released ? 'consult.released' : 'consult.closed', { consultId: consult.id });
  }

  /** What somebody holds who is of the team no longer goes back to its queue; the team is told. @returns how many */
  async releaseOfLeavers(tx: Tx, tables: ReferenceTables, limit: number): Promise<number> {
    const rows: WatchedConsult[] = await tx.query(
      `select c.*, t.kind as team_kind from consults c join teams t on t.code = c.team_code
       where c.status in ('in-progress', 'waiting-for-contact') and c.assignee_account_id is not null and not exists (
         select 1 from mandates m join accounts a on a.id = m.account_id
         where m.account_id = c.assignee_account_id and m.organisation_id = t.organisation_id and ${standingSql('$1::date')} = 'active')
       order by c.id limit $2 for no key update of c skip locked`,
      [localDay(tx.now).toString(), limit],
    );
    for (const row of rows) await this.act(tx, row, 'release', tables);
    return rows.length;
  }

  /** A warning of its destruction is given: none while a legal hold stands, none to nobody. @returns whether it may be told */
  async warn(tx: Tx, consult: ConsultRow): Promise<boolean> {
    const { held, heldSinceWarned, ownerValid } = await warnable(tx, consult.id);
    if (held || !ownerValid) return false;
    if (!consult.warned_at || heldSinceWarned) {
      await this.repository.touch(tx, consult.id, { warned_at: dateOf(tx.now), warning_seen_at: null });
    }
    return true;
  }

  private async isGrave(tx: Tx, consult: ConsultRow): Promise<boolean> {
    if (!consult.team_rating_ct && !consult.contact_rating_ct) return false;
    const { teamRating, contactRating } = unsealContent(await this.vault.open(tx, consult.id), consult);
    return isGrave(teamRating, contactRating);
  }

  private async closed(tx: Tx, consult: ConsultRow, status: Status): Promise<Changes> {
    const key = await this.vault.open(tx, consult.id);
    const content = { outcome: { outcome: 'no-reaction' }, contact: null };
    return { status, closed_at: dateOf(tx.now), ...AT_REST, ...sealContent(key, consult.id, content) };
  }
}
