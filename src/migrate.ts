import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { MigrationModule } from './app.module.js';
import { secureRows } from './features/row-security/secure-rows.js';
import { DemoConsults } from './features/seed/demo-consults.js';
import { seedDemoPeople } from './features/seed/demo-people.js';
import { seedReferenceData } from './features/seed/reference-sets.js';
import { refuseOtherAccounts } from './features/seed/refuse-other-accounts.js';
import { leave, QUIET, refuse } from './lifeline.js';
import { loadConfig } from './platform/config/config.js';
import { Database } from './platform/database/database.js';
import { migrate, migrationUrls } from './platform/database/migrations.js';
import { reach, reachAsOwner } from './platform/database/reach.js';

/** Schemas, reference data and, only into an empty embedded database, the demo world. Again changes nothing. */
try {
  const config = loadConfig();
  const urls = migrationUrls(process.env);
  await reach({ DATABASE_URL: config.databaseUrl, VAULT_DATABASE_URL: config.vaultDatabaseUrl });
  await reachAsOwner(urls);
  await migrate(urls, secureRows);
  const app = await NestFactory.createApplicationContext(MigrationModule, QUIET);
  const database = app.get(Database);
  await refuseOtherAccounts(database, config.mode);
  const fresh = await database.asSystem('seed', async (tx) => {
    await seedReferenceData(tx);
    const accounts = await tx.query('select 1 from accounts limit 1');
    const demo = config.mode === 'demo' && process.env.KLANKBORD_EMBEDDED === '1' && !accounts.length;
    if (demo) await seedDemoPeople(tx);
    return demo;
  });
  if (fresh) await app.get(DemoConsults).seed();
  await leave(app, 0);
} catch (error) {
  refuse(error);
}
