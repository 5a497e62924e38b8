import type { MailRhythm } from '../../domain/vocabulary.js';
import { maybeLocalIso } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';

export interface OwnAccount {
  account: { email: string; name: string; createdAt: string; suspendedAt: string | null; mailRefusedAt: string | null };
  preferences: { mails: MailRhythm };
  mandates: { role: string; organisation: string; kind: string; validFrom: string; validTo: string | null; suspendedAt: string | null }[];
  /** How each mandate came about, and what is recorded for it. */
  registrations: {
    role: string;
    organisation: string;
    state: string;
    acceptedAt: string | null;
    discretionStatement: string | null;
    training: string | null;
    trainingOn: string | null;
    extractCheckedOn: string | null;
    boardMember: boolean | null;
  }[];
  sessions: { openedAt: string; lastSeenAt: string; expiresAt: string }[];
  /** Since when, and no secret of any. */
  waysIn: { passkeys: { device: string; madeAt: string; lastUsedAt: string | null }[]; appSince: string | null; codesOnPaper: number };
  /** Of 90 days, tries included; the network is a part of the address, never the whole, and of a try none: it may be another's. */
  signIns: { at: string; result: string; network: string | null }[];
  /** That a mail went, of which kind: a mail says nothing of a case. */
  mails: { kind: string; state: string; madeAt: string; sentAt: string | null }[];
}

/** What is kept of an account itself: registration, sessions and mail, and no secret of any of them. */
export async function ownAccount(tx: Tx, accountId: string): Promise<OwnAccount> {
  const rows = (sql: string) => tx.query(sql, [accountId]);
  const [account] = await rows('select email, name, created_at, suspended_at, mail_refused_at, mail_rhythm from accounts where id = $1');
  const mandates = await rows(
    `select m.role, o.name as organisation, o.kind, m.valid_from::text as valid_from, m.valid_to::text as valid_to, m.suspended_at
     from mandates m join organisations o on o.id = m.organisation_id where m.account_id = $1 order by m.valid_from, m.id`,
  );
  const registrations = await rows(
    `select r.role, o.name as organisation, r.state, r.accepted_at, r.statement_version as "discretionStatement", r.training_code as training,
       r.training_on::text as "trainingOn", r.extract_checked_on::text as "extractCheckedOn", r.is_board_member as "boardMember"
     from registrations r join organisations o on o.id = r.organisation_id where r.account_id = $1 order by r.id`,
  );
  const sessions = await rows(
    'select created_at, last_seen_at, expires_at from sessions where account_id = $1 and expires_at > now() order by created_at',
  );
  const signIns = await rows(
    `select e.at, e.result, case e.result when 'ok' then text(n.prefix) end as network
     from audit_events e left join sign_in_networks n on n.event_id = e.id
     where e.record_id = $1 and e.action = 'session.open' and e.at > now() - interval '90 days' order by e.id`,
  );
  const passkeys = await rows('select device, created_at, last_used_at from passkeys where account_id = $1 order by created_at');
  const [app] = await rows('select confirmed_at from authenticators where account_id = $1 and confirmed_at is not null');
  const [{ left }] = await rows(
    'select count(*)::int as left from recovery_codes where account_id = $1 and confirmed_at is not null and used_at is null',
  );
  const mails = await rows('select template, state, created_at, sent_at from deliveries where account_id = $1 order by id');
  return {
    account: {
      email: account.email,
      name: account.name,
      createdAt: maybeLocalIso(account.created_at)!,
      suspendedAt: maybeLocalIso(account.suspended_at),
      mailRefusedAt: maybeLocalIso(account.mail_refused_at),
    },
    preferences: { mails: account.mail_rhythm },
    mandates: mandates.map((row) => ({
      role: row.role,
      organisation: row.organisation,
      kind: row.kind,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      suspendedAt: maybeLocalIso(row.suspended_at),
    })),
    registrations: registrations.map(({ accepted_at: acceptedAt, ...row }) => ({ ...(row as Omit<OwnAccount['registrations'][number], 'acceptedAt'>), acceptedAt: maybeLocalIso(acceptedAt) })),
    sessions: sessions.map((row) => ({
      openedAt: maybeLocalIso(row.created_at)!,
      lastSeenAt: maybeLocalIso(row.last_seen_at)!,
      expiresAt: maybeLocalIso(row.expires_at)!,
    })),
    waysIn: {
      passkeys: passkeys.map((row) => ({ device: row.device, madeAt: maybeLocalIso(row.created_at)!, lastUsedAt: maybeLocalIso(row.last_used_at) })),
      appSince: maybeLocalIso(app?.confirmed_at ?? null),
      codesOnPaper: left,
    },
    signIns: signIns.map(({ at, result, network }) => ({ at: maybeLocalIso(at)!, result, network })),
    mails: mails.map((row) => ({
      kind: row.template,
      state: row.state,
      madeAt: maybeLocalIso(row.created_at)!,
      sentAt: maybeLocalIso(row.sent_at),
    })),
  };
}
