import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { BrakePolicy } from '../../src/domain/brake.js';
import { consult } from '../support/builders.js';
import { news } from '../support/news.js';
import { pause } from '../support/patience.js';
import { Reader } from '../support/reader.js';
import { asSuperuser } from '../support/sealing.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const SLOWS_AT = 3;
const STOPS_AT = 6;

describe('somebody who opens more and more different consults', () => {
  let world: World;
  let contact: Visitor;
  let ids: string[];

  beforeAll(async () => {
    world = await World.start();
    await world.setClock('2026-10-13T10:00:00+02:00');
    await fromNowOn({ perHour: 500, perRole: { counsellor: SLOWS_AT, 'club-contact': 50, volunteer: 1 }, stopFactor: 2 });
    contact = await world.signIn('club-gent');
    ids = [];
    for (let nth = 0; nth < 8; nth += 1) ids.push((await contact.post('/consults', consult()).expect(201)).body.id);
    await news(world);
  });
  afterAll(() => world?.stop());

  /** Another set of reference data, newer than those before. */
  const fromNowOn = (policy: BrakePolicy) =>
    world.query(
      `insert into reference_sets (id, kind, valid_from, content)
       select uuidv7(), 'brakes', max(valid_from) + 1, $1 from reference_sets where kind = 'brakes'`,
      [policy],
    );
  const timed = async (who: Visitor, id: string) => {
    const from = Date.now();
    const { status } = await who.get(`/consults/${id}`);
    return { status, slow: Date.now() - from > 1400 };
  };

  describe('as a counsellor of the team', () => {
    let counsellor: Visitor;

    beforeAll(async () => {
      counsellor = await world.signIn('1712-ovl');
    });

    it('reads what the work asks for at once, then waits for each further one, then is stopped', async () => {
      const seen: unknown[] = [];
      for (const id of ids) seen.push(await timed(counsellor, id));
      expect(seen).toEqual([
        ...Array.from({ length: SLOWS_AT }, () => ({ status: 200, slow: false })),
        ...Array.from({ length: STOPS_AT - SLOWS_AT }, () => ({ status: 200, slow: true })),
        { status: 429, slow: false },
        { status: 429, slow: false },
      ]);
    });

    it('reads and answers what was opened in the hour as before', async () => {
      expect(await timed(counsellor, ids[0]!)).toEqual({ status: 200, slow: false });
      await counsellor.put(`/consults/${ids[0]}/assignment`).expect(200);
      await counsellor.post(`/consults/${ids[0]}/messages`, { kind: 'answer', text: 'Begin met luisteren.' }).expect(201);
    });

    it('hears when it goes on', async () => {
      const { body, headers } = await counsellor.get(`/consults/${ids[7]}`).expect(429);
      expect(body).toMatchObject({ type: 'too-many-records', status: 429, title: 'Even wachten' });
      expect(body.detail).toMatch(/^Je opende het voorbije uur heel veel verschillende vragen\..*over 60 minuten opnieuw/);
      expect(Number(headers['retry-after'])).toBeGreaterThan(3500);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(3600);
    });

    it('sees the same on a page', async () => {
      const reader = await Reader.signIn(world.url, '1712-ovl');
      await reader.open(`/desk/consulten/${ids[7]}`);
      expect(reader.status).toBe(429);
      expect(reader.html).toContain('heel veel verschillende vragen');
    });

    it('leaves nothing open on the audit record, and the privacy officer hears of it once', async () => {
      const [{ opened }] = await world.query(
        `select count(distinct record_id)::int as opened from audit_events where action = 'vault.open' and account_id = $1`,
        [counsellor.accountId],
      );
      expect(opened).toBe(STOPS_AT);
      expect((await news(world)).filter((line) => line.includes('brake'))).toEqual(['privacy: brake.stopped']);
      const stops = await world.query(`select record_id, account_id from audit_events where action = 'brake.stop'`);
      expect(stops).toEqual([{ record_id: counsellor.accountId, account_id: null }]);
      const officer = await world.signIn('privacy');
      expect((await officer.get('/notifications').expect(200)).body.items[0].event).toBe('brake.stopped');
    });

    it('is let go when the hour is over', async () => {
      // As time goes: ids of the record begin with their moment.
      await ageAudit(counsellor.accountId);
      expect(await timed(counsellor, ids[7]!)).toEqual({ status: 200, slow: false });
    });
  });

  it('as a colleague on the same team is not slowed by it', async () => {
    const lead = await world.signIn('1712-ovl-lead');
    for (const id of ids.slice(0, 4)) expect(await timed(lead, id)).toEqual({ status: 200, slow: false });
  });

  it('as who asked them: what she writes this hour is hers to read, also past the number', async () => {
    await fromNowOn({ perHour: 500, perRole: { 'club-contact': 1 }, stopFactor: 1 });
    const { id } = (await contact.post('/consults', consult()).expect(201)).body;
    expect(await timed(contact, id)).toEqual({ status: 200, slow: false });
    await ageAudit(contact.accountId);
    expect(await timed(contact, id)).toEqual({ status: 200, slow: false });
    expect((await timed(contact, ids[0]!)).status).toBe(429);
  });

  it('while they wait hold no connection and no lock: others work on', async () => {
    await fromNowOn({ perHour: 500, perRole: { counsellor: 1 }, stopFactor: 100 });
    const waiting = await world.signIn('1712-ovl-2');
    await timed(waiting, ids[0]!);
    let working = true;
    const reads = Promise.all(ids.slice(1, 7).map((id) => waiting.put(`/consults/${id}/assignment`))).finally(() => (working = false));
    const written = contact.post(`/consults/${ids[1]}/messages`, { kind: 'message', text: 'Nog iets.' }).expect(201);
    let held = 0;
    while (working) {
      // Shorter than the wait, longer than any work of one request.
      held += (await world.query(
        `select 1 from pg_stat_activity where datname = current_database() and query not like '%bullmq%'
         and (state like 'idle in transaction%' or wait_event_type = 'Lock') and state_change < clock_timestamp() - interval '1.2 seconds'`,
      )).length;
      await pause(50);
    }
    expect(held).toBe(0);
    await written;
    expect((await reads).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  /** Moves what one account did two hours back. */
  async function ageAudit(accountId: string): Promise<void> {
    const old = uuid({ msecs: Date.now() - 2 * 3_600_000 });
    await asSuperuser((client) =>
      client.query(
        `update audit_events set at = at - interval '2 hours', id = overlay(id::text placing $2 from 1 for 13)::uuid where account_id = $1`,
        [accountId, old.slice(0, 13)],
      ),
    );
  }
});
