import { Inject, Injectable } from '@nestjs/common';
import { dateOf, localDay } from '../../platform/clock/clock.js';
import type { Standing } from '../../domain/mandates.js';
import { standingSql } from '../../platform/auth/mandate-standing.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { AddressRefused, Mailer } from '../../platform/mail/mailer.js';
import { Handles, type OutboxHandler } from '../../platform/outbox/handlers.js';
import { PermanentFailure } from '../../platform/outbox/outbox.processor.js';
import { announce, refuseEarly, type OutboxRow } from '../../platform/outbox/outbox.js';
import { ConsultWatch } from '../consults/consult-watch.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ConsultRow } from '../consults/consult.row.js';
import { stillAskedSql } from '../consults/escalation-scope.js';
import { RequestWatch } from '../data-subject-requests/request-watch.js';
import { FollowUpWatch } from '../follow-ups/follow-up-watch.js';
import { HoldWatch } from '../legal-holds/hold-watch.js';
import { MandateWatch } from '../mandates/mandate-watch.js';
import { WithoutContact } from '../mandates/without-contact.js';
import { mailText } from './mail-texts.js';

interface Delivery {
  id: string;
  consult_id: string | null;
  escalation_id: string | null;
  mandate_id: string;
  template: string;
  event: string;
  reason: Record<string, string> | null;
  email: string;
  standing: Standing;
  account_id: string;
  gathered_for: Date | null;
}

/** One mail: reload, re-check the reason, send, mark. Between the server's 250 and the mark a crash may double it. */
@Injectable()
@Handles('mail.send')
export class SendMailHandler implements OutboxHandler {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly consults: ConsultWatch,
    private readonly followUps: FollowUpWatch,
    private readonly holds: HoldWatch,
    private readonly requests: RequestWatch,
    private readonly mandates: MandateWatch,
    private readonly orphans: WithoutContact,
    private readonly reference: ReferenceData,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async handle(row: OutboxRow): Promise<void> {
    const id = row.payload.deliveryId as string;
    const ready = await this.database.asSystem('mail', async (tx) => {
      refuseEarly(tx, row);
      const delivery = (await isGathered(tx, id)) ? await loadApart(tx, id) : await load(tx, id);
      if (!delivery) return null;
      if (!(await this.reasonHolds(tx, delivery))) {
        await mark(tx, id, 'skipped');
        return null;
      }
      if (delivery.gathered_for) await gather(tx, delivery);
      return { delivery, now: dateOf(tx.now) };
    });
    if (!ready) return;

    const { delivery, now } = ready;
    try {
      await this.mailer.send({ id, to: delivery.email, date: now, ...mailText(delivery.template, this.config.publicUrl) });
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      await this.database.asSystem('mail', (tx) => refused(tx, id));
      throw new PermanentFailure(error.code);
    }
    await this.database.asSystem('mail', (tx) => mark(tx, id, 'sent'));
  }

  /** Access that ended, or a reminder whose reason is gone, stops the mail at the last moment. */
  private async reasonHolds(tx: Tx, delivery: Delivery): Promise<boolean> {
    if (delivery.standing === 'none') return false;
    // After the end only what still is hers: her own open consults, and what became of those that she offered.
    if (delivery.standing === 'ended' && !delivery.consult_id && !delivery.event.startsWith('handover.')) return false;
    // To the federation; to the asker it is news of her consult.
    if (!delivery.consult_id && delivery.escalation_id) return stillAsked(tx, delivery.mandate_id, delivery.escalation_id);
    if (!delivery.consult_id) return !delivery.reason || this.stillDue(tx, delivery.reason);
    const consult = await this.consults.load(tx, delivery.consult_id);
    if (!consult || isPast(consult, delivery)) return false;
    if (!(await this.consults.isSeenUnder(tx, consult.id, delivery.mandate_id))) return false;
    return !delivery.reason || this.stepStands(tx, consult, delivery.reason);
  }

  private async stepStands(tx: Tx, consult: ConsultRow, name: Record<string, string>): Promise<boolean> {
    const tables = await this.reference.on(tx, tx.now);
    const standing = name.followUpId
      ? await this.followUps.standing(tx, name.followUpId, name, tables)
      : this.consults.standing(tx, consult, name, tables);
    return standing !== null;
  }

  /** A reminder of no consult: what it reminds of was not renewed, lifted or answered meanwhile. */
  private async stillDue(tx: Tx, reason: Record<string, string>): Promise<boolean> {
    const tables = await this.reference.on(tx, tx.now);
    if (reason.holdId) return this.holds.standing(tx, reason, tables);
    if (reason.requestId) return this.requests.standing(tx, reason, tables);
    if (reason.organisationId) return this.orphans.stands(tx, reason.organisationId, reason.anchor!);
    return !reason.mandateId || (await this.mandates.standing(tx, reason, tables)) !== null;
  }
}

/** Of a consult that was withdrawn meanwhile there is no other news than that, and that it will be destroyed. */
const isPast = (consult: ConsultRow, { event }: Delivery): boolean =>
  consult.status === 'withdrawn' && event !== 'consult.withdrawn-urgent' && event !== 'reminder.destruction';

const stillAsked = async (tx: Tx, mandateId: string, escalationId: string): Promise<boolean> =>
  (await tx.query(`select 1 from mandates m where m.id = $1 and ${stillAskedSql('$2')}`, [mandateId, escalationId])).length > 0;

const isGathered = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.query('select 1 from deliveries where id = $1 and gathered_for is not null', [id])).length > 0;

/** Two mails of one morning are looked at one after the other, so that the second sees that it went with the first. */
async function loadApart(tx: Tx, id: string): Promise<Delivery | null> {
  await tx.query('select 1 from accounts where id = (select account_id from deliveries where id = $1) for no key update', [id]);
  return load(tx, id);
}

async function load(tx: Tx, id: string): Promise<Delivery | null> {
  const [delivery] = await tx.query(
    `select d.id, d.consult_id, d.escalation_id, d.mandate_id, d.account_id, d.gathered_for, d.template, d.reason, o.event, a.email,
            case when a.mail_refused_at is null then ${standingSql('$2::date')} else 'none' end as standing
     from deliveries d join accounts a on a.id = d.account_id join mandates m on m.id = d.mandate_id join outbox o on o.id = d.outbox_id
     where d.id = $1 and d.state = 'waiting' and d.sent_with is null`,
    [id, localDay(tx.now).toString()],
  );
  return delivery ?? null;
}

/** One mail a morning: what else waits for the same one goes with the first, and is marked with it. */
async function gather(tx: Tx, { id, account_id: accountId, gathered_for: morning }: Delivery): Promise<void> {
  await tx.query(
    `update deliveries set sent_with = $1
     where account_id = $2 and gathered_for = $3 and state = 'waiting' and sent_with is null and id <> $1`,
    [id, accountId, morning],
  );
}

async function mark(tx: Tx, id: string, state: 'sent' | 'skipped' | 'refused'): Promise<void> {
  await tx.query('update deliveries set state = $2, sent_at = $3 where id = $1 or sent_with = $1', [id, state, dateOf(tx.now)]);
}

async function refused(tx: Tx, id: string): Promise<void> {
  await mark(tx, id, 'refused');
  const [delivery] = await tx.query('select account_id, mandate_id from deliveries where id = $1', [id]);
  await tx.query('update accounts set mail_refused_at = $2 where id = $1', [delivery.account_id, dateOf(tx.now)]);
  await announce(tx, 'address.refused', { mandateId: delivery.mandate_id, by: delivery.account_id }, { dedupeKey: `refused/${id}` });
}
