import { Injectable } from '@nestjs/common';
import { seatsOf, type Seats } from '../../domain/registration-approvals.js';
import { isRegistrar } from '../../domain/registration-permissions.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { idAt, pageOf, type Page } from '../../platform/http/cursor.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { approvalsOf, yesOf } from './approvals.js';
import type { RegistrationListDto, RegistrationStatus } from './registration.dto.js';
import { inViewOf, registrationFor, registrationScopeSql, REGISTRATIONS, ruleOf, todayOf, type RegistrationRow } from './registration-scope.js';
import { invitationView, itemOf, type InvitationRow, type RegistrationItem, type RegistrationView } from './registration-views.js';

/** Newest of each kind: to who gets the mandate, and to a board member. */
const INVITATIONS = `select distinct on (registration_id, kind = 'board-member') id, registration_id, kind, name, function, state, sent_at, expires_at, answered_at
  from invitations`;
const LATEST = `order by registration_id, kind = 'board-member', id desc`;

@Injectable()
export class RegistrationQueries {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  /** Those in sight, newest first. */
  list(me: Person, { limit = 25, cursor, ...filter }: RegistrationListDto): Promise<Page<RegistrationItem>> {
    const after = idAt(cursor) ?? null;
    return this.database.withActor(me, async (tx) => {
      const rows = await found(tx, me, filter, limit + 1, after);
      const latest = await invitationsOf(tx, rows.map(({ id }) => id));
      return pageOf(rows, limit, ({ id }) => id, (row) => itemOf(row, latest.get(row.id)?.candidate ?? null, isRegistrar(me.role, inViewOf(me, row))));
    });
  }

  /** How many of each status, for who goes through them. */
  counts(me: Person): Promise<Partial<Record<RegistrationStatus, number>>> {
    return this.database.withActor(me, async (tx) => {
      const rows: { status: RegistrationStatus; count: number }[] = await tx.query(
        `select ${STATUS} as status, count(*)::int as count from (${REGISTRATIONS} and ${registrationScopeSql(me)}) r group by 1`,
        [me.organisationId, todayOf(tx)],
      );
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    });
  }

  /** @throws Problem 404 */
  get(me: Person, id: string): Promise<RegistrationView> {
    return this.database.withActor(me, async (tx) => {
      const { row, view, allowed } = await registrationFor(tx, me, id, 'registration.see');
      const { trainings } = (await this.reference.on(tx, tx.now)).registrations;
      const latest = (await invitationsOf(tx, [id])).get(id);
      const given = await approvalsOf(tx, row);
      const rule = (await ruleOf(tx, row)) ?? { inside: [], above: [] };
      const seats = seatsOf(rule, yesOf(given), row.account_id);
      const [mandate] = row.mandate_id
        ? await tx.query(`select id, valid_from::text as "validFrom", valid_to::text as "validTo" from mandates where id = $1`, [row.mandate_id])
        : [];
      return {
        ...itemOf(row, latest?.candidate ?? null, isRegistrar(me.role, view)),
        training: row.training_code === null ? null : {
          code: row.training_code,
          name: trainings.find(({ code }) => code === row.training_code)?.name ?? row.training_code,
          on: row.training_on!,
          validTo: row.training_valid_to,
        },
        extractCheckedOn: row.extract_checked_on,
        discretionStatement: row.statement_version === null ? null : { version: row.statement_version, on: row.statement_on! },
        boardMember: row.is_board_member,
        refusalReason: row.refusal_reason,
        approvals: given.map(({ capacity, approved, at, by }) => ({ capacity, approved, at: maybeLocalIso(at)!, by })),
        needed: { ...rule, missing: (['inside', 'above'] as (keyof Seats)[]).filter((seat) => seats[seat] === null) },
        boardMemberAsked: latest?.board ? { ...invitationView(latest.board), name: latest.board.name!, function: latest.board.function! } : null,
        remarks: remarksOn(row, todayOf(tx)),
        mandate: mandate ?? null,
        allowed: allowed.map((action) => action.replace('registration.', '')),
      };
    });
  }
}

/** Of one that is invited the state of its newest invitation. */
const STATUS = `case when r.state <> 'invited' then r.state else coalesce((select case when i.state = 'bounced' then 'bounced' end from invitations i
  where i.registration_id = r.id and i.kind <> 'board-member' order by i.id desc limit 1), 'waiting') end`;

function found(tx: Tx, me: Person, filter: Omit<RegistrationListDto, 'limit' | 'cursor'>, limit: number, after: string | null): Promise<RegistrationRow[]> {
  const parameters: unknown[] = [me.organisationId, todayOf(tx), after, limit];
  const bound = (value: unknown): string => `$${parameters.push(value)}`;
  const where = [registrationScopeSql(me), '($3::uuid is null or r.id < $3)'];
  if (filter.status) where.push(`${STATUS} = ${bound(filter.status)}`);
  if (filter.organisationId) where.push(`r.organisation_id = ${bound(filter.organisationId)}`);
  if (filter.role) where.push(`r.role = ${bound(filter.role)}`);
  return tx.query(`${REGISTRATIONS} and ${where.join(' and ')} order by r.id desc limit $4`, parameters);
}

interface Latest {
  candidate?: InvitationRow;
  board?: InvitationRow;
}

async function invitationsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Latest>> {
  const rows: InvitationRow[] = await tx.query(`${INVITATIONS} where registration_id = any ($1) ${LATEST}`, [ids]);
  const latest = new Map<string, Latest>();
  for (const row of rows) {
    const of = latest.get(row.registration_id) ?? {};
    latest.set(row.registration_id, { ...of, [row.kind === 'board-member' ? 'board' : 'candidate']: row });
  }
  return latest;
}

const remarksOn = (row: RegistrationRow, today: string): RegistrationView['remarks'] => [
  ...(row.is_board_member ? (['board-member'] as const) : []),
  ...(row.training_code === null ? (['no-training'] as const) : []),
  ...(row.training_valid_to !== null && row.training_valid_to < today ? (['training-ended'] as const) : []),
  ...(row.extract_checked_on === null ? (['no-extract'] as const) : []),
];
