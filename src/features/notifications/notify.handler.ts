import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AUDIENCE, isNoticeEvent, recipientsOf, type Audience, type NoticeEvent } from '../../domain/audience.js';
import { isExempt, mailMoment, mayBeGathered } from '../../domain/mail-hours.js';
import { isOpen } from '../../domain/opening-hours.js';
import { dateOf, maybeDate } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Handles, type OutboxHandler } from '../../platform/outbox/handlers.js';
import { announce, refuseEarly, type OutboxRow } from '../../platform/outbox/outbox.js';
import { ConsultWatch } from '../consults/consult-watch.js';
import type { ConsultRow } from '../consults/consult.row.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import { isAccountMail } from './mail-texts.js';
import { Recipients, type Addressee } from './recipients.js';

const EVENTS = Object.keys(AUDIENCE) as NoticeEvent[];

/** An event -> a notice in the portal and a mail for each who should hear it. Doing it twice does it once. */
@Injectable()
@Handles(...EVENTS)
export class NotifyHandler implements OutboxHandler {
  constructor(
    private readonly database: Database,
    private readonly consults: ConsultWatch,
    private readonly recipients: Recipients,
    private readonly reference: ReferenceData,
  ) {}

  handle(row: OutboxRow): Promise<void> {
    return this.database.asSystem('notify', (tx) => this.notify(tx, row));
  }

  private async notify(tx: Tx, row: OutboxRow): Promise<void> {
    refuseEarly(tx, row);
    if (!isNoticeEvent(row.event)) return;
    const consultId = row.payload.consultId as string | undefined;
    const consult = consultId ? await this.consults.load(tx, consultId) : null;
    if (consultId && !consult) return;
    if (row.event === 'dead-letter' && (await isAboutItself(tx, row))) return;
    const is1712 = consult?.team_kind === 'line1712' || consult?.team_kind === 'coordination1712';
    const recipients = recipientsOf(row.event, { acute: consult?.urgency === 'acute', is1712 });
    const { escalationId, mandateId, organisationId, registrationId, formerId } = row.payload as Record<string, string | undefined>;
    const people = await this.recipients.of(tx, recipients, { consult, escalationId, mandateId, organisationId, registrationId, formerId });
    for (const person of people) {
      if (person.account_id !== row.payload.by) await this.tell(tx, row, row.event, person, consult);
    }
  }

  private async tell(tx: Tx, row: OutboxRow, event: NoticeEvent, person: Addressee, consult: ConsultRow | null): Promise<void> {
    const now = dateOf(tx.now);
    await tx.query(
      `insert into notifications (id, outbox_id, mandate_id, consult_id, escalation_id, event, at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (outbox_id, mandate_id) do nothing`,
      [uuid(), row.id, person.mandate_id, consult?.id ?? null, escalationOf(row), event, now],
    );
    const leaving = await this.leaving(tx, event, person, consult);
    const [delivery] = await tx.query(
      `insert into deliveries (id, outbox_id, mandate_id, account_id, consult_id, escalation_id, template, reason, created_at, gathered_for)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (outbox_id, account_id) do nothing returning id`,
      [
        uuid(),
        row.id,
        person.mandate_id,
        person.account_id,
        consult?.id ?? null,
        escalationOf(row),
        templateOf(event),
        row.payload.step ? row.payload : null,
        now,
        leaving.gathered ? maybeDate(leaving.at) : null,
      ],
    );
    if (!delivery) return;
    await announce(
      tx,
      'mail.send',
      { deliveryId: delivery.id },
      // A reminder's reason holds from now on; a clock that is moved back makes its mail wait for it again.
      { notBefore: leaving.at ?? (row.payload.step ? tx.now : null), dedupeKey: `mail/${delivery.id}` },
    );
  }

  /** When the mail leaves (null = now), and whether it goes with others of that morning. */
  private async leaving(tx: Tx, event: NoticeEvent, person: Addressee, consult: ConsultRow | null) {
    const tables = await this.reference.on(tx, tx.now);
    const audience: Audience = AUDIENCE[event];
    const teamOpen =
      person.of_team && Boolean(consult?.team_code) && isOpen(tables.calendarOf(consult!.team_code!), tx.now, 'all');
    const reason = { urgency: consult?.urgency ?? null, teamOpen, event: audience.answers ? 'answer' : event };
    const gathered = person.mail_rhythm === 'daily' && !isAccountMail(event) && mayBeGathered(reason);
    return { gathered, at: mailMoment(tx.now, { exempt: isExempt(reason), gathered }, tables.reminders) };
  }
}

const escalationOf = (row: OutboxRow): string | null => (row.payload.escalationId as string | undefined) ?? null;

/** A mail about dead letters that died itself: telling it by mail again would never end. */
async function isAboutItself(tx: Tx, row: OutboxRow): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from outbox o join deliveries d on d.id = (o.payload->>'deliveryId')::uuid
     where o.id = $1 and d.template = 'dead-letter'`,
    [row.payload.outboxId],
  );
  return rows.length > 0;
}

/** Case mails are all the same; account mails say what they are about. */
const templateOf = (event: NoticeEvent): string => (isAccountMail(event) ? event : 'case');
