/** The domain's clock stands still at a moment at which mail goes. */
export const NOW = '2027-03-16T10:00:00+01:00';

/** A consult's whole life, and its neighbours': every field that keeps what somebody typed gets a word of its own. */
const incident = (more) => ({ kind: 'incident', behaviours: ['sexual'], victims: [{ ageBand: '12-15' }], minorsAtRiskNow: 'yes', danger: 'no', ...more });
const message = (kind) => ({ typed: ['text'], body: { kind } });

export async function play(typist) {
  const [contact, counsellor, federation] = await Promise.all(['club-gent', '1712-ovl', 'federatie'].map((name) => typist.signIn(name)));
  const type = (who, operation, options) => typist.type(who, operation, options);
  const ask = (options = {}) => type(contact, 'POST /consults', { typed: ['question'], body: { facts: incident() }, ...options });

  await type(typist.stranger(), 'POST /session', { narrow: ['code'], body: typist.credentials('club-gent') });
  await type(contact, 'POST /identifier-check', { typed: ['text'] });
  await type(typist.stranger(), 'POST /contacts/search', { typed: ['query'] });
  const { id } = await ask({
    typed: ['question', 'narrative', 'phoneWindow'],
    narrow: ['phone'],
    body: { facts: incident(), contactBy: 'phone', voicemail: false, sayWhoCalls: true, showMe: true },
    headers: { 'idempotency-key': typist.words.word('Idempotency-Key') },
  });
  await draft(typist, contact);
  await type(counsellor, 'PUT /consults/{id}/assignment', { id });
  for (const kind of ['internal-note', 'information-request']) await type(counsellor, 'POST /consults/{id}/messages', { id, ...message(kind) });
  await type(contact, 'POST /consults/{id}/messages', { id, typed: ['text'], body: { kind: 'message', danger: 'possible' } });
  await type(counsellor, 'POST /consults/{id}/messages', { id, ...message('answer') });
  await rate(typist, contact, counsellor, id);
  for (const [who, owner] of [[contact, 'contact'], [counsellor, 'assignee']]) {
    const followUp = await type(who, 'POST /consults/{id}/follow-ups', { id, typed: ['text'], body: { owner, dueOn: '2027-03-17' } });
    await type(who, 'PUT /follow-ups/{id}/completion', { id: followUp.id, typed: ['outcome'] });
  }
  await escalate(typist, contact, federation, id);
  await beside(typist, federation);
  await register(typist, federation);
  await officer(typist, (await contact.get(`/consults/${id}`)).body.reference);
  await type(contact, 'PUT /consults/{id}/closure', { id, typed: ['reason'], body: { outcome: 'other' } });
  await type(contact, 'POST /consults/{id}/retention', { id, typed: ['reason'] });
  await read(contact, counsellor, id);

  const withdrawn = await ask();
  await type(contact, 'PUT /consults/{id}/withdrawal', { id: withdrawn.id, typed: ['reason'] });
  const open = await ask();
  return { contact, counsellor, open: open.id, closed: id };
}

/** Kept as a draft, changed, and thrown away: what was typed stood in the tables for a while. */
async function draft(typist, contact) {
  const { id } = await typist.type(contact, 'POST /consults', { query: '?draft=true', typed: ['question'] });
  await typist.type(contact, 'PATCH /consults/{id}', { id, typed: ['question', 'narrative', 'phoneWindow'], narrow: ['phone'], body: { contactBy: 'phone' } });
  await contact.delete(`/consults/${id}`);
}

/** Ratings are codes, and sealed as well. */
async function rate(typist, contact, counsellor, id) {
  const criteria = { consent: 'not-met', voluntariness: 'not-met', equality: 'not-met', development: 'unknown', context: 'doubtful', impact: 'unknown' };
  await typist.type(counsellor, 'PUT /consults/{id}/rating', { id, body: { criteria, flag: 'red' } });
  await typist.type(contact, 'PUT /consults/{id}/rating', { id, body: { flag: 'yellow' } });
}

async function escalate(typist, contact, federation, id) {
  const asked = await typist.type(contact, 'POST /consults/{id}/escalations', { id, typed: ['extract'] });
  await typist.type(federation, 'PUT /escalations/{id}/decision', { id: asked.id, typed: ['reason'], body: { accepted: false } });
}

/** An adult tells of long ago, and children may be at risk now: a second question may go beside the first. */
async function beside(typist, federation) {
  const longAgo = incident({ victims: [{ ageBand: '26-64', ageBandAtFacts: '12-15', residencePostalCode: '9000' }] });
  const first = await typist.type(federation, 'POST /consults', { typed: ['question'], body: { facts: longAgo } });
  const [{ team: toTeam }] = (await federation.get(`/consults/${first.id}`)).body.routing.also;
  const ask = (options) => typist.type(federation, 'POST /consults/{id}/co-consults', { id: first.id, typed: ['question'], ...options });
  await ask({ body: { toTeam, facts: incident() } });
  await ask({ narrow: ['toTeam'], body: { facts: incident() }, expect: [400, 404, 409, 422] });
}

/** Somebody is invited: a training and a statement are codes, and nothing else is taken for one. */
async function register(typist, federation) {
  const { items } = (await federation.get('/organisations?limit=1')).body;
  const invitation = { role: 'club-contact', organisationId: items[0].id, email: 'iemand@voorbeeld.example' };
  const { id } = await typist.type(federation, 'POST /registrations', { body: invitation });
  await typist.type(federation, 'PATCH /registrations/{id}', { id, narrow: ['training.code'], body: { training: { on: '2027-01-15' } }, expect: [400, 422] });
  const link = 'x'.repeat(43);
  await typist.type(typist.stranger(), 'POST /invitations/{token}/acceptance', { id: link, narrow: ['discretionStatement'], body: { name: 'Iemand' }, expect: [400, 404, 422] });
}

/** A judge has one kept, and somebody asks what is kept of them. */
async function officer(typist, reference) {
  const privacy = await typist.signIn('privacy');
  const type = (operation, options) => typist.type(privacy, operation, options);
  await type('POST /legal-holds', { typed: ['reason'], narrow: ['reference'], body: { endsOn: '2027-10-13' }, expect: [404, 422] });
  const hold = await type('POST /legal-holds', { typed: ['reason'], body: { reference, endsOn: '2027-10-13' } });
  await type('POST /legal-holds/{id}/prolongations', { id: hold.id, typed: ['reason'], body: { endsOn: '2028-10-13' } });
  const request = await type('POST /data-subject-requests', { typed: ['note'], body: { kind: 'access', receivedOn: '2027-03-15' } });
  await type('PUT /data-subject-requests/{id}/note', { id: request.id, typed: ['note'] });
}

/** What was typed passes through every view once more. */
async function read(contact, counsellor, id) {
  for (const who of [contact, counsellor]) {
    for (const view of ['', '/messages', '/timeline', '/follow-ups', '/rating', '/proof', '/escalations']) await who.get(`/consults/${id}${view}`);
    for (const list of ['/consults', '/notifications', '/escalations', '/me/export']) await who.get(list);
  }
}
