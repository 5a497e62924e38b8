import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { Retention1700000000021 } from '../../migrations/main/1700000000021-retention.js';
import { consult } from '../support/builders.js';
import { closedConsult } from '../support/retention.js';
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

const run = async (direction: 'up' | 'down') => {
  const runner = owner.createQueryRunner();
  await new Retention1700000000021()[direction](runner);
  await runner.release();
};

it('what rested before retention was there gets its day, what somebody works on gets none, and it can go back', async () => {
  await world.setClock('2026-03-01T00:30:00+01:00');
  const contact = await world.signIn('club-gent');
  const counsellor = await world.signIn('1712-ovl');
  const [draft, open, withdrawn] = [
    (await contact.post('/consults?draft=true', {}).expect(201)).body.id,
    (await contact.post('/consults', consult()).expect(201)).body.id,
    (await contact.post('/consults', consult()).expect(201)).body.id,
  ];
  await contact.put(`/consults/${withdrawn}/withdrawal`).expect(200);
  const closed = await closedConsult(contact, counsellor);
  const days = async () => {
    const rows = await world.query('select id, destroy_on::text as day from consults where id = any($1::uuid[])', [[draft, open, withdrawn, closed]]);
    const found = new Map(rows.map(({ id, day }: { id: string; day: string | null }) => [id, day]));
    return [draft, open, withdrawn, closed].map((id) => found.get(id));
  };
  const before = await days();
  expect(before).toEqual(['2026-03-31', null, '2026-03-31', '2028-03-01']);
  await run('down');
  await run('up');
  expect(await days()).toEqual(before);
});
