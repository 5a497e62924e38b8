import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openApiDocument } from './openapi.js';
import { accountIdOf } from './platform/auth/access.js';
import { People } from './platform/auth/people.js';
import type { Config } from './platform/config/config.js';
import { CONFIG } from './platform/config/config.module.js';

const PATH = '/api/docs';
const CSP = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'";

/** The API reference: open in demo and test mode, for admins otherwise; to others it does not exist. */
export function serveApiDocs(app: NestFastifyApplication): void {
  const { mode } = app.get<Config>(CONFIG);
  const instance = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const people = app.get(People);
  instance.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!request.url.startsWith(PATH)) return;
    if (mode === 'production' && !(await isAdmin(people, request))) {
      await reply.callNotFound();
      return;
    }
    // Swagger's page brings styles in its markup; nothing else may.
    reply.header('content-security-policy', CSP);
  });
  SwaggerModule.setup(PATH.slice(1), app, () => openApiDocument(app), { customSiteTitle: 'Klankbord API', raw: ['json'] });
}

async function isAdmin(people: People, request: FastifyRequest): Promise<boolean> {
  const accountId = accountIdOf(request);
  const mandates = accountId ? await people.mandatesOf(accountId) : [];
  return mandates.some(({ role }) => role === 'admin');
}
