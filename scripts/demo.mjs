/**
 * `npm run demo`: a consult's whole life through REST, with the clock moved, each step checked.
 * On a running Klankbord (KLANKBORD_URL, or the one of KLANKBORD_DATA), else on a temporary one.
 * Ends non-zero at the first step that is not as expected.
 */
import { isDeepStrictEqual } from 'node:util';
import { attach } from './lib/attach.mjs';
import { RestClient } from './lib/rest-client.mjs';

const PASSWORD = 'klankbord-demo-1712';
const email = (name) => `${name}@demo.klankbord.test`;

let steps = 0;
const step = (text) => process.stdout.write(`${String(++steps).padStart(2)}  ${text}\n`);
const detail = (text) => process.stdout.write(`      ${text}\n`);

/** Throws when it is not so: what was expected, and what came. */
function expect(what, actual, expected) {
  if (!isDeepStrictEqual(actual, expected)) {
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
  }
}

/** Somebody's clock: moved here, and put back as it was found. */
async function borrowClock(url) {
  const anyone = new RestClient(url);
  const { body: found } = await anyone.get('/dev/clock');
  let moving = Promise.resolve();
  let returned = false;
  return {
    async set(now) {
      if (returned) throw new Error('interrupted');
      moving = anyone.put('/dev/clock', { now });
      expect('the clock', (await moving).status, 200);
      detail(`the clock stands at ${now}`);
    },
    async giveBack() {
      returned = true;
      await moving.catch(() => {});
      await (found.standsStill ? anyone.put('/dev/clock', { now: found.now }) : anyone.delete('/dev/clock')).catch(() => {});
    },
  };
}

