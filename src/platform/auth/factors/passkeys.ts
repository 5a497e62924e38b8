import { Inject, Injectable } from '@nestjs/common';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.module.js';
import { Database } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import { deviceWord } from '../device-word.js';
import { draw, drawn } from './challenge.js';
import { relyingPartyOf } from './relying-party.js';

const refused = () => new Problem(401, 'passkey-refused', 'Deze passkey herkennen we niet. Probeer een andere manier, of bel 1712.');

/** Passkeys: something one has, opened by a finger, a face or a pin. Both factors at once, and nothing to type. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What a browser needs to make one. The challenge lies in the session. */
  async offer(request: FastifyRequest, accountId: string) {
    const { account, known } = await this.database.asSystem('sign-in', async (tx) => ({
      account: (await tx.query('select name, email from accounts where id = $1', [accountId]))[0] as { name: string; email: string },
      known: (await tx.query('select credential_id, transports from passkeys where account_id = $1', [accountId])) as { credential_id: Buffer; transports: string[] }[],
    }));
    const options = await generateRegistrationOptions({
      rpName: 'Klankbord',
      rpID: relyingPartyOf(this.config.publicUrl, request).id,
      userID: new Uint8Array(Buffer.from(accountId.replaceAll('-', ''), 'hex')),
      userName: account.email,
      userDisplayName: account.name,
      attestationType: 'none',
      excludeCredentials: known.map((one) => ({ id: one.credential_id.toString('base64url'), transports: one.transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    draw(request, options.challenge);
    return options;
  }

  /** @throws Problem 401 when the browser's answer is not to our challenge, or nobody was there to unlock it */
  async add(request: FastifyRequest, accountId: string, response: RegistrationResponseJSON): Promise<{ id: string }> {
    const { id: expectedRPID, origin: expectedOrigin } = relyingPartyOf(this.config.publicUrl, request);
    const expectedChallenge = drawn(request);
    if (!expectedChallenge) throw refused();
    const { registrationInfo: made } = await verifyRegistrationResponse({ response, expectedChallenge, expectedOrigin, expectedRPID, requireUserVerification: true }).catch(
      () => ({ registrationInfo: undefined }),
    );
    if (!made) throw refused();
    const { id, publicKey, counter, transports = [] } = made.credential;
    return this.database.asSystem('sign-in', async (tx) => {
      const passkey = uuid();
      const inserted = await tx.query(
        `insert into passkeys (id, account_id, credential_id, public_key, counter, transports, device)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential_id) do nothing returning id`,
        [passkey, accountId, Buffer.from(id, 'base64url'), Buffer.from(publicKey), counter, transports, deviceWord(request.headers['user-agent'])],
      );
      if (!inserted.length) throw refused();
      await tx.audit('passkey.add', { kind: 'account', id: accountId });
      return { id: passkey };
    });
  }

  /** What a browser needs to sign in with one: no name is asked, the passkey tells whose it is. */
  async ask(request: FastifyRequest) {
    const options = await generateAuthenticationOptions({ rpID: relyingPartyOf(this.config.publicUrl, request).id, userVerification: 'required' });
    draw(request, options.challenge);
    return options;
  }

  /** @returns whose it is. @throws Problem 401 */
  async check(request: FastifyRequest, response: AuthenticationResponseJSON): Promise<string> {
    const { id: expectedRPID, origin: expectedOrigin } = relyingPartyOf(this.config.publicUrl, request);
    const expectedChallenge = drawn(request);
    if (!expectedChallenge || typeof response?.id !== 'string') throw refused();
    return this.database.asSystem('sign-in', async (tx) => {
      const [row] = await tx.query(
        `select p.id, p.account_id, p.public_key, p.counter from passkeys p join accounts a on a.id = p.account_id
         where p.credential_id = $1 and a.suspended_at is null for update of p`,
        [Buffer.from(response.id, 'base64url')],
      );
      if (!row) throw refused();
      // Refuses, too, a counter that does not count on: a copy of the key is about.
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge,
        expectedOrigin,
        expectedRPID,
        credential: { id: response.id, publicKey: new Uint8Array(row.public_key), counter: Number(row.counter) },
        requireUserVerification: true,
      }).catch(() => ({ verified: false, authenticationInfo: undefined }));
      if (!verified || !authenticationInfo) throw refused();
      await tx.query('update passkeys set counter = $2, last_used_at = now() where id = $1', [row.id, authenticationInfo.newCounter]);
      return row.account_id as string;
    });
  }
}
