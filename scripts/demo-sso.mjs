/**
 * `npm run demo:sso`: a demo Klankbord and beside it a provider of sign-in that knows demo people, both on loopback. Some of
 * them are linked already, as they would do it themselves; one is not yet, one never will be. Ctrl-C ends both, nothing stays.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTemporary } from './lib/attach.mjs';
import { hermetic } from './lib/hermetic.mjs';
import { signingKey, startProvider, TWO_STEPS } from './lib/identity-provider.mjs';
import { PageBrowser } from './lib/page-browser.mjs';
import { freePort } from './lib/ports.mjs';

const PASSWORD = 'klankbord-demo-1712';
const CLIENT = 'klankbord-demo';
/** The names of demo accounts, and what the provider says of whom. A citizen has no number at the Flemish government. */
const LINKED = {
  'club-gent': { name: 'Griet Voorbeeld (contactpersoon van een club)', vo_id: 'demo-1' },
  federatie: { name: 'Fatima Voorbeeld (contactpersoon van een federatie)' },
  '1712-ovl': { name: 'Olga (hulpverlener bij 1712)', vo_id: 'demo-3', vo_doelgroepcode: 'EA' },
};
const OTHERS = {
  'club-halle': { name: 'Hans Voorbeeld (heeft een account, nog niet gekoppeld)', vo_id: 'demo-4' },
  niemand: { name: 'Iemand zonder account', vo_id: 'demo-9' },
};

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const folder = mkdtempSync(join(tmpdir(), 'klankbord-sso-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const key = signingKey('klankbord-demo-1');
const keyFile = join(folder, 'oidc-key');
writeFileSync(keyFile, JSON.stringify(key.jwk), { mode: 0o600 });

const client = { id: CLIENT, publicJwk: key.publicJwk, redirectUris: [`${url}/aanmelden/eenmalig/terug`], logoutUris: [`${url}/aanmelden`] };
const provider = await startProvider({ people: { ...LINKED, ...OTHERS }, client });
const env = { OIDC_ISSUER: provider.url, OIDC_CLIENT_ID: CLIENT, OIDC_KEY_FILE: keyFile, OIDC_ACR_SECOND_FACTOR: TWO_STEPS };
const { stop } = await startTemporary({ ...hermetic(process.env), ...env }, { port, code: 0 });

try {
  for (const name of Object.keys(LINKED)) await link(name);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  await stop();
  process.exit(1);
}

process.stdout.write(`Klankbord with single sign-on is ready. Open ${url}/aanmelden and choose "Aanmelden met itsme, eID of een andere sleutel".
The provider at ${provider.url} asks who you are:
${Object.values({ ...LINKED, ...OTHERS }).map(({ name }) => `  ${name}`).join('\n')}
Hans links his key himself: sign in as club-halle@demo.klankbord.test with the password ${PASSWORD}, then open ${url}/aanmelden/eenmalig/koppelen
Ctrl-C ends both.
`);

/** Signs in with the password, shows the key, and says that it is hers: the only way there is. */
async function link(name) {
  const browser = new PageBrowser();
  await browser.go(`${url}/aanmelden`, { email: `${name}@demo.klankbord.test`, password: PASSWORD });
  const { to: authorize } = await browser.go(`${url}/aanmelden/eenmalig?doel=koppelen`);
  const { to: asked } = await browser.go(authorize);
  const { to: resume } = await browser.go(asked, { person: name, 'two-steps': 'on' });
  const { to: back } = await browser.go(resume);
  const { to: page } = await browser.go(back);
  const { text } = await browser.go(page);
  const { to: done } = await browser.go(page, { _csrf: /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '' });
  if (!done?.endsWith('klaar=gekoppeld')) throw new Error(`${name} could not be linked`);
}
