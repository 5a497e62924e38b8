import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import { Sealing } from '../support/sealing.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const OLGA = demoEmail('1712-ovl');

describe('an account that fell into wrong hands', () => {
  let world: World;
  let sealing: Sealing;
  let olga: Visitor;
  let id: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    olga = await world.signIn('1712-ovl');
    id = (await (await world.signIn('club-gent')).post('/consults', consult()).expect(201)).body.id;
    await olga.get(`/consults/${id}`).expect(200);
    sealing = await Sealing.start();
  });
  afterAll(async () => {
    await sealing?.stop();
    await world?.stop();
  });

  const suspend = (...words: string[]) => sealing.type('admin', 'account', 'suspend', ...words);
  const signIn = () => world.anyone().agent.post('/api/v1/session').send({ email: OLGA, password: DEMO_PASSWORD });

  it('sees nothing from the next request on, in a session that was open too, and cannot sign in', async () => {
    expect(await suspend('--account', OLGA.toUpperCase())).toEqual({ code: 0, output: `Account ${olga.accountId} sees nothing from now on, and cannot sign in.\n` });
    expect((await olga.get(`/consults/${id}`)).status).toBe(401);
    expect((await olga.get('/consults')).status).toBe(401);
    expect((await signIn()).status).toBe(401);
  });

  it('works again when that is lifted, and both are on record', async () => {
    expect(await suspend('--account', olga.accountId, '--lift')).toEqual({ code: 0, output: `Account ${olga.accountId} works again.\n` });
    expect((await signIn()).status).toBe(200);
    // What was open then stays ended.
    expect((await olga.get('/consults')).status).toBe(401);
    expect(await world.query(`select action from audit_events where record_id = $1 and action like 'account.%' order by id`, [olga.accountId])).toEqual([
      { action: 'account.suspend' },
      { action: 'account.restore' },
    ]);
  });

  it('that nobody has is said to be nobody’s', async () => {
    expect(await suspend('--account', 'niemand@nergens.test')).toMatchObject({ code: 1, output: expect.stringContaining('nobody') });
    expect(await suspend()).toMatchObject({ code: 1, output: expect.stringContaining('--account must be') });
  });
});