async function play(url, clock) {
  const anyone = new RestClient(url);
  let id;
  const mailsTo = async (name) => (await anyone.get(`/dev/mails?to=${encodeURIComponent(email(name))}`)).body.items;
  /** Runs `act`; then a mail without content is there, and in the portal a notice that says what happened. */
  const tells = async (name, client, event, act) => {
    const before = (await mailsTo(name)).length;
    const result = await act();
    const noticed = async () => (await client.get('/notifications')).body.items.some((notice) => notice.event === event && notice.consultId === id);
    for (const end = Date.now() + 10_000; Date.now() < end; await pause(100)) {
      if ((await mailsTo(name)).length > before && (await noticed())) break;
    }
    expect(`a notice for ${name} of ${event}`, await noticed(), true);
    const mails = await mailsTo(name);
    expect(`a mail to ${name}`, mails.length > before, true);
    const { subject, text } = mails.at(-1);
    expect('the mail says nothing of the case', [subject, text.split('\n')[0]], ['Er is nieuws in Klankbord', 'Er is nieuws in Klankbord']);
    detail(`${name}: a mail "${subject}", a notice ${event}`);
    return result;
  };
  const ok = async (answer, status, what) => {
    const { status: got, body } = await answer;
    if (got !== status) throw new Error(`${what}: expected ${status}, got ${got} ${body?.type ?? ''} ${body?.detail ?? ''}`);
    return body;
  };

  step('Tuesday morning. The contact of a club in Gent and a counsellor of 1712 Oost-Vlaanderen sign in.');
  await clock.set('2027-03-16T10:00:00+01:00');
  const contact = await RestClient.signIn(url, email('club-gent'), PASSWORD);
  const counsellor = await RestClient.signIn(url, email('1712-ovl'), PASSWORD);
  const outsider = await RestClient.signIn(url, email('club-hasselt'), PASSWORD);

  step('She sees where her question would go, and why, before she sends anything.');
  const facts = { kind: 'incident', behaviours: ['bullying', 'online'], victims: [{ ageBand: '12-15' }], minorsAtRiskNow: 'no', danger: 'no' };
  const preview = await ok(contact.post('/routing/preview', { facts }), 200, 'preview');
  expect('team', preview.team.code, '1712-oost-vlaanderen');
  expect('urgency', preview.urgency, 'normal');
  preview.why.forEach(detail);

  step('She asks. A register number is refused; without it the question is on its way.');
  const question = 'Spelers sluiten een ploegmaat uit in een groepschat. Hij wil stoppen. Welke stappen zet ik eerst?';
  const refused = await ok(contact.post('/consults', { facts, question: `${question} 85.07.30-033.28`, contactBy: 'portal' }), 422, 'register number');
  expect('reason', refused.type, 'identifiers-found');
  const asked = await tells('1712-ovl', counsellor, 'consult.submitted', async () => {
    const made = await ok(contact.post('/consults', { facts, question, contactBy: 'portal' }), 201, 'ask');
    id = made.id;
    return made;
  });
  const consult = `/consults/${asked.id}`;
  expect('status', asked.status, 'submitted');
  detail(`reference ${asked.reference}, answer aimed at ${asked.answerDue}`);

  step('The contact of another club sees nothing: the same answer as for what does not exist.');
  await ok(outsider.get(consult), 404, 'outsider');

  step('Half of the target goes by. The team is reminded.');
  await tells('1712-ovl', counsellor, 'reminder.unclaimed-team', () => clock.set('2027-03-17T10:05:00+01:00'));

  step('A counsellor claims it and asks one thing. The clock stops for her.');
  await ok(counsellor.put(`${consult}/assignment`), 200, 'claim');
  await tells('club-gent', contact, 'consult.information-requested', () =>
    ok(counsellor.post(`${consult}/messages`, { kind: 'information-request', text: 'Weet hij dat jij dit vraagt?' }), 201, 'request'),
  );
  expect('status', (await contact.get(consult)).body.status, 'waiting-for-contact');

  step('She reads, and replies. What was left of the target runs on.');
  await ok(contact.get(`${consult}/messages`), 200, 'read');
  await ok(contact.post(`${consult}/messages`, { kind: 'message', text: 'Ja, hij vroeg het me zelf.' }), 201, 'reply');
  const running = (await counsellor.get(consult)).body;
  expect('status', running.status, 'in-progress');
  detail(`answer due ${running.answerDue}`);

  step('The counsellor answers. She reads it as the team’s, never as a person’s.');
  const answer = 'Praat eerst met hem alleen. Spreek daarna af wie de groep aanspreekt.';
  await tells('club-gent', contact, 'consult.answered', () => ok(counsellor.post(`${consult}/messages`, { kind: 'answer', text: answer }), 201, 'answer'));
  const thread = (await ok(contact.get(`${consult}/messages`), 200, 'read')).items;
  expect('by', thread.at(-1).by.name, '1712 Oost-Vlaanderen, hulpverlener');

  step('They agree to look again in a week. On the day she is reminded, at nine.');
  const followUp = await ok(contact.post(`${consult}/follow-ups`, { dueOn: '2027-03-24', text: 'Hoe gaat het in de groep?', owner: 'contact' }), 201, 'follow-up');
  await tells('club-gent', contact, 'reminder.follow-up-contact', () => clock.set('2027-03-24T09:00:00+01:00'));
  await ok(contact.put(`/follow-ups/${followUp.id}/completion`, { outcome: 'Hij speelt weer mee.' }), 200, 'completion');

  step('She closes it. What happened stays readable, the team is one voice.');
  const closed = await ok(contact.put(`${consult}/closure`, { outcome: 'resolved' }), 200, 'close');
  expect('status', closed.status, 'closed');
  const timeline = (await ok(contact.get(`${consult}/timeline`), 200, 'timeline')).items;
  timeline.forEach(({ at, kind, by }) => detail(`${at.slice(0, 16).replace('T', ' ')}  ${kind} (${by})`));

  step('Closing it twice is refused, with what is still allowed. Nothing changed.');
  const late = await ok(counsellor.put(`${consult}/closure`, { outcome: 'resolved' }), 409, 'closing twice');
  expect('allowed', late.allowed.includes('reopen'), true);
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const { url, stop } = await attach();
process.stdout.write(`Klankbord at ${url}\n`);
const clock = await borrowClock(url);
let leaving;
const leave = () => (leaving ??= clock.giveBack().then(stop));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void leave().then(() => process.exit(1)));

let code = 0;
try {
  await play(url, clock);
  process.stdout.write(`All ${steps} steps went as expected.\n`);
} catch (error) {
  code = 1;
  if (!leaving) process.stderr.write(`Step ${steps} went wrong: ${error.message}\n`);
}
await leave();
process.exit(code);
