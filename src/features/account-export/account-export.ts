import { Injectable } from '@nestjs/common';
import { isContact } from '../../domain/permissions.js';
import { localIso } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { Problem } from '../../platform/http/problem.js';
import { Vault } from '../../platform/vault/vault.js';
import { datesOf, OwnConsults, type ConsultDates, type HandledConsult, type OwnWords } from '../consults/own-consults.js';
import { ownExtracts, type OwnExtract } from '../escalations/own-extracts.js';
import { ownFollowUps, type OwnFollowUp } from '../follow-ups/own-follow-ups.js';
import { Notifications } from '../notifications/notifications.js';
import { ownAccount, type OwnAccount } from './own-account.js';

export interface OwnConsult extends ConsultDates, Partial<OwnWords> {
  /** Its key is gone: nobody reads its words any more. */
  unreadable?: true;
  messages: OwnWords['messages'];
  followUps: OwnFollowUp[];
  toFederation: OwnExtract[];
}

export interface OwnNotice {
  at: string;
  event: string;
  reference: string | null;
  readAt: string | null;
}

/** Everything but what somebody did, which may be long (own-deeds.ts). */
export interface Export extends OwnAccount {
  madeAt: string;
  explanation: string[];
  notices: OwnNotice[];
  consults: OwnConsult[];
  consultsBefore: ConsultDates[];
  handled: HandledConsult[];
}

const MOST = 6;
const MINUTES = 10;
const PAGE = 100;

/** What Klankbord knows of the signed-in person, under all mandates that are theirs today; of others not a word. */
@Injectable()
export class AccountExport {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly consults: OwnConsults,
    private readonly notifications: Notifications,
  ) {}

  /**
   * On record, and then all of it. Counted instead of locked: a lock would hold a connection for as long as a phone
   * downloads. @throws Problem 429 when it was asked too often
   */
  async of(me: Person, mandates: readonly Person[]): Promise<Export> {
    const madeAt = await this.begin(me);
    // Under a mandate that ended she sees what is open; of the rest the dates.
    const organisations = mandates.filter(({ standing }) => standing !== 'ended').map(({ organisationId }) => organisationId);
    const { own, consultsBefore } = await this.database.asSystem('account-export', async (tx) => ({
      own: await ownAccount(tx, me.accountId),
      consultsBefore: await this.consults.askedBefore(tx, me.accountId, organisations),
    }));
    const contact = onePerOrganisation(mandates.filter(({ role }) => isContact(role)));
    const consults = await inTurn(contact, (one) => this.asked(one));
    const opened = new Set(consults.map(({ reference }) => reference));
    const team = onePerOrganisation(mandates.filter(({ team: one, role }) => one && role !== 'coordinator'));
    return {
      madeAt,
      explanation: explanationFor({ contact: contact.length > 0, team: team.length > 0, before: consultsBefore.length > 0 }),
      ...own,
      notices: await inTurn(mandates, (one) => this.notices(one)),
      consults,
      consultsBefore: consultsBefore.filter(({ reference }) => !opened.has(reference)),
      handled: await inTurn(team, (one) => this.consults.handled(one)),
    };
  }

  private begin(me: Person): Promise<string> {
    return this.database.withActor(me, async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('account-export/' || $1, 0))`, [me.accountId]);
      const [{ times, seconds }] = await tx.query(
        `select count(*)::int as times, ceil(extract(epoch from min(at) + $2 * interval '1 minute' - clock_timestamp()))::int as seconds
         from audit_events where account_id = $1 and action = 'account.export' and result = 'ok'
           and at > clock_timestamp() - $2 * interval '1 minute'`,
        [me.accountId, MINUTES],
      );
      if (times >= MOST) throw tooOften(seconds);
      await tx.audit('account.export', { kind: 'account', id: me.accountId });
      return localIso(tx.now);
    });
  }

  /** Those in sight under one mandate, newest first. */
  private async notices(me: Person): Promise<OwnNotice[]> {
    const all: OwnNotice[] = [];
    for (let cursor: string | undefined; ; ) {
      const { items, nextCursor } = await this.notifications.list(me, PAGE, cursor);
      all.push(...items.map(({ at, event, reference, readAt }) => ({ at, event, reference, readAt })));
      if (!nextCursor) return all;
      cursor = nextCursor;
    }
  }

  /** Each opened in a transaction of its own, and on record as every opening is. */
  private async asked(me: Person): Promise<OwnConsult[]> {
    return inTurn(await this.consults.asked(me), (id) =>
      this.database.withActor(me, async (tx): Promise<OwnConsult[]> => {
        const row = await this.consults.row(tx, me, id);
        if (!row) return [];
        const key = await this.vault.openOwn(tx, id);
        if (!key) return [{ ...datesOf(row), unreadable: true, messages: [], followUps: [], toFederation: [] }];
        await tx.audit('consult.read', { kind: 'consult', id });
        const words = await this.consults.words(tx, me, row, key);
        const followUps = await ownFollowUps(tx, me.accountId, id, key);
        return [{ ...datesOf(row), ...words, followUps, toFederation: await ownExtracts(tx, this.vault, id) }];
      }),
    );
  }
}

/** Two mandates of one organisation see the same records. */
const onePerOrganisation = (mandates: readonly Person[]): Person[] => [
  ...new Map(mandates.map((one) => [one.organisationId, one])).values(),
];

/** One after the other: an export hurries nobody else. */
async function inTurn<One, Found>(list: readonly One[], find: (one: One) => Promise<Found[]>): Promise<Found[]> {
  const found: Found[] = [];
  for (const one of list) found.push(...(await find(one)));
  return found;
}

function tooOften(seconds: number): Problem {
  const wait = Math.max(1, seconds);
  const minutes = Math.ceil(wait / 60);
  const detail = `Je vroeg je gegevens net al een paar keer op. Probeer het over ${minutes === 1 ? 'één minuut' : `${minutes} minuten`} opnieuw.`;
  return new Problem(429, 'too-many-exports', detail, {}, { 'Retry-After': String(wait) });
}

const explanationFor = ({ contact, team, before }: { contact: boolean; team: boolean; before: boolean }): string[] => [
  'Dit is wat Klankbord op dit moment van jou weet.',
  ...(contact ? ['Je leest hier wat je zelf schreef. Wat een team of je federatie antwoordde, staat bij elke vraag in Klankbord, niet hier.'] : []),
  ...(team ? ['Wat je als hulpverlener of vrijwilliger schreef, gaat over anderen en hoort bij hun vraag. Daarvan zie je hier alleen nummers en dagen.'] : []),
  ...(before ? ['Van vragen onder een mandaat dat voorbij is, zie je hier alleen het nummer en de dagen. De teksten blijven dicht.'] : []),
];
