import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Temporal } from 'temporal-polyfill';
import { v7 as uuid } from 'uuid';
import { Clock } from '../clock/clock.js';
import type { Querying, Rows } from '../clock/clock.js';
import { isPerson, type Actor } from './actor.js';
import { SYSTEMS, type SystemName } from './roles.js';

/** One transaction under one actor. Record, audit row and outbox row commit together or not at all. */
export class Tx implements Querying {
  constructor(
    readonly manager: EntityManager,
    readonly actor: Actor,
    /** Domain time, the same for the whole transaction. */
    readonly now: Temporal.Instant,
    /** This is the second try, after a wait. */
    readonly waited = false,
  ) {}

  query(sql: string, parameters?: unknown[]): Promise<Rows> {
    return this.manager.query(sql, parameters);
  }

  /** One insert-only row: who did or read what, when; ids only. @returns the row's id */
  audit(action: string, record?: { kind: string; id: string }, result = 'ok'): Promise<string> {
    return this.auditOf(isPerson(this.actor) ? this.actor : {}, action, record, result);
  }

  /** The same of many records at once. */
  async auditMany(action: string, kind: string, ids: readonly string[]): Promise<void> {
    const who = isPerson(this.actor) ? this.actor : null;
    await this.query(
      `insert into audit_events (id, account_id, mandate_id, action, record_kind, record_id, result)
       select id, $1, $2, $3, $4, record, 'ok' from unnest($5::uuid[], $6::uuid[]) as t (id, record)`,
      [who?.accountId ?? null, who?.mandateId ?? null, action, kind, ids.map(() => uuid()), ids],
    );
  }

  /** The same on behalf of somebody who is known, but does not act here: an attempt that was refused. */
  async auditOf(
    who: { accountId?: string; mandateId?: string },
    action: string,
    record: { kind?: string; id: string } | undefined,
    result: string,
  ): Promise<string> {
    const id = uuid();
    await this.query(
      `insert into audit_events (id, account_id, mandate_id, action, record_kind, record_id, result)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, who.accountId ?? null, who.mandateId ?? null, action, record?.kind ?? null, record?.id ?? null, result],
    );
    return id;
  }
}

/** Thrown in a transaction by what has to be done, or waited for, once nothing is held any more. */
export class AfterRollback extends Error {
  /** @param refusal what is thrown in the end; without one the work is done again, once */
  constructor(
    readonly act: () => Promise<unknown>,
    readonly refusal?: Error,
  ) {
    super('after rollback');
  }
}

@Injectable()
export class Database {
  constructor(
    readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The only way to the tables. Postgres knows the actor, and as whom it acts, for as long as the transaction lasts. */
  async withActor<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.once(actor, work, false);
    } catch (error) {
      return await this.afterRollback(error, () => this.once(actor, work, true));
    }
  }

  asSystem<T>(name: SystemName, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.withActor({ system: name }, work);
  }

  /** Inside a person's transaction what the product does on her word, under its own rights; then she acts again. */
  async onBehalf<T>(tx: Tx, name: SystemName, work: (tx: Tx) => Promise<T>): Promise<T> {
    const product: Actor = { system: name };
    await tx.query(SET_ACTOR, settingsOf(product));
    const result = await work(new Tx(tx.manager, product, tx.now, tx.waited));
    await tx.query(SET_ACTOR, settingsOf(tx.actor));
    return result;
  }

  private once<T>(actor: Actor, work: (tx: Tx) => Promise<T>, waited: boolean): Promise<T> {
    return this.source.transaction(async (manager) => {
      await manager.query(SET_ACTOR, settingsOf(actor));
      return work(new Tx(manager, actor, await this.clock.now(manager), waited));
    });
  }

  private async afterRollback<T>(error: unknown, again: () => Promise<T>): Promise<T> {
    if (!(error instanceof AfterRollback)) throw error;
    await error.act();
    if (error.refusal) throw error.refusal;
    return again();
  }
}

export const SET_ACTOR = `select set_config('role', $1, true), set_config('klankbord.account', $2, true),
  set_config('klankbord.mandate', $3, true), set_config('klankbord.role', $4, true),
  set_config('klankbord.organisation', $5, true), set_config('klankbord.team', $6, true),
  set_config('klankbord.standing', $7, true)`;

/** In the order of SET_ACTOR. What is not said is empty, and an empty setting sees nothing (features/row-security). */
export const settingsOf = (actor: Actor): string[] =>
  isPerson(actor)
    ? ['klankbord_person', actor.accountId, actor.mandateId, actor.role, actor.organisationId, actor.team?.code ?? '', actor.standing]
    : [SYSTEMS[actor.system], '', '', '', '', '', ''];
