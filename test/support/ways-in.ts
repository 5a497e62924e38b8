import { SoftwarePasskey } from './software-passkey.js';

type Send = (method: 'post' | 'put', path: string, body?: object) => PromiseLike<{ status: number; body: any }>;

/** In a session that was begun with a password alone: a passkey for this address and printed codes; then the account is in. */
export async function setWaysIn(origin: string, send: Send): Promise<SoftwarePasskey> {
  const passkey = new SoftwarePasskey(origin);
  const options = await send('post', '/api/v1/me/passkeys/challenge');
  await send('post', '/api/v1/me/passkeys', { response: passkey.create(options.body) });
  const { body } = await send('post', '/api/v1/me/recovery-codes');
  await send('put', '/api/v1/me/recovery-codes/confirmation', { code: body.codes[0] });
  const { status } = await send('put', '/api/v1/me/enrolment');
  if (status !== 200) throw new Error(`not enrolled: ${status}`);
  return passkey;
}
