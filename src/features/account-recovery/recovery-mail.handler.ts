import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { SIGN_IN_POLICIES, type SignInPolicies } from '../../platform/auth/sign-in-policies.js';
import { dateOf, instantOf } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { Handles, type OutboxHandler } from '../../platform/outbox/handlers.js';
import { announce, refuseEarly, type OutboxRow } from '../../platform/outbox/outbox.js';
import { newLink } from './recovery-links.js';

interface Request {
  id: string;
  account_id: string;
  email: string;
  mandate_id: string | null;
  state: string;
  ripe_at: Date | null;
}
interface Letter {
  id: string;
  to: string;
  subject: string;
  text: string;
  date: Date;
}

/** The two mails of a recovery: at once how to stop it, and a day after it was approved how to come in. A link is drawn when its mail leaves. */
@Injectable()
@Handles('recovery.mail')
export class RecoveryMailHandler implements OutboxHandler {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SIGN_IN_POLICIES) private readonly policies: SignInPolicies,
  ) {}

  async handle(row: OutboxRow): Promise<void> {
    const letter = await this.database.asSystem('mail', (tx) => {
      refuseEarly(tx, row);
      return this.letter(tx, row);
    });
    if (!letter) return;
    await this.mailer.send(letter);
    await this.database.asSystem('mail', (tx) => tx.query(`update deliveries set state = 'sent', sent_at = $2 where id = $1`, [letter.id, dateOf(tx.now)]));
  }

  private async letter(tx: Tx, row: OutboxRow): Promise<Letter | null> {
    const [request]: Request[] = await tx.query(
      `select r.id, r.account_id, a.email, r.state, r.ripe_at,
         (select m.id from mandates m where m.account_id = a.id order by m.created_at, m.id limit 1) as mandate_id
       from recovery_requests r join accounts a on a.id = r.account_id where r.id = $1 and a.suspended_at is null`,
      [row.payload.requestId],
    );
    if (!request) return null;
    switch (row.payload.step) {
      case 'asked':
        return request.state === 'asked' || request.state === 'approved' ? this.stopLetter(tx, row, request) : null;
      case 'approved':
        if (request.state === 'approved') {
          await announce(tx, 'recovery.mail', { requestId: request.id, step: 'ready' }, { notBefore: instantOf(request.ripe_at!), dedupeKey: `recovery/${request.id}` });
        }
        return null;
      default:
        return request.state === 'approved' ? this.linkLetter(tx, row, request) : null;
    }
  }

  private async stopLetter(tx: Tx, row: OutboxRow, request: Request): Promise<Letter> {
    const { token, hash } = newLink();
    await tx.query('update recovery_requests set stop_hash = $2 where id = $1', [request.id, hash]);
    return onRecord(tx, row, request, 'recovery.asked', 'Klankbord: iemand vraagt een nieuwe toegang voor jou', [
      'Iemand die voor jou instaat, vraagt dat je opnieuw mag instellen hoe je aanmeldt. Een tweede persoon moet dat goedkeuren, en daarna duurt het nog een dag.',
      'Vroeg jij dit niet? Hou het tegen:',
      `${this.config.publicUrl}/herstel/stop/${token}`,
      'Vragen? Bel 1712.',
    ]);
  }

  private async linkLetter(tx: Tx, row: OutboxRow, request: Request): Promise<Letter> {
    const { token, hash } = newLink();
    const { linkDays } = (await this.policies.policy(tx)).recovery;
    await tx.query('update recovery_requests set link_hash = $2, link_until = $3 where id = $1', [request.id, hash, dateOf(tx.now.add({ hours: 24 * linkDays }))]);
    return onRecord(tx, row, request, 'recovery.ready', 'Klankbord: stel opnieuw in hoe je aanmeldt', [
      `Je kan opnieuw instellen hoe je aanmeldt. Deze link werkt één keer, ${linkDays} dagen lang. Wat je vroeger gebruikte, werkt daarna niet meer.`,
      `${this.config.publicUrl}/herstel/${token}`,
    ]);
  }
}

/** That it went, of which kind, is on record as of every mail; its words are not. */
async function onRecord(tx: Tx, row: OutboxRow, request: Request, template: string, subject: string, lines: string[]): Promise<Letter> {
  const date = dateOf(tx.now);
  const id = uuid();
  if (request.mandate_id) {
    await tx.query(
      `insert into deliveries (id, outbox_id, mandate_id, account_id, template, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (outbox_id, account_id) do nothing`,
      [id, row.id, request.mandate_id, request.account_id, template, date],
    );
  }
  return { id, to: request.email, subject, text: `${lines.join('\n\n')}\n`, date };
}
