import { Injectable } from '@nestjs/common';
import { escalationSideOf } from '../../domain/permissions.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { idAt, pageOf, type Page, type PageDto } from '../../platform/http/cursor.js';
import { Vault } from '../../platform/vault/vault.js';
import { ConsultQueries } from '../consults/consult-queries.js';
import { ESCALATION_IN_SIGHT, heldEscalation, mayOn, seeEscalation, type EscalationRow } from '../consults/escalation-in-sight.js';
import { escalationScopeSql } from '../consults/escalation-scope.js';
import { linkedConsult, outcomeOf } from '../consults/linked-consult.js';
import { contentOf } from './escalation-content.js';
import { itemOf, type EscalationItem, type EscalationView, type OpenedConsult } from './escalation-views.js';

/** Lists and reads, from the same sides as the commands. */
@Injectable()
export class EscalationQueries {
  constructor(
    private readonly database: Database,
    private readonly consults: ConsultQueries,
    private readonly vault: Vault,
  ) {}

  /** Newest first, keyset on the id. */
  list(me: Person, { limit = 25, cursor }: PageDto): Promise<Page<EscalationItem>> {
    const after = idAt(cursor) ?? null;
    return this.database.withActor(me, async (tx) => {
      const { where, parameters } = escalationScopeSql('escalation.see', me);
      const rows: EscalationRow[] = await tx.query(
        `${ESCALATION_IN_SIGHT} where ${where} and ($3::uuid is null or e.id < $3) order by e.id desc limit $4`,
        [...parameters, after, limit + 1],
      );
      return pageOf(rows, limit, ({ id }) => id, (row) => itemOf(row, me));
    });
  }

  get(me: Person, id: string): Promise<EscalationView> {
    return this.database.withActor(me, async (tx) => this.view(tx, me, await heldEscalation(tx, me, id, 'escalation.see', false)));
  }

  /** What the club wrote, while she asks on it: read through the escalation, never copied. Null once it is out of sight. */
  extractFor(me: Person, id: string | null): Promise<string | null> {
    if (!id) return Promise.resolve(null);
    return this.database.withActor(me, async (tx) => {
      const row = await seeEscalation(tx, me, id, false);
      if (!row) return null;
      return (await this.view(tx, me, row)).extract ?? null;
    });
  }

  /** How many wait for her federation's yes or no. */
  waiting(me: Person): Promise<number> {
    return this.database.withActor(me, async (tx) => {
      const { where, parameters } = escalationScopeSql('escalation.decide', me);
      const [{ n }] = await tx.query(
        `select count(*)::int as n from kb.escalations_in_sight e where ${where} and e.state = 'asked'`,
        parameters,
      );
      return n;
    });
  }

  /** All of one consult, for who asked it; oldest first. */
  ofConsult(me: Person, consultId: string): Promise<EscalationView[]> {
    return this.consults.read(me, consultId, 'consult.read-escalations', async (tx) => {
      const { where, parameters } = escalationScopeSql('escalation.see', me);
      const rows: EscalationRow[] = await tx.query(`${ESCALATION_IN_SIGHT} where e.consult_id = $3 and ${where} order by e.id`, [
        ...parameters,
        consultId,
      ]);
      const views: EscalationView[] = [];
      for (const row of rows) views.push(await this.view(tx, me, row));
      return views;
    });
  }

  private async view(tx: Tx, me: Person, row: EscalationRow): Promise<EscalationView> {
    const view: EscalationView = { ...itemOf(row, me), opened: await this.opened(tx, me, row.id) };
    if (!mayOn('escalation.read', me, row)) return view;
    view.consult.outcome = await outcomeOf(tx, this.vault, { id: row.consult_id, outcome_ct: row.outcome_ct });
    const key = await this.vault.openIfReadable(tx, row.id);
    if (!key) return view;
    const content = contentOf(key, row);
    await tx.audit('escalation.read', { kind: 'escalation', id: row.id });
    return { ...view, ...content };
  }

  /**
   * To the club's asker: what was sent, unless its own asker keeps it from the club. To the federation's contact: her
   * own only, as her colleagues' consults are theirs.
   */
  private async opened(tx: Tx, me: Person, id: string): Promise<OpenedConsult[]> {
    const asker = escalationSideOf('escalation.see', me.role) === 'asker';
    const rows = await tx.query(
      `select id, reference, submitted_at, answered_at, closed_at, outcome_ct from kb.consults_opened
       where escalation_id = $1
         and case when $2 then not ('club' = any (hidden_from)) else asker_account_id = $3 end
       order by submitted_at, id`,
      [id, asker, me.accountId],
    );
    const opened: OpenedConsult[] = [];
    for (const row of rows) {
      const outcome = await outcomeOf(tx, this.vault, row);
      opened.push({ ...(asker ? {} : { id: row.id }), ...linkedConsult(row), outcome });
    }
    return opened;
  }
}
