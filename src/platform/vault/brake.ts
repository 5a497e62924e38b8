import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { paceOf, stopsAt, type BrakePolicy } from '../../domain/brake.js';
import { isPerson, type Person } from '../database/actor.js';
import { AfterRollback, Database, type Tx } from '../database/database.js';
import { Problem } from '../http/problem.js';
import { announce } from '../outbox/outbox.js';

export const BRAKES = Symbol('BrakeSource');

/** Where the dated numbers come from. */
export interface BrakeSource {
  brakes(tx: Tx): Promise<BrakePolicy>;
}

const HOUR_MS = 3_600_000;
const SLOW_MS = 1500;

/** Who opens more different records than their work asks for goes slower, and then no further, by the machine's clock. */
@Injectable()
export class Brake {
  constructor(
    private readonly database: Database,
    @Inject(BRAKES) private readonly source: BrakeSource,
  ) {}

  /** Before a record is opened. What this account opened or made in the last hour stays open; the product itself is not braked. */
  async pass(tx: Tx, recordId: string): Promise<void> {
    const person = tx.actor;
    if (!isPerson(person) || (await isOpenAlready(tx, person, recordId))) return;
    const opened = await openedBy(tx, person);
    const policy = await this.source.brakes(tx);
    const pace = paceOf(opened, person.role, policy);
    if (pace === 'slow' && !tx.waited) throw new AfterRollback(() => pause(SLOW_MS));
    if (pace !== 'stop') return;
    const seconds = await secondsUntil(tx, person, opened - stopsAt(person.role, policy));
    throw new AfterRollback(() => this.tell(person), tooMany(seconds));
  }

  /** Once per account and hour, whatever became of the request. */
  private tell({ accountId }: Person): Promise<void> {
    const dedupeKey = `brake/${accountId}/${Math.floor(Date.now() / HOUR_MS)}`;
    return this.database.asSystem('brake', async (tx) => {
      const told = await tx.query('select 1 from outbox where dedupe_key = $1', [dedupeKey]);
      if (told.length) return;
      await tx.audit('brake.stop', { kind: 'account', id: accountId });
      await announce(tx, 'brake.stopped', { accountId }, { dedupeKey });
    });
  }
}

async function isOpenAlready(tx: Tx, { accountId }: Person, recordId: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from audit_events
     where account_id = $1 and record_id = $2 and id > $3 and action in ('vault.open', 'vault.create-key') limit 1`,
    [accountId, recordId, anHourAgo()],
  );
  return rows.length > 0;
}

/** What somebody took out of their own is no reading of others. */
const OPENED = `from audit_events where account_id = $1 and id > $2 and action = 'vault.open' and result <> 'exported'`;

async function openedBy(tx: Tx, { accountId }: Person): Promise<number> {
  const [{ opened }] = await tx.query(`select count(distinct record_id)::int as opened ${OPENED}`, [accountId, anHourAgo()]);
  return opened;
}

/** Until the openings up to that place, oldest first, are an hour old. */
async function secondsUntil(tx: Tx, { accountId }: Person, place: number): Promise<number> {
  const [row] = await tx.query(
    `select ceil(extract(epoch from max(at) + interval '1 hour' - clock_timestamp()))::int as seconds ${OPENED}
     group by record_id order by max(at) limit 1 offset $3`,
    [accountId, anHourAgo(), place],
  );
  return Math.max(1, row?.seconds ?? 1);
}

/** The id that a row of an hour ago could not be below: ids begin with the moment (UUIDv7). */
function anHourAgo(): string {
  const moment = (Date.now() - HOUR_MS).toString(16).padStart(12, '0');
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7000-8000-000000000000`;
}

function tooMany(seconds: number): Problem {
  const minutes = Math.ceil(seconds / 60);
  const detail = `Je opende het voorbije uur heel veel verschillende vragen. Om ze te beschermen, opent Klankbord er nu even geen nieuwe. Probeer het over ${
    minutes === 1 ? 'één minuut' : `${minutes} minuten`
  } opnieuw. Wat je al opende, kan je blijven lezen. Dringend? Bel 1712.`;
  return new Problem(429, 'too-many-records', detail, {}, { 'Retry-After': String(seconds) });
}
