/** The same words through the pages: a form, a form that comes after the session has ended, a search that is none. */

/** A browser without scripts: cookies, redirects left alone, the first token of a page. */
class Browser {
  #cookie = '';

  constructor(url) {
    this.url = url;
  }

  async open(path) {
    const answer = await this.#send(path, {});
    this.token = /name="_csrf" value="([^"]*)"/.exec(answer.text)?.[1] ?? '';
    return answer;
  }

  post = (path, fields) => this.#send(path, { method: 'POST', body: new URLSearchParams({ _csrf: this.token, ...fields }) });

  async #send(path, options) {
    const headers = { cookie: this.#cookie, origin: this.url };
    const response = await fetch(this.url + path, { ...options, headers, redirect: 'manual', signal: AbortSignal.timeout(15_000) });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.#cookie = cookie.split(';', 1)[0];
    return { status: response.status, text: await response.text() };
  }
}

/** `endSessions()` lets every session be too old. */
export async function pages(typist, { open }, endSessions) {
  const browser = new Browser(typist.url);
  const word = (what) => typist.words.word(`page ${what}`);
  const { email, password } = typist.credentials('club-gent');
  const at = `/club/consulten/${open}`;
  const steps = [
    ['a wrong password', () => browser.post('/aanmelden', { email, password: word('password') }), 401],
    ['an unknown address', () => browser.post('/aanmelden', { email: `${word('email')}@voorbeeld.test`, password: 'verkeerd' }), 401],
    ['signing in', () => browser.post('/aanmelden', { email, password }), 303],
    ['her consult', () => browser.open(at), 200],
    ['a message', () => browser.post(`${at}/berichten`, { text: typist.words.sentence('page message'), gevaar: 'nee' }), 303],
    ['a name in a message', () => browser.post(`${at}/berichten`, { text: `${typist.words.sentence('page name')} Onze trainer Jan Peeters belde.`, gevaar: 'nee' }), 422],
    ['an unknown page', () => browser.open(`/club/${word('path')}`), 404],
    ['a query', () => browser.open(`${at}?klaar=${word('query')}`), 200],
    ['a too late message', () => endSessions().then(() => browser.post(`${at}/berichten`, { text: typist.words.sentence('page kept form'), gevaar: 'nee' })), 401],
  ];
  await browser.open('/aanmelden');
  for (const [what, act, expected] of steps) {
    const { status } = await act();
    if (status !== expected) throw new Error(`page, ${what}: expected ${expected}, got ${status}`);
  }
}
