import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { actionsIn, mayApprove, type RecoveryAction, type RecoveryState } from '../../domain/recovery-requests.js';
import type { Role } from '../../domain/vocabulary.js';
import { SIGN_IN_POLICIES, type SignInPolicies } from '../../platform/auth/sign-in-policies.js';
import { dateOf, localIso, instantOf, maybeLocalIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';
import { notFound, rule, stateRefuses } from '../../platform/http/problem.js';
import { announce } from '../../platform/outbox/outbox.js';

export interface RecoveryView {
  id: string;
  account: { id: string; name: string };
  state: RecoveryState;
  /** The reader asked it: somebody else decides. */
  mine: boolean;
  askedAt: string;
  /** From then on the person gets a link. */
  ripeAt: string | null;
}

interface Row {
  id: string;
  account_id: string;
  name: string | null;
  state: RecoveryState;
  asked_by: string;
  asked_as: Role;
  asked_at: Date;
  ripe_at: Date | null;
}

const ROWS = `select r.id, r.account_id, a.name, r.state, r.asked_by, r.asked_as, r.asked_at, r.ripe_at
  from recovery_requests r left join accounts a on a.id = r.account_id`;

/** Who vouches for somebody asks, and a second one approves; both in their own name, and each sees only whom they vouch for. */
@Injectable()
export class RecoveryRequests {
  constructor(
    private readonly database: Database,
    @Inject(SIGN_IN_POLICIES) private readonly policies: SignInPolicies,
  ) {}

  /** Those that are open. */
  list(me: Person): Promise<RecoveryView[]> {
    return this.database.withActor(me, async (tx) => {
      const rows: Row[] = await tx.query(`${ROWS} where r.state in ('asked', 'approved') order by r.asked_at, r.id limit 100`);
      return rows.map((row) => view(row, me));
    });
  }

  /** @throws Problem 404 for whom one does not vouch for, 409 while one is open */
  async ask(me: Person, accountId: string): Promise<RecoveryView> {
    if (!isUuid(accountId)) throw notFound();
    return this.database.withActor(me, async (tx) => {
      const [{ vouches }] = await tx.query('select kb.vouches($1) as vouches', [accountId]);
      if (!vouches) throw notFound();
      const open = await tx.query(`select 1 from recovery_requests where account_id = $1 and state in ('asked', 'approved')`, [accountId]);
      if (open.length) throw stateRefuses([], 'Dit is al gevraagd, en loopt nog.');
      const id = uuid();
      await tx.query(`insert into recovery_requests (id, account_id, state, asked_by, asked_as, asked_at) values ($1, $2, 'asked', $3, $4, $5)`, [
        id,
        accountId,
        me.accountId,
        me.role,
        dateOf(tx.now),
      ]);
      await tx.audit('recovery.ask', { kind: 'account', id: accountId });
      await announce(tx, 'recovery.asked', { requestId: id, mandateId: await mandateOf(tx, accountId), by: me.accountId });
      await announce(tx, 'recovery.mail', { requestId: id, step: 'asked', by: me.accountId });
      return view(await locked(tx, id), me);
    });
  }

  /** @throws Problem 404, 409, 422 when it takes somebody else */
  approve(me: Person, id: string): Promise<RecoveryView> {
    return this.decide(me, id, 'approve', async (tx, row) => {
      const roles = (await tx.query('select role from mandates where account_id = $1', [row.account_id])).map(({ role }) => role as Role);
      if (!mayApprove({ by: row.asked_by, as: row.asked_as }, me, { id: row.account_id, roles })) {
        throw rule('four-eyes', 'Iemand anders keurt dit goed: niet wie het vroeg, en niet enkel beheerders.');
      }
      const { delayHours } = (await this.policies.policy(tx)).recovery;
      await tx.query(`update recovery_requests set state = 'approved', approved_by = $2, approved_at = $3, ripe_at = $4 where id = $1`, [
        id,
        me.accountId,
        dateOf(tx.now),
        dateOf(tx.now.add({ hours: delayHours })),
      ]);
      await announce(tx, 'recovery.mail', { requestId: id, step: 'approved', by: me.accountId });
    });
  }

  /** By a second person, or by who asked it. @throws Problem 404, 409 */
  refuse(me: Person, id: string): Promise<RecoveryView> {
    return this.decide(me, id, 'refuse', async (tx) => {
      await tx.query(`update recovery_requests set state = 'refused', closed_at = $2 where id = $1`, [id, dateOf(tx.now)]);
    });
  }

  private decide(me: Person, id: string, action: RecoveryAction, write: (tx: Tx, row: Row) => Promise<void>): Promise<RecoveryView> {
    if (!isUuid(id)) throw notFound();
    return this.database.withActor(me, async (tx) => {
      const row = await locked(tx, id);
      const allowed = actionsIn(row.state);
      if (!allowed.includes(action)) throw stateRefuses(allowed);
      await write(tx, row);
      await tx.audit(action === 'approve' ? 'recovery.approve' : 'recovery.refuse', { kind: 'account', id: row.account_id });
      return view(await locked(tx, id), me);
    });
  }
}

async function locked(tx: Tx, id: string): Promise<Row> {
  const [row]: Row[] = await tx.query(`${ROWS} where r.id = $1`, [id]);
  if (!row) throw notFound();
  await tx.query('select 1 from recovery_requests where id = $1 for no key update', [id]);
  return row;
}

const mandateOf = async (tx: Tx, accountId: string): Promise<string | null> =>
  (await tx.query('select id from mandates where account_id = $1 order by created_at, id limit 1', [accountId]))[0]?.id ?? null;

const view = (row: Row, me: Person): RecoveryView => ({
  id: row.id,
  account: { id: row.account_id, name: row.name ?? '' },
  state: row.state,
  mine: row.asked_by === me.accountId,
  askedAt: localIso(instantOf(row.asked_at)),
  ripeAt: maybeLocalIso(row.ripe_at),
});
