import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './app.module.js';
import { Schedules } from './features/reminders/schedules.js';
import { refuseOtherAccounts } from './features/seed/refuse-other-accounts.js';
import { QUIET, refuse, stopWithParent } from './lifeline.js';
import { loadConfig } from './platform/config/config.js';
import { Database } from './platform/database/database.js';
import { reach } from './platform/database/reach.js';
import { Sealer } from './platform/audit/sealer.js';
import { Relay } from './platform/outbox/relay.js';

try {
  const config = loadConfig();
  await reach({ DATABASE_URL: config.databaseUrl, VAULT_DATABASE_URL: config.vaultDatabaseUrl });
  const app = await NestFactory.createApplicationContext(WorkerModule, QUIET);
  await refuseOtherAccounts(app.get(Database), config.mode);
  const relay = app.get(Relay);
  const schedules = app.get(Schedules);
  relay.start();
  schedules.start();
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
