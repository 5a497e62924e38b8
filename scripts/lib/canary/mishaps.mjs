/** What is typed in the wrong place, in the wrong form or at the wrong moment: it must end nowhere either. */
import { connect } from 'node:net';
import { operations } from './text-fields.mjs';

const TOO_LONG = 25_000;

export async function mishaps(typist, contract, { contact, counsellor, closed }) {
  for (const { method, path, operation } of operations(contract)) {
    if (path.startsWith('/api/v1/dev/') || `${method} ${path}` === 'DELETE /api/v1/session') continue;
    await misuse(typist, contact, method, path, operation);
  }
  await refusedTexts(typist, contact, counsellor, closed);
  await refusedSignIns(typist);
  await ownWaysIn(typist);
  await strangeRequests(typist, contact);
}

/** Every operation with a word where an id, a query, a header and a body belong. */
async function misuse(typist, who, method, path, operation) {
  const word = (what) => typist.words.word(`${method} ${path} ${what}`);
  const queries = (operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => `${name}=${word(`query ${name}`)}`);
  const inPath = path.replaceAll(/\{\w+\}/g, () => word('path'));
  const send = async (what, url, options) => noteRefusal(typist, `${method} ${path} ${what}`, await raw(who, method, url, options));

  await send('query', `${path.replaceAll(/\{\w+\}/g, 'x')}?${[...queries, `q=${word('query')}`].join('&')}`);
  await send('headers', inPath, { headers: strangeHeaders(word) });
  await send('mandate', inPath, { headers: { 'x-mandate': word('header x-mandate') } });
  if (!operation.requestBody) return;
  // The name of an unknown field comes back: it says which one to leave out. So its word is in the value.
  await send('unknown field', inPath, { json: JSON.stringify({ unknown: word('unknown field'), facts: word('facts') }) });
  await send('broken JSON', inPath, { json: `{"text": "${word('broken JSON')}` });
  await send('no JSON', inPath, { json: word('text/plain'), headers: { 'content-type': 'text/plain' } });
  await send('form', inPath, { json: `text=${word('form')}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
}

const strangeHeaders = (word) =>
  Object.fromEntries(['if-match', 'user-agent', 'referer', 'x-forwarded-for', 'x-request-id', 'accept-language', 'idempotency-key'].map((name) => [name, word(`header ${name}`)]));

/** What is not refused may hold what is her own. */
const noteRefusal = (typist, what, { status, text }) => status >= 400 && typist.answered(`${what} ${status}`, text);

/** As the signed-in person, with exactly these bytes. Gives { status, text }. */
async function raw(who, method, path, { json, headers = {} } = {}) {
  const body = method === 'GET' || json === undefined ? {} : { body: json };
  const response = await fetch(who.url + path, {
    method,
    headers: { ...who.credentials(), ...(body.body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...body,
    signal: AbortSignal.timeout(15_000),
  });
  return { status: response.status, text: await response.text() };
}

/** 400, 409, 412, 413, 422 with a text in hand. */
async function refusedTexts(typist, contact, counsellor, closed) {
  const write = (who, options) => typist.type(who, 'POST /consults/{id}/messages', { id: closed, typed: ['text'], ...options });
  await write(contact, { body: { kind: 'answer' }, expect: [403, 409] });
  await write(counsellor, { body: { kind: 'answer' }, expect: 409 });
  await write(counsellor, { body: { kind: 'internal-note' }, headers: { 'if-match': '"1"' }, expect: [409, 412] });
  const text = (end) => `${typist.words.sentence('a refused text')} ${end}`;
  const post = async (question) => contact.post('/consults', { facts: { kind: 'policy', behaviours: [], victims: [], minorsAtRiskNow: 'no', danger: 'no' }, question });
  for (const [what, question, status] of [
    ['a register number', text('85.07.30-033.28'), 422],
    ['a name', text('Onze trainer Jan Peeters belde.'), 422],
    ['too long', text('a'.repeat(TOO_LONG)), 400],
    ['far too long', text('a'.repeat(20 * TOO_LONG)), 413],
  ]) {
    const answer = await post(question);
    if (answer.status !== status) throw new Error(`${what}: expected ${status}, got ${answer.status}`);
    typist.answered(what, answer.body);
  }
}

async function refusedSignIns(typist) {
  await typist.type(typist.stranger(), 'POST /session', { narrow: ['password'], body: { email: typist.credentials('club-gent').email }, expect: 401 });
  const email = `${typist.words.word('POST /api/v1/session email')}@voorbeeld.test`;
  const { status, body } = await typist.stranger().post('/session', { email, password: 'verkeerd' });
  if (status !== 401) throw new Error(`an unknown address: got ${status}`);
  typist.refused.add('POST /api/v1/session email');
  typist.answered('an unknown address', body);
}

/** Of somebody who does nothing else in this play: a new password, and codes that are none. */
async function ownWaysIn(typist) {
  const hers = await typist.signIn('club-zwijndrecht');
  for (const path of ['/me/authenticator', '/me/recovery-codes']) await hers.post(path, {});
  for (const path of ['/me/authenticator', '/me/recovery-codes']) await typist.type(hers, `PUT ${path}/confirmation`, { narrow: ['code'], expect: 400 });
  await typist.type(hers, 'PUT /session/confirmation', { narrow: ['code', 'password'], expect: 400 });
  await typist.type(hers, 'PUT /me/password', { typed: ['password'], expect: 204 });
}

/** Addresses that are none, a cookie and a token of somebody's own making, and bytes that are no HTTP. */
async function strangeRequests(typist, who) {
  const word = (what) => typist.words.word(what);
  for (const path of ['/api/v1/', '/', '/club/', '/assets/', '/%ff', `/api/v1/consults/${'x'.repeat(300)}`]) {
    const answer = await raw(who, 'GET', path + word(`unknown ${path.slice(0, 20)}`));
    // A page is her own.
    if (path.startsWith('/api')) noteRefusal(typist, `unknown ${path.slice(0, 20)}`, answer);
  }
  noteRefusal(typist, 'a token', await raw(who, 'PUT', '/api/v1/notification-preferences', { json: '{}', headers: { 'x-csrf-token': word('a CSRF token') } }));
  noteRefusal(typist, 'a cookie', await raw(who, 'GET', '/api/v1/session', { headers: { cookie: `klankbord=${word('a cookie')}` } }));
  for (const bytes of [`GET /${word('no HTTP')} HTTP/9.9\r\n\r\n`, `${word('no HTTP')}\r\n\r\n`, `GET / HTTP/1.1\r\nHost: x\r\n${word('no header')}\r\n\r\n`]) {
    typist.answered('bytes', await sendBytes(who.url, bytes));
  }
}

function sendBytes(url, bytes) {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(3000, () => socket.destroy());
    socket.on('data', (data) => (answer += data));
    socket.on('error', () => {});
    socket.on('close', () => done(answer));
  });
}
