import { Authenticator } from '@fastify/passport';
import { Strategy as LocalStrategy } from 'passport-local';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { startSession, type SessionStart } from './session-start.js';
import type { SignIn } from './sign-in.js';

type Passport = InstanceType<typeof Authenticator>;

/**
 * Passport with its local strategy. What follows a sign-in, whatever the way in, is a session that holds an account id
 * (session-start.ts).
 */
export function createPassport(signIn: SignIn): Passport {
  const passport = new Authenticator({ clearSessionOnLogin: true });
  passport.use(
    'local',
    new LocalStrategy({ usernameField: 'email', passReqToCallback: true }, (raw, email, password, done) => {
      const request = raw as unknown as FastifyRequest<{ Body: { code?: unknown } }>;
      const { code } = request.body;
      signIn.withPassword(email, password, typeof code === 'string' ? code : undefined, request.ip).then(
        (begun) => done(null, (begun ?? false) as never),
        done,
      );
    }) as never,
  );
  passport.registerUserSerializer<{ accountId: string }, { accountId: string }>(async ({ accountId }) => ({ accountId }));
  passport.registerUserDeserializer<{ accountId: string }, { accountId: string }>(async (stored) => stored);
  return passport;
}

/** Checks the credentials in the body. @returns null when they are wrong. @throws Problem 401 for a code, 429, 503 */
export function checkCredentials(request: FastifyRequest, reply: FastifyReply): Promise<SessionStart | null> {
  const passport = (request as unknown as { passport: Passport }).passport;
  return new Promise((resolve, reject) => {
    const handler = passport.authenticate('local', async (_request, _reply, error, found) => {
      if (error) reject(error);
      else resolve((found as SessionStart | undefined) || null);
    });
    Promise.resolve(handler.call(request.server as never, request as never, reply as never)).catch(reject);
  });
}

/** The same, and on success the session has a new id. @returns the account's */
export async function authenticate(request: FastifyRequest, reply: FastifyReply, shared = false): Promise<{ accountId: string } | null> {
  const begun = await checkCredentials(request, reply);
  if (begun) await startSession(request, { ...begun, shared });
  return begun;
}
