import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyCookie from '@fastify/cookie';
import fastifyCsrf from '@fastify/csrf-protection';
import fastifyHelmet from '@fastify/helmet';
import fastifySession from '@fastify/session';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { auditRefusals } from './platform/audit/refused-attempts.js';
import { accountIdOf, ANYONE } from './platform/auth/access.js';
import { createPassport } from './platform/auth/passport.js';
import { SessionStore } from './platform/auth/session-store.js';
import { SIGN_IN_POLICIES, type SignInPolicies } from './platform/auth/sign-in-policies.js';
import { SignIn } from './platform/auth/sign-in.js';
import { Clock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { CONFIG } from './platform/config/config.module.js';
import { Database } from './platform/database/database.js';
import { SIGN_IN_SOURCE, type RoleSource } from './platform/database/role-source.js';
import { BODY_LIMIT, registerBodyParsers } from './platform/http/body.js';
import { SealedForms } from './platform/http/kept-form.js';
import { notSignedIn, Problem } from './platform/http/problem.js';
import { isApi, ProblemFilter, refuseAddress, refuseBytes, unreadableAddress } from './platform/http/problem.filter.js';
import { validationPipe } from './platform/http/validation.js';
import { Frame } from './roles/shared/frame/frame.js';
import { problemPage } from './roles/shared/problem-page.js';
import { QUICK_EXIT } from './roles/shared/quick-exit.js';
import { registerViews } from './roles/shared/views.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const ASSETS = '/assets/';
const assetsFolder = join(fileURLToPath(new URL('.', import.meta.url)), '..', 'assets');

/** The adapter that main and tests share. Behind a balancer the client's address comes from its header. */
export const createAdapter = (): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    forceCloseConnections: 'idle' as never,
    // Slower than this no phone is; who never finishes a request holds nothing up.
    requestTimeout: 60_000,
    clientErrorHandler: refuseBytes,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseAddress(problemPage),
  });

/** Everything between the socket and the controllers, in the order in which a request meets it. */
export async function configure(app: NestFastifyApplication): Promise<void> {
  const config = app.get<Config>(CONFIG);
  const instance = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;

  instance.addHook('onRequest', refuseProxying);
  await instance.register(fastifyHelmet, helmetOptions(config));
  await instance.register(fastifyStatic, { root: assetsFolder, serve: false, maxAge: '7d' });
  instance.addHook('onRequest', serveAssets);
  await registerViews(instance, config, app.get(Clock));
  instance.decorate('frame', app.get<Frame>(Frame, { strict: false }));
  registerBodyParsers(instance);

  await instance.register(fastifyCookie);
  await instance.register(fastifySession, sessionOptions(config, new SessionStore(app.get<RoleSource>(SIGN_IN_SOURCE), app.get<SignInPolicies>(SIGN_IN_POLICIES))));
  await instance.register(fastifyCsrf, { sessionPlugin: '@fastify/session', getToken: takeCsrfToken });
  instance.addHook('onRequest', apiAccess(instance));
  const passport = createPassport(app.get(SignIn));
  await instance.register(passport.initialize());
  await instance.register(passport.secureSession());
  instance.addHook('preHandler', pageCsrf(instance));
  instance.addHook('onSend', noStore);
  instance.addHook('onSend', auditRefusals(app.get(Database)));

  const keptMinutes = async () => (await app.get<SignInPolicies>(SIGN_IN_POLICIES).policy(app.get<RoleSource>(SIGN_IN_SOURCE))).keptTextMinutes;
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(problemPage, new SealedForms(config.sessionSecret), keptMinutes));
}

/** `OPTIONS *` and whole addresses are for proxies, and nothing behind this hook expects them. */
function refuseProxying(request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  done(request.raw.url?.startsWith('/') ? undefined : unreadableAddress());
}

/** Assets are answered before anything reads a session. */
function serveAssets(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const path = request.url.split('?', 1)[0]!;
  if (!path.startsWith(ASSETS) || !SAFE.has(request.method)) return done();
  reply.sendFile(path.slice(ASSETS.length));
}

const isAnonymous = (request: FastifyRequest): boolean =>
  (request.routeOptions.config as { action?: string }).action === ANYONE;

/** For the contract's order of refusals: who are you, is it your page, and only then what did you send. */
const apiAccess =
  (instance: FastifyInstance) =>
  (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    if (!isApi(request) || request.is404) return done();
    // No other site signs anybody in, or moves the clock of a demo.
    if (isAnonymous(request)) return done(SAFE.has(request.method) || sameOrigin(request) ? undefined : csrf());
    if (!accountIdOf(request)) return done(notSignedIn());
    if (SAFE.has(request.method)) return done();
    if (!sameOrigin(request)) return done(csrf());
    instance.csrfProtection(request, reply, done as () => void);
  };

/** Forms carry their token in the body; it is taken out before anything looks for unknown fields. */
const pageCsrf =
  (instance: FastifyInstance) =>
  (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    if (isApi(request) || request.is404 || SAFE.has(request.method)) return done();
    if (!sameOrigin(request)) return done(csrf());
    if (isAnonymous(request)) {
      takeCsrfToken(request);
      return done();
    }
    if (!accountIdOf(request)) return done(notSignedIn());
    instance.csrfProtection(request, reply, done as () => void);
  };

const csrf = () => new Problem(403, 'csrf', 'Je pagina is te oud of je sessie is veranderd. Laad ze opnieuw.');

/**
 * A browser says where a form came from; what says nothing must have the token anyway. Under `no-referrer`
 * a browser sends our own forms with `Origin: null`, and only Sec-Fetch-Site tells them from a stranger's.
 */
function sameOrigin(request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (!origin) return true;
  if (origin === 'null') return site === 'same-origin';
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false;
  }
}

function takeCsrfToken(request: FastifyRequest): string | undefined {
  const header = request.headers['x-csrf-token'];
  const body = request.body as Record<string, unknown> | undefined;
  const token = body?._csrf;
  if (body && '_csrf' in body) delete body._csrf;
  return typeof header === 'string' ? header : typeof token === 'string' ? token : undefined;
}

function noStore(_request: FastifyRequest, reply: FastifyReply, _payload: unknown, done: () => void): void {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  done();
}

const sessionOptions = (config: Config, store: SessionStore) => ({
  secret: config.sessionSecret,
  store: store as never,
  cookieName: secure(config) ? '__Host-klankbord' : 'klankbord',
  cookie: { secure: secure(config), httpOnly: true, sameSite: 'lax' as const, path: '/' },
  saveUninitialized: false,
  rolling: false,
});

const secure = (config: Config): boolean => config.publicUrl.startsWith('https://');

const helmetOptions = (config: Config) => ({
  enableCSPNonces: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      // A browser asks this of where a form is led on to as well.
      formAction: ["'self'", QUICK_EXIT],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
  strictTransportSecurity: secure(config) && { maxAge: 31_536_000, includeSubDomains: true },
});
