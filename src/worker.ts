import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './app.module.js';
import { Schedules } from './features/reminders/schedules.js';
import { refuse, stopWithParent } from './lifeline.js';
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
  });
  process.send?.({ type: 'ready' });
} catch (error) {
  refuse(error);
}
