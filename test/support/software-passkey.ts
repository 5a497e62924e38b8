import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

interface Challenge {
  challenge: string;
  rp?: { id?: string };
  rpId?: string;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;
const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();

/** What a phone does when it makes a passkey, and signs with it: P-256, no attestation. */
export class SoftwarePasskey {
  readonly id = randomBytes(32);
  counter = 0;
  /** A finger, a face or a pin. */
  unlocks = true;
  private readonly key: KeyObject;
  private readonly cose: Uint8Array;

  constructor(private readonly origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = publicKey.export({ format: 'jwk' });
    this.key = privateKey;
    this.cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x!, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y!, 'base64url'))],
      ]) as never,
    );
  }

  create({ challenge, rp }: Challenge) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const data = Buffer.concat([this.data(rp!.id!, WITH_KEY), Buffer.alloc(16), length, this.id, this.cose]);
    const attestationObject = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(data)],
      ]) as never,
    );
    return this.answer({
      clientDataJSON: this.client('webauthn.create', challenge).toString('base64url'),
      attestationObject: Buffer.from(attestationObject).toString('base64url'),
      transports: ['internal'],
    });
  }

  get({ challenge, rpId }: Challenge) {
    this.counter += 1;
    const data = this.data(rpId!, 0);
    const client = this.client('webauthn.get', challenge);
    return this.answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', Buffer.concat([data, sha256(client)]), this.key).toString('base64url'),
    });
  }

  private data(rpId: string, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(rpId), Buffer.from([PRESENT | (this.unlocks ? VERIFIED : 0) | more]), counter]);
  }

  private client = (type: string, challenge: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));

  private answer = (response: object) => {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {}, authenticatorAttachment: 'platform' };
  };
}
