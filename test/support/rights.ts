import type { Person } from '../../src/platform/database/actor.js';
import { consult } from './builders.js';
import type { Visitor } from './visitor.js';
import type { World } from './world.js';

/** What was done, and that it was asked before; her mails come when she says. */
const EVERYBODY_WRITES = [
  'insert audit_events', 'insert idempotency_keys', 'update accounts.mail_rhythm', 'update idempotency_keys.body_hmac',
  'update idempotency_keys.created_at', 'update idempotency_keys.record_id',
];
const ON_CONSULTS = ['update notifications.read_at', 'insert consult_events', 'insert messages', 'insert outbox', 'update messages.read_at'];

/** Names, places and numbers change with the version, by the guard of organisations. */
const ITS_CLUBS = ['insert organisations', 'update organisations.version'];

/** What is recorded, and a yes or a no, change with the version, by the guard of registrations. */
const REGISTRATIONS = ['update registrations.version'];

/** Every column of every table but consults was tried: a right that is new stands here first, with the request that needs it. */
export const WRITES: Record<string, string[]> = {
  'club-contact': [
    ...EVERYBODY_WRITES,
    ...ON_CONSULTS, ...REGISTRATIONS, 'insert consult_shares', 'delete consult_shares', 'insert escalations', 'update escalations.state',
    'insert follow_ups', 'update follow_ups.completed_at',
  ],
  'federation-contact': [...EVERYBODY_WRITES, 'update notifications.read_at', 'insert consult_events', 'insert messages', 'insert outbox', 'insert consult_shares', ...ITS_CLUBS, ...REGISTRATIONS],
  counsellor: [...EVERYBODY_WRITES, ...ON_CONSULTS, 'insert follow_ups', 'update follow_ups.completed_at'],
  volunteer: [...EVERYBODY_WRITES, ...ON_CONSULTS],
  'team-lead': [...EVERYBODY_WRITES, ...ON_CONSULTS, 'update follow_ups.completed_at'],
  coordinator: [...EVERYBODY_WRITES, 'insert outbox', 'update reference_sets.confirmed_by'],
  admin: [...EVERYBODY_WRITES, 'update notifications.read_at', ...ITS_CLUBS, ...REGISTRATIONS, 'update affiliations.valid_to', 'update affiliations.verifies', 'update reference_sets.confirmed_by', 'update outbox.attempts', 'update outbox.dead_at', 'update outbox.lease_until', 'update outbox.running_until'],
  'privacy-officer': [
    ...EVERYBODY_WRITES,
    'insert data_subject_requests', 'update data_subject_requests.due_on', 'update data_subject_requests.note_ct', 'update data_subject_requests.put_at', 'update data_subject_requests.organisation_id',
    'update data_subject_requests.state', 'update data_subject_requests.version', 'insert legal_holds', 'insert legal_hold_prolongations', 'update legal_holds.ends_on',
    'update legal_holds.version', 'insert outbox',
  ],
};

/** Of everything one, by requests, so that there is something to change. @returns the consults among it */
export async function somethingInEveryTable(world: World, visitors: Record<string, Visitor>, people: Record<string, Person>): Promise<string[]> {
  const [griet, olga, volunteer, privacy] = [visitors['club-gent']!, visitors['1712-ovl']!, visitors['1712-ovl-vrijwilliger']!, visitors.privacy!];
  await someRegistrations(world, visitors, people);
  // Somebody who lost every way in; another is asked for by a federation.
  await visitors.admin!.post(`/accounts/${visitors['club-hasselt']!.accountId}/recovery`).expect(201);
  await visitors.federatie!.post(`/accounts/${griet.accountId}/recovery`).expect(201);
  const ask = async () => (await griet.post('/consults', consult()).expect(201)).body as { id: string; reference: string };
  const [open, withdrawn, busy, volunteers] = [await ask(), await ask(), await ask(), await ask()];
  const draft = (await griet.post('/consults?draft=true', {}).set('idempotency-key', 'once').expect(201)).body;
  await griet.put(`/consults/${withdrawn.id}/withdrawal`).expect(200);
  await olga.put(`/consults/${busy.id}/assignment`, {}).expect(200);
  await volunteer.put(`/consults/${volunteers.id}/assignment`, {}).expect(200);
  await volunteer.post(`/consults/${volunteers.id}/messages`, { kind: 'internal-note', text: 'Luister eerst.' }).expect(201);
  await griet.post(`/consults/${volunteers.id}/messages`, { kind: 'message', text: 'Dag.' }).expect(201);
  const own = (await visitors.federatie!.post('/consults', consult()).expect(201)).body;
  await visitors['vk-ovl']!.put('/notification-preferences', { mails: 'daily' }).expect(200);
  const follow = (owner: string) => ({ dueOn: '2026-11-13', text: 'Vragen hoe het ging.', owner });
  await griet.post(`/consults/${busy.id}/follow-ups`, follow('contact')).expect(201);
  await olga.post(`/consults/${busy.id}/follow-ups`, follow('assignee')).expect(201);
  for (const who of [olga, griet]) await who.post(`/consults/${busy.id}/messages`, { kind: 'message', text: 'Dag.' }).expect(201);
  const asked = async () => (await griet.post(`/consults/${busy.id}/escalations`, { extract: 'Kan je meekijken?' }).expect(201)).body.id as string;
  await griet.delete(`/escalations/${await asked()}`).expect(204);
  await asked();
  const hold = await privacy.post('/legal-holds', { reference: busy.reference, reason: 'Op vraag van het parket.', endsOn: '2026-12-31' }).expect(201);
  await privacy.post(`/legal-holds/${hold.body.id}/prolongations`, { reason: 'Op vraag van het parket.', endsOn: '2027-12-31' }).expect(201);
  const register = () => privacy.post('/data-subject-requests', { kind: 'access', receivedOn: '2026-10-12' }).expect(201);
  await register();
  await privacy.put(`/data-subject-requests/${(await register()).body.id}/addressee`, { organisationId: people['club-gent']!.organisationId }).expect(200);
  for (const { mandateId } of Object.values(people)) await world.query(`insert into idempotency_keys values ($1, 'asked', 'before', '\\x00', 201, $1)`, [mandateId]);
  await world.settled();
  await world.query(`update outbox set dead_at = now(), done_at = null, last_error = 'EENVELOPE' where id = (select max(id::text)::uuid from outbox)`);
  return [open, draft, withdrawn, busy, volunteers, own].map(({ id }) => id);
}

/** One that waits, and one that somebody said yes to. */
async function someRegistrations(world: World, visitors: Record<string, Visitor>, people: Record<string, Person>): Promise<void> {
  const federation = visitors.federatie!;
  const invite = async (email: string) => (await federation.post('/registrations', { role: 'club-contact', organisationId: people['club-gent']!.organisationId, email }).expect(201)).body.id as string;
  await invite('wacht@proef.klankbord.test');
  const accepted = await invite('ja@proef.klankbord.test');
  await world.settled();
  const [link] = world.mailbox.to('ja@proef.klankbord.test').at(-1)!.text.match(/[\w-]{43}/)!;
  await world.anyone().post(`/invitations/${link}/acceptance`, { name: 'Nele Nieuw', discretionStatement: '2026-1' }).expect(200);
  await federation.put(`/registrations/${accepted}/verification`, { approved: true }).expect(200);
}
