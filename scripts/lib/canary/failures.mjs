/** Errors with something typed in hand: what is reported of them must not hold it. */
const LAST_TRY = 999;

/** A request that fails inside, and a mail that cannot leave until it is a dead letter. */
export async function failures(typist, { contact, counsellor, open }, { databases, sink }) {
  await failInside(typist, contact, open, databases);
  sink.refuse(true);
  await typist.type(counsellor, 'PUT /consults/{id}/assignment', { id: open });
  await typist.type(counsellor, 'POST /consults/{id}/messages', { id: open, typed: ['text'], body: { kind: 'answer' } });
  const { id } = await databases.waitFor(`select id from outbox where event = 'mail.send' and last_error is not null and dead_at is null limit 1`, 'a mail that is refused');
  await databases.query(`update outbox set attempts = $2, lease_until = '-infinity', running_until = '-infinity' where id = $1`, [id, LAST_TRY]);
  await databases.waitFor('select 1 from outbox where id = $1 and dead_at is not null', 'a dead letter', [id]);
  sink.refuse(false);
  const admin = await typist.signIn('admin');
  typist.answered('dead letters', (await admin.get('/dead-letters')).body);
}

/** The table is away for a moment: Postgres' error knows the statement and its values. */
async function failInside(typist, contact, id, databases) {
  await databases.query('alter table messages rename to messages_away');
  try {
    await typist.type(contact, 'POST /consults/{id}/messages', { id, typed: ['text'], body: { kind: 'message' }, expect: 500 });
  } finally {
    await databases.query('alter table messages_away rename to messages');
  }
}
