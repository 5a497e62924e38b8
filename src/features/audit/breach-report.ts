import { Injectable } from '@nestjs/common';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { isUuid } from '../../platform/http/ids.js';

export interface OpenedRecord {
  kind: string;
  id: string;
  /** Of a consult, or of the one that an escalation came from. */
  reference: string | null;
  first: string;
  last: string;
  times: number;
  asker: string | null;
  organisation: string | null;
}

export interface BreachReport {
  account: string;
  since: string;
  records: OpenedRecord[];
  /** Whose questions they were. An address only when it was asked for. */
  toTell: { account: string; organisation: string; email?: string }[];
}

/** What an account that fell into wrong hands opened, and who must hear of it. The report is on record itself. */
@Injectable()
export class BreachReports {
  constructor(private readonly database: Database) {}

  /** @param account id or e-mail address; null when nobody has it */
  of(account: string, since: Date, withAddresses: boolean): Promise<BreachReport | null> {
    return this.database.asSystem('breach-report', async (tx) => {
      const id = await accountOf(tx, account);
      if (!id) return null;
      const records = await openedBy(tx, id, since);
      await tx.audit(withAddresses ? 'breach-report.addresses' : 'breach-report.run', { kind: 'account', id });
      return { account: id, since: maybeLocalIso(since)!, records, toTell: await whomToTell(tx, records, withAddresses) };
    });
  }
}

async function accountOf(tx: Tx, account: string): Promise<string | null> {
  const [row] = await tx.query(`select id from accounts where ${isUuid(account) ? 'id = $1' : 'lower(email) = lower($1)'}`, [account]);
  return row?.id ?? null;
}

/** Opening its key opens a record as well: who writes in it has had it open. */
async function openedBy(tx: Tx, accountId: string, since: Date): Promise<OpenedRecord[]> {
  const rows = await tx.query(
    `select case when s.id is not null then 'escalation' when c.id is not null then 'consult' else max(e.record_kind) end as kind,
       e.record_id as id, c.reference, min(e.at) as first, max(e.at) as last, count(*)::int as times,
       c.asker_account_id as asker, c.organisation_id as organisation
     from audit_events e left join escalations s on s.id = e.record_id left join consults c on c.id = coalesce(s.consult_id, e.record_id)
     where e.account_id = $1 and e.at >= $2 and e.result = 'ok' and e.record_id is not null
       and (e.action = 'vault.open' or e.action like '%.read' or e.action like '%.read-%')
     group by e.record_id, s.id, c.id order by first, e.record_id`,
    [accountId, since],
  );
  return rows.map((row) => ({ ...row, first: maybeLocalIso(row.first)!, last: maybeLocalIso(row.last)! }));
}

async function whomToTell(tx: Tx, records: OpenedRecord[], withAddresses: boolean): Promise<BreachReport['toTell']> {
  const askers = records.filter(({ asker }) => asker);
  const rows = await tx.query(
    `select distinct t.account, t.organisation, a.email from unnest($1::uuid[], $2::uuid[]) t(account, organisation)
     join accounts a on a.id = t.account order by 1, 2`,
    [askers.map(({ asker }) => asker), askers.map(({ organisation }) => organisation)],
  );
  return rows.map(({ account, organisation, email }) => ({ account, organisation, ...(withAddresses ? { email } : {}) }));
}
