import { hkdfSync } from 'node:crypto';
import { decrypt, encrypt } from './cipher.js';

/** What travels through a browser that is not to read it, nor change it: AES-256-GCM under a key of the session secret, for one purpose. */
export class SealedLetter {
  private readonly key: Buffer;

  constructor(secret: string, purpose: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', `klankbord ${purpose}`, 32));
  }

  /** @param bound what it is for: it opens with the very same only */
  seal(bound: string, text: string): string {
    return encrypt(this.key, bound, Buffer.from(text, 'utf8')).toString('base64url');
  }

  /** Null for what we did not seal, or for something else. */
  open(bound: string, sealed: string): string | null {
    try {
      return decrypt(this.key, bound, Buffer.from(sealed, 'base64url')).toString('utf8');
    } catch {
      return null;
    }
  }
}
