import { Authenticator } from '@fastify/passport';
import { Strategy as LocalStrategy } from 'passport-local';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { startSession } from './session-start.js';
import type { SignedIn, SignIn } from './sign-in.js';

type Passport = InstanceType<typeof Authenticator>;

/**
 * Passport with its local strategy. Other ways in (passkey, single sign-on) are further strategies here:
 * what follows a sign-in, a session holding an account id, stays the same.
 */
export function createPassport(signIn: SignIn): Passport {
  const passport = new Authenticator({ clearSessionOnLogin: true });
  passport.use(
    'local',
    new LocalStrategy({ usernameField: 'email', passReqToCallback: true }, (request, email, password, done) => {
      signIn.verify(email, password, (request as unknown as FastifyRequest).ip).then(
        (account) => done(null, account ?? false),
        done,
      );
    }) as never,
  );
  passport.registerUserSerializer<SignedIn, SignedIn>(async (user) => ({ accountId: user.accountId }));
  passport.registerUserDeserializer<SignedIn, SignedIn>(async (stored) => stored);
  return passport;
}

/** Checks the credentials in the body; null when they are wrong. On success the session has a new id. */
export async function authenticate(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | null> {
  const passport = (request as unknown as { passport: Passport }).passport;
  const user = await new Promise<SignedIn | null>((resolve, reject) => {
    const handler = passport.authenticate('local', async (_request, _reply, error, found) => {
      if (error) reject(error);
      else resolve((found as SignedIn | undefined) || null);
    });
    Promise.resolve(handler.call(request.server as never, request as never, reply as never)).catch(reject);
  });
  // With the password alone: as fresh as it gets where no second factor is asked, and not enough where one is.
  if (user) await startSession(request, { accountId: user.accountId, methods: ['password'] });
  return user;
}
