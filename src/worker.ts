import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './app.module.js';
import { Schedules } from './features/reminders/schedules.js';
import { refuse, stopWithParent } from './lifeline.js';
import { Sealer } from './platform/audit/sealer.js';
import { Relay } from './platform/outbox/relay.js';

try {
  const app = await NestFactory.createApplicationContext(WorkerModule, {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  const relay = app.get(Relay);
  const schedules = app.get(Schedules);
  relay.start();
  await schedules.start();
  stopWithParent(app, async () => {
    schedules.stop();
    await relay.stop();
    // What the last requests left on record would be unsealed for as long as nobody works.
    await app.get(Sealer).run().catch(() => undefined);
  });
  process.send?.({ type: 'ready' });
} catch (error) {
  refuse(error);
}
