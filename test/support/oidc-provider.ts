import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKey, TWO_STEPS } from '../../scripts/lib/identity-provider.mjs';
import { PageBrowser } from '../../scripts/lib/page-browser.mjs';
import { TamperingProxy } from './tampering-proxy.js';

const CLIENT = 'klankbord-test';
/** Where a browser would come back; the tests bring it to the world's own port. */
const PUBLIC_URL = 'http://klankbord.test';

/** A real OpenID provider in a process of its own, and somebody before it who may change what it answers. */
export class OidcProvider {
  private readonly key = signingKey('provider-1');
  readonly proxy = new TamperingProxy(this.key.privateKey);
  private readonly clientKey = signingKey('klankbord-1');
  private readonly folder = mkdtempSync(join(tmpdir(), 'klankbord-oidc-'));
  private child: ChildProcess;

  /** @param people their sub -> what it says of them */
  static async start(people: Record<string, object>): Promise<OidcProvider> {
    const own = new OidcProvider();
    writeFileSync(join(own.folder, 'key'), JSON.stringify(own.clientKey.jwk), { mode: 0o600 });
    await own.proxy.start();
    own.child = fork('scripts/lib/identity-provider-process.mjs', { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const client = {
      id: CLIENT,
      publicJwk: own.clientKey.publicJwk,
      redirectUris: [`${PUBLIC_URL}/aanmelden/eenmalig/terug`],
      logoutUris: [`${PUBLIC_URL}/aanmelden`],
    };
    own.child.send({ people, client, key: own.key.jwk, issuer: own.proxy.url });
    own.proxy.target = await new Promise<string>((ready) => own.child.once('message', ready));
    return own;
  }

  get env(): Record<string, string> {
    return {
      PUBLIC_URL,
      OIDC_ISSUER: this.proxy.url,
      OIDC_CLIENT_ID: CLIENT,
      OIDC_KEY_FILE: join(this.folder, 'key'),
      OIDC_ACR_SECOND_FACTOR: TWO_STEPS,
    };
  }

  /** Somebody in a browser: follows where Klankbord sent them, says who they are. @returns the path at Klankbord they come back to */
  async visit(address: string, person: string, { twoSteps = true, stops = false } = {}): Promise<string> {
    const browser = new PageBrowser();
    const asked = (await browser.go(address)).to!;
    await browser.go(asked);
    const done = await browser.go(asked, { person, ...(twoSteps ? { 'two-steps': 'on' } : {}), ...(stops ? { stop: '' } : {}) });
    const back = (await browser.go(done.to!)).to;
    if (!back?.startsWith(PUBLIC_URL)) throw new Error('the provider sends nobody back');
    return back.slice(PUBLIC_URL.length);
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.disconnect();
    await Promise.all([ended, this.proxy.stop()]);
    rmSync(this.folder, { recursive: true });
  }
}
