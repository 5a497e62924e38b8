import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource, type MigrationInterface } from 'typeorm';
import { Organisations1700000000030 } from '../../migrations/main/1700000000030-organisations.js';
import { PublicContacts1700000000043 } from '../../migrations/main/1700000000043-public-contacts.js';
import { secureRows } from '../../src/features/row-security/secure-rows.js';
import { World } from '../support/world.js';

let world: World;
let owner: DataSource;

beforeAll(async () => {
  world = await World.start({ worker: false });
  owner = await new DataSource({ type: 'postgres', url: process.env.MIGRATION_DATABASE_URL, migrations: [] }).initialize();
});
afterAll(async () => {
  await owner?.destroy();
  await world?.stop();
});

const run = async (direction: 'up' | 'down', migration: new () => MigrationInterface = Organisations1700000000030) => {
  const runner = owner.createQueryRunner();
  await new migration()[direction](runner);
  await runner.release();
};

it('organisations of before keep their names and affiliations, are found by them, and it can go back', async () => {
  const clubs = () => world.query(`select o.id, o.name, o.postal_code, f.federation_id, f.verifies from organisations o left join affiliations f on f.club_id = o.id order by o.id`);
  const before = await clubs();
  await run('down');
  expect(await clubs()).toEqual(before);
  const secured = await world.query(`select relname from pg_class where relname in ('organisations', 'affiliations') and relrowsecurity`);
  expect(secured).toEqual([]);
  await run('up');
  await secureRows(owner, new URL(process.env.DATABASE_URL!).username);
  expect(await clubs()).toEqual(before);
  const ann = await world.signIn('admin');
  const { body } = await ann.get('/organisations?search=zwaluw').expect(200);
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['Turnkring De Zwaluw']);
});

it('what contacts show of themselves can come and go, and nobody’s mandate with it', async () => {
  const mandates = () => world.query('select id, account_id from mandates order by id');
  const before = await mandates();
  await run('down', PublicContacts1700000000043);
  await run('up', PublicContacts1700000000043);
  await secureRows(owner, new URL(process.env.DATABASE_URL!).username);
  expect(await mandates()).toEqual(before);
  const griet = await world.signIn('club-gent');
  await griet.put('/me/public-contact', { name: 'Griet', phone: '0470 12 34 56' }).expect(200);
});
