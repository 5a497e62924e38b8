import { Injectable } from '@nestjs/common';
import {
  roleMayEver,
  transition,
  type LifecycleAction,
  type Party,
} from '../../domain/consult-lifecycle.js';
import { may, type ConsultAction } from '../../domain/permissions.js';
import type { Status } from '../../domain/vocabulary.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { forbidden, notFound, stateRefuses } from '../../platform/http/problem.js';
import { refuseStale } from '../../platform/http/version.js';
import { announce, type OutboxEvent, type Payload } from '../../platform/outbox/outbox.js';
import { Vault, type RecordKey } from '../../platform/vault/vault.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ReferenceTables } from '../reference-data/reference-tables.js';
import { nextLook } from './consult-clock.js';
import { sealContent, unsealContent, type Content } from './consult-content.js';
import { retentionOf } from './consult-retention.js';
import { ConsultRepository, type Changes } from './consult.repository.js';
import type { ConsultInSight } from './consult.row.js';
import { allowedNow, partiesIn, viewOf, viewerOf } from './consult-standing.js';

/** One consult in hand: locked, allowed, with the tables of the day. */
export class Hold {
  readonly parties: Party[];
  private opened: Promise<RecordKey> | undefined;

  constructor(
    readonly tx: Tx,
    readonly me: Person,
    public consult: ConsultInSight,
    readonly tables: ReferenceTables,
    private readonly repository: ConsultRepository,
    private readonly vault: Vault,
  ) {
    this.parties = partiesIn(consult, me);
  }

  /** @throws Problem 412 when the caller had another version in hand */
  refuseStale(ifMatch: string | undefined): void {
    refuseStale(ifMatch, this.consult.version);
  }

  get calendar() {
    return this.tables.calendarOf(this.consult.team_code!);
  }

  /**
   * Where the action leads. @throws 403 when the role never may, 409 with what is allowed when the state forbids
   */
  step(action: LifecycleAction): Status {
    const to = transition(this.consult.status, action, this.parties);
    if (to === null) {
      this.refuseRole(action);
      throw stateRefuses(this.allowed);
    }
    return to as Status;
  }

  /** @throws Problem 403 when this role never may, in whatever state */
  refuseRole(action: LifecycleAction): void {
    if (!roleMayEver(this.me.role, action)) throw forbidden();
  }

  get allowed(): LifecycleAction[] {
    return allowedNow(this.consult, this.me, this.tx.now);
  }

  async content(): Promise<Content> {
    return unsealContent(await this.key(), this.consult);
  }

  /** The record's data key, opened once; opening it is on the audit record. */
  key(): Promise<RecordKey> {
    this.opened ??= this.vault.open(this.tx, this.consult.id);
    return this.opened;
  }

  /** Row, timeline and audit together; the next reminder and the end of its time follow from what is saved. */
  async save(action: LifecycleAction, changes: Changes, content: Partial<Content> = {}): Promise<void> {
    const sealed = Object.keys(content).length ? sealContent(await this.key(), this.consult.id, content) : {};
    const changed = { ...this.consult, ...changes, ...sealed };
    const retention = retentionOf(this.consult, changed, this.tables.retention);
    const next = { ...changed, ...retention };
    await this.repository.update(this.tx, next.id, {
      ...changes,
      ...sealed,
      ...retention,
      next_reminder_at: nextLook(next, this.tables, this.tx.now),
    });
    this.consult = next;
    await this.tx.audit(`consult.${action}`, { kind: 'consult', id: next.id });
  }

  happened(kind: string): Promise<void> {
    const side = this.me.team ? 'team' : 'contact';
    return this.repository.happened(this.tx, this.consult.id, kind, side, side === 'team' ? this.me.team!.code : null);
  }

  /** Ids only; `by` is who did it, and is not told. */
  announce(event: OutboxEvent, more: Payload = {}): Promise<void> {
    return announce(this.tx, event, { consultId: this.consult.id, by: this.me.accountId, ...more });
  }
}

@Injectable()
export class ConsultWork {
  constructor(
    private readonly database: Database,
    private readonly repository: ConsultRepository,
    private readonly reference: ReferenceData,
    private readonly vault: Vault,
  ) {}

  /**
   * One command on one consult: seen (404), permitted (403), not stale (412), then the work, in one transaction.
   * @param ifMatch the version that the caller had in hand, when they said so
   */
  on<T>(
    me: Person,
    id: string,
    action: ConsultAction,
    ifMatch: string | undefined,
    work: (hold: Hold) => Promise<T>,
  ): Promise<T> {
    return this.database.withActor(me, async (tx) => {
      const consult = await this.repository.see(tx, me, id, true);
      if (!consult) throw notFound();
      if (!may(action, viewerOf(me), viewOf(consult))) throw forbidden();
      const tables = await this.reference.on(tx, tx.now);
      const hold = new Hold(tx, me, consult, tables, this.repository, this.vault);
      hold.refuseStale(ifMatch);
      return work(hold);
    });
  }
}
