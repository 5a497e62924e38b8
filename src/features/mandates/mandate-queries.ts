import { Injectable } from '@nestjs/common';
import { standingSql } from '../../platform/auth/mandate-standing.js';
import type { MandateAction } from '../../domain/mandate-permissions.js';
import { localDay } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { idAt, pageOf, type Page } from '../../platform/http/cursor.js';
import { isUuid } from '../../platform/http/ids.js';
import { forbidden, notFound } from '../../platform/http/problem.js';
import type { MandateListDto } from './mandate.dto.js';
import { IN_VIEW, mandateScopeSql, mayOn } from './mandate-scope.js';
import { inViewOf, mandateView, type MandateRow, type MandateView } from './mandate-views.js';

export const todayOf = (tx: Tx): string => localDay(tx.now).toString();

/** Parameters: $1 account, $2 organisation, $3 today. */
const MANDATES = `select m.id, m.account_id, a.name, m.role, m.organisation_id, o.name as organisation_name, o.kind as organisation_kind,
    m.valid_from::text as valid_from, m.valid_to::text as valid_to, m.ended_on::text as ended_on, m.ending_reason, m.ended_by, m.suspended_at,
    m.asked_on::text as asked_on, m.answered_on::text as answered_on, m.answered_still, ${standingSql('$3::date')} as standing,
    exists (select 1 from registrations r where r.mandate_id = m.id and r.state = 'renewal') as renewing, ${IN_VIEW}
  from mandates m join accounts a on a.id = m.account_id join organisations o on o.id = m.organisation_id`;

const parametersOf = (tx: Tx, me: Person): unknown[] => [me.accountId, me.organisationId, todayOf(tx)];

/** @throws Problem 404 when it is not seen, 403 when this role, or this person, may not do this with it */
export async function mandateFor(tx: Tx, me: Person, id: string, action: MandateAction): Promise<MandateRow> {
  const [row]: MandateRow[] = isUuid(id)
    ? await tx.query(`${MANDATES} where m.id = $4 and ${mandateScopeSql('mandate.see', me)}`, [...parametersOf(tx, me), id])
    : [];
  if (!row) throw notFound();
  if (!mayOn(action, me, inViewOf(row))) throw forbidden();
  return row;
}

/** One's own mandates and those one vouches for: names and dates. */
@Injectable()
export class MandateQueries {
  constructor(private readonly database: Database) {}

  /** Newest first, keyset on the id. */
  list(me: Person, { limit = 25, cursor, role, organisation, standing, endingWithinDays }: MandateListDto): Promise<Page<MandateView>> {
    const after = idAt(cursor) ?? null;
    return this.database.withActor(me, async (tx) => {
      const found: { id: string }[] = await tx.query(
        `select id from (select m.id, m.valid_to, m.ended_on, ${standingSql('$3::date')} as standing
           from mandates m cross join (select null::timestamptz as suspended_at) a where ${mandateScopeSql('mandate.see', me)}
             and ($4::uuid is null or m.id < $4) and ($6::text is null or m.role = $6) and ($7::uuid is null or m.organisation_id = $7)) listed
         where ($8::text is null or standing = $8)
           and ($9::int is null or (standing = 'active' and least(valid_to, ended_on) - $3::date <= $9))
         order by id desc limit $5`,
        [...parametersOf(tx, me), after, limit + 1, role ?? null, organisation ?? null, standing ?? null, endingWithinDays ?? null],
      );
      const page = pageOf(found, limit, ({ id }) => id, ({ id }) => id);
      // Whose account is suspended is seen here: a name may be asked of few, not of everybody in the table.
      const rows: MandateRow[] = await tx.query(`${MANDATES} where $1::uuid is not null and m.id = any ($4::uuid[]) order by m.id desc`, [...parametersOf(tx, me), page.items]);
      const items = rows.filter((row) => standing === undefined || row.standing === standing).map((row) => mandateView(row, me, todayOf(tx)));
      return { ...page, items };
    });
  }

  /** @throws Problem 404 */
  get(me: Person, id: string): Promise<MandateView> {
    return this.database.withActor(me, async (tx) => mandateView(await mandateFor(tx, me, id, 'mandate.see'), me, todayOf(tx)));
  }
}
