import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveApiDocs } from './api-docs.js';
import { AppModule } from './app.module.js';
import { configure, createAdapter } from './configure.js';
import { demoGreeting } from './features/seed/demo-people.js';
import { stopWithParent, refuse } from './lifeline.js';
import { refuseDemoAccounts } from './features/seed/refuse-demo-accounts.js';
import { loadConfig } from './platform/config/config.js';
import { Database } from './platform/database/database.js';

try {
  const config = loadConfig();
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.in(config.mode), createAdapter(), {
    bodyParser: false,
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  if (config.mode === 'production') await refuseDemoAccounts(app.get(Database));
  await configure(app);
  serveApiDocs(app);
  await app.listen(config.port, config.host);
  stopWithParent(app);
  const { port } = app.getHttpServer().address() as { port: number };
  process.send?.({ type: 'ready', url: `http://127.0.0.1:${port}`, ...(config.mode === 'demo' ? demoGreeting : {}) });
} catch (error) {
  refuse(error);
}
