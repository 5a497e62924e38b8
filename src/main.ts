import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveApiDocs } from './api-docs.js';
import { AppModule } from './app.module.js';
import { configure, createAdapter } from './configure.js';
import { demoGreeting } from './features/seed/demo-people.js';
import { refuseOtherAccounts } from './features/seed/refuse-other-accounts.js';
import { QUIET, refuse, stopWithParent } from './lifeline.js';
import { localUrl } from './platform/config/addresses.js';
import { loadConfig } from './platform/config/config.js';
import { Database } from './platform/database/database.js';
import { reach } from './platform/database/reach.js';
import { hangingUp } from './platform/http/hang-up.js';

try {
  const config = loadConfig();
  await reach({ DATABASE_URL: config.databaseUrl, VAULT_DATABASE_URL: config.vaultDatabaseUrl });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.in(config.mode), createAdapter(), {
    bodyParser: false,
    ...QUIET,
  });
  const database = app.get(Database);
  await refuseOtherAccounts(database, config.mode);
  await configure(app);
  serveApiDocs(app);
  const server = app.getHttpServer();
  const hangUp = hangingUp(server);
  await app.listen(config.port, config.host);
  stopWithParent(app, hangUp);
  const { address, port } = server.address() as AddressInfo;
  const greeting = config.mode === 'demo' ? await demoGreeting(database) : {};
  process.send?.({ type: 'ready', url: localUrl(address, port), ...greeting });
} catch (error) {
  refuse(error);
}
