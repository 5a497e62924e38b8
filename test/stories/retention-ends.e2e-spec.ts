import { mkdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { DEMO_PASSWORD } from '../../src/features/seed/demo-people.js';
import { DestroyDue } from '../../src/features/retention/destroy-due.js';
import { PruneMailLog } from '../../src/features/retention/prune-mail-log.js';
import { Vault } from '../../src/platform/vault/vault.js';
import { consult } from '../support/builders.js';
import { news } from '../support/news.js';
import { makeAccount, makeMandate } from '../support/people.js';
import { closedConsult, fullDisk, hasKey, hold, insteadOfLedger, ledgerLines, tablesNaming } from '../support/retention.js';
import { refused } from '../support/refusals.js';
import { inVault } from '../support/tables.js';
import { command } from '../support/vault.js';
import { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const TUESDAY = '2026-10-13T10:00:00+02:00';
const WEEK_BEFORE = '2028-10-06T09:00:00+02:00';
const DAY = '2028-10-13T09:00:00+02:00';

describe('what is destroyed', () => {
  let world: World;
  let contact: Visitor;
  let counsellor: Visitor;

  beforeAll(async () => {
    world = await World.start();
    contact = await world.signIn('club-gent');
    counsellor = await world.signIn('1712-ovl');
  });
  afterAll(() => world?.stop());
  beforeEach(() => world.setClock(TUESDAY));
  afterEach(async () => {
    await world.query('delete from legal_holds');
    await world.query('delete from consults');
    await world.query('update outbox set done_at = now() where done_at is null');
    world.mailbox.clear();
  });

  const round = () => world.worker!.get(DestroyDue).round();
  const tombstones = async (id: string): Promise<string[]> =>
    (await world.query('select rule from tombstones where record_id = $1', [id])).map(({ rule }: { rule: string }) => rule);
  /** Closed, warned of and seen: it goes on its day. */
  const ripe = async (): Promise<string> => {
    const id = await closedConsult(contact, counsellor);
    await news(world);
    await world.setClock(WEEK_BEFORE);
    await news(world);
    await contact.get(`/consults/${id}`).expect(200);
    return id;
  };
  const asOwner = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };

  describe('cut off half-way, is finished by the next round', () => {
    it('before the key, when no line can be added: nothing of it is gone', async () => {
      const id = await ripe();
      await insteadOfLedger((path) => mkdirSync(path), () => world.setClock(DAY));
      expect([await hasKey(id), await tombstones(id), (await tablesNaming(world, id)).includes('consults')]).toEqual([true, [], true]);
      await contact.get(`/consults/${id}`).expect(200);
      expect([await round(), await hasKey(id), await tombstones(id)]).toEqual([1, false, ['retention']]);
    });

    it('while the vault is down: nothing of it is gone', async () => {
      const id = await ripe();
      const refusal = Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
      const down = [world.worker!, world.app].map((one) => jest.spyOn(one.get(Vault), 'destroyKeys').mockRejectedValue(refusal));
      await world.setClock(DAY);
      expect([await round(), await hasKey(id), await tombstones(id), ledgerLines(`consult ${id} `), (await tablesNaming(world, id)).includes('consults')]).toEqual([0, true, [], [], true]);
      for (const one of down) one.mockRestore();
      expect([await round(), await hasKey(id), await tombstones(id), await tablesNaming(world, id)]).toEqual([1, false, ['retention'], []]);
    });

    it('a draft that she throws away while the disk is full, cannot be read and is thrown away the next time', async () => {
      const { body } = await contact.post('/consults?draft=true', { question: 'Over een kanariepiet.' }).expect(201);
      await insteadOfLedger(fullDisk, () => contact.delete(`/consults/${body.id}`).expect(refused(503, 'unavailable')));
      expect([await hasKey(body.id), await tombstones(body.id)]).toEqual([false, []]);
      await contact.get(`/consults/${body.id}`).expect(refused(410, 'unreadable'));
      await contact.delete(`/consults/${body.id}`).expect(204);
      expect([await tombstones(body.id), await tablesNaming(world, body.id)]).toEqual([['discarded'], []]);
    });

    it('after the key', async () => {
      const id = await ripe();
      await insteadOfLedger(fullDisk, () => world.setClock(DAY));
      expect([await hasKey(id), await tombstones(id), (await tablesNaming(world, id)).includes('consults')]).toEqual([false, [], true]);
      expect(await round()).toBe(1);
      expect([await tombstones(id), await tablesNaming(world, id), ledgerLines(`tombstone`).filter((line) => line.includes(id)).length]).toEqual([['retention'], [], 1]);
    });

    it('after the line in the ledger, which is then there twice, as if once', async () => {
      const id = await ripe();
      await asOwner(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$;
        create trigger refuse before delete on consults for each row execute function refuse()`);
      await world.setClock(DAY);
      expect([await hasKey(id), await tombstones(id), (await tablesNaming(world, id)).includes('consults')]).toEqual([false, [], true]);
      expect(ledgerLines(`consult ${id} retention`)).toHaveLength(1);
      await asOwner('drop function refuse cascade');
      expect(await round()).toBe(1);
      expect([await tombstones(id), await tablesNaming(world, id)]).toEqual([['retention'], []]);
      expect(ledgerLines(`consult ${id} retention`)).toHaveLength(2);
    });
  });

  describe('and comes back out of a backup', () => {
    const copyOf = async (id: string) => {
      const [row] = await world.query('select * from consults where id = $1', [id]);
      const [key] = await inVault('select record_id, kek_id, wrapped from data_keys where record_id = $1', [id]);
      return { row, key };
    };
    const putBack = async ({ row, key }: Awaited<ReturnType<typeof copyOf>>): Promise<void> => {
      await world.query(
        `insert into consults (${Object.keys(row).join()}) values (${Object.keys(row).map((_one, index) => `$${index + 1}`).join()})`,
        Object.values(row),
      );
      await inVault('insert into data_keys (record_id, kek_id, wrapped) values ($1, $2, $3)', [key.record_id, key.kek_id, key.wrapped]);
      await world.query('delete from tombstones where record_id = $1', [row.id]);
    };

    it('is destroyed again by the replay of the ledger, which names what the restore lost', async () => {
      const id = await ripe();
      const copy = await copyOf(id);
      await world.setClock(DAY);
      expect(await tablesNaming(world, id)).toEqual([]);
      await putBack(copy);
      const lost = await contact.post('/consults', consult()).expect(201);
      await world.settled();
      await world.query('delete from consults where id = $1', [lost.body.id]);

      const dry = await command('admin retention replay --dry-run');
      expect(dry).toMatch(/: 1 records would be destroyed again, 1 tombstones would be put back\./);
      expect(dry).toContain(`lost: ${lost.body.reference}, sent`);
      expect(dry).toContain(`consult ${lost.body.id}, account ${contact.accountId}`);
      expect(dry).not.toContain(`consult ${id}`);
      expect([await hasKey(id), (await tablesNaming(world, id)).includes('consults')]).toEqual([true, true]);

      expect(await command('admin retention replay')).toMatch(/: 1 records were destroyed again, 1 tombstones were put back\./);
      expect([await hasKey(id), await tablesNaming(world, id)]).toEqual([false, []]);
      expect(await world.query('select kind, rule, at from tombstones where record_id = $1', [id])).toEqual([
        { kind: 'consult', rule: 'retention', at: new Date(DAY) },
      ]);
      expect(await command('admin retention replay')).toMatch(/: 0 records were destroyed again, 0 tombstones were put back\./);
    });

    it('a consult that was sent stands in the ledger by its ids alone', async () => {
      const { body } = await contact.post('/consults', consult({ question: 'Over een kanariepiet.' })).expect(201);
      await world.settled();
      expect(ledgerLines(body.id)).toEqual([`reference 2026-10-13T08:00:00Z ${body.reference} ${body.id} ${contact.accountId}`]);
    });
  });

  describe('while its owner has no access any more', () => {
    let privacy: Visitor;
    let owner: Visitor;
    let mandate: string;

    beforeAll(async () => {
      privacy = await world.signIn('privacy');
      const account = await makeAccount(world, 'vertrokken');
      const [{ organisation_id: club }] = await world.query('select organisation_id from mandates where id = $1', [contact.mandateId]);
      mandate = await makeMandate(world, { account: account.id, role: 'club-contact', organisation: club });
      owner = await Visitor.signIn(world.url, account.email, DEMO_PASSWORD);
    });
    beforeEach(() => world.query('update mandates set valid_to = null where id = $1', [mandate]));

    const left = async (): Promise<string> => {
      const id = await closedConsult(owner, counsellor, { question: 'Over een kanariepiet.' });
      await world.query(`update mandates set valid_to = '2026-12-31' where id = $1`, [mandate]);
      await news(world);
      return id;
    };
    const waiting = async () => (await privacy.get('/destructions').expect(200)).body.items;

    it('waits for a privacy officer, who sees its number, kind and day and confirms', async () => {
      const id = await left();
      await world.setClock(WEEK_BEFORE);
      expect(await news(world)).toEqual([]);
      expect(await waiting()).toEqual([]);
      await world.setClock('2028-11-01T10:00:00+01:00');
      expect(await waiting()).toEqual([{ id, reference: expect.any(String), kind: 'consult', destroyOn: '2028-10-13' }]);
      await contact.put(`/destructions/${id}/confirmation`).expect(refused(403, 'role'));
      await contact.get('/destructions').expect(refused(403, 'role'));
      await privacy.put(`/destructions/${id}/confirmation`).expect(204);
      expect([await hasKey(id), await tablesNaming(world, id), await tombstones(id)]).toEqual([false, [], ['confirmed']]);
      expect(await world.query(`select account_id from audit_events where action = 'retention.confirm' and result = 'ok' and record_id = $1`, [id])).toEqual([
        { account_id: privacy.accountId },
      ]);
      await privacy.put(`/destructions/${id}/confirmation`).expect(refused(404, 'not-found'));
    });

    it('but not while it is held, before its day, or once she is back', async () => {
      const id = await left();
      await privacy.put(`/destructions/${id}/confirmation`).expect(refused(404, 'not-found'));
      await world.setClock('2028-11-01T10:00:00+01:00');
      // Its warnings fell due while nobody was there to see them.
      expect(await news(world)).toEqual([]);
      const held = await hold(world, id, TUESDAY, '2028-12-31');
      expect(await waiting()).toEqual([]);
      await privacy.put(`/destructions/${id}/confirmation`).expect(refused(404, 'not-found'));
      await world.query('delete from legal_holds where id = $1', [held]);
      expect(await waiting()).toHaveLength(1);
      await world.query('update mandates set valid_to = null where id = $1', [mandate]);
      expect(await waiting()).toEqual([]);
      await world.setClock('2028-11-01T10:00:00+01:00');
      expect(await news(world)).toEqual([expect.stringContaining('destruction')]);
      expect((await owner.get(`/consults/${id}`)).body.destroyOn).toBe('2028-11-08');
    });
  });

  it('is not what a privacy officer holds, until she lifts it', async () => {
    const privacy = await world.signIn('privacy');
    const { body } = await contact.post('/consults', consult()).expect(201);
    await contact.put(`/consults/${body.id}/withdrawal`).expect(200);
    const put = await privacy.post('/legal-holds', { reference: body.reference, reason: 'Op vraag van het parket.', endsOn: '2026-12-31' }).expect(201);
    await contact.put(`/consults/${body.id}/destruction`, { confirmed: true }).expect(refused(409, 'state'));
    await world.setClock('2026-11-05T09:00:00+01:00');
    await world.settled();
    await contact.get(`/consults/${body.id}`).expect(200);
    await world.setClock('2026-11-20T09:00:00+01:00');
    expect(await hasKey(body.id)).toBe(true);
    await privacy.put(`/legal-holds/${put.body.id}/lifting`).expect(200);
    await contact.put(`/consults/${body.id}/destruction`, { confirmed: true }).expect(200);
    expect(await hasKey(body.id)).toBe(false);
    await privacy.post('/legal-holds', { reference: body.reference, reason: 'Op vraag van het parket.', endsOn: '2026-12-31' }).expect(refused(422, 'unknown-reference'));
  });

  it('the mail log goes after 90 days, not what keeps a reminder from being sent twice, nor what an admin may send again', async () => {
    const { body } = await contact.post('/consults', consult()).expect(201);
    await world.setClock('2026-10-14T10:00:00+02:00');
    await news(world);
    const [{ id: dead }] = await world.query(`select d.id from deliveries d join outbox o on o.id = d.outbox_id where o.event = 'consult.submitted' limit 1`);
    await world.query(`update outbox set done_at = now() - interval '91 days' where done_at is not null`);
    await world.query(`update outbox set done_at = null, dead_at = now() where dedupe_key = $1`, [`mail/${dead}`]);
    await world.query(`update deliveries set state = 'refused' where id = $1`, [dead]);
    await world.worker!.get(PruneMailLog).run();
    expect(await world.query('select id from deliveries')).toEqual([{ id: dead }]);
    expect(await world.query(`select event, count(*)::int as count from outbox where done_at is not null group by event order by event`)).toEqual([
      { event: 'consult.step', count: 1 },
      { event: 'consult.submitted', count: 1 },
    ]);
    const { body: notices } = await counsellor.get('/notifications').expect(200);
    expect(notices.items.filter((one: { consultId: string }) => one.consultId === body.id)).toHaveLength(2);
    await world.query('delete from consults');
    await world.worker!.get(PruneMailLog).run();
    expect(await world.query(`select event from outbox where event = 'consult.step'`)).toEqual([]);
  });
});
