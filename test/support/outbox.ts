import type { OutboxEvent } from '../../src/platform/outbox/outbox.js';
import type { World } from './world.js';

/** The same news of one consult, many times at once: as many outbox rows, and a mail of each for everyone who hears it. */
export async function announceMany(world: World, event: OutboxEvent, consultId: string, count = 1): Promise<void> {
  await world.query(
    `insert into outbox (id, event, payload)
     select uuidv7(), $1, jsonb_build_object('consultId', $2::text) from generate_series(1, $3)`,
    [event, consultId, count],
  );
}
