/** What the play types into. Whoever adds a field of text to the API adds it here and to the play: a test compares. */
const API = '/api/v1';

/** Kept by the product: the request that carries the word succeeds. */
const KEPT = {
  'POST /consults': ['phone', 'phoneWindow', 'question', 'narrative'],
  'PATCH /consults/{id}': ['phone', 'phoneWindow', 'question', 'narrative'],
  'PUT /consults/{id}/closure': ['reason'],
  'POST /consults/{id}/retention': ['reason'],
  'POST /consults/{id}/co-consults': ['question'],
  'POST /consults/{id}/escalations': ['extract'],
  'POST /consults/{id}/follow-ups': ['text'],
  'POST /consults/{id}/messages': ['text'],
  'PUT /consults/{id}/withdrawal': ['reason'],
  'PUT /escalations/{id}/decision': ['reason'],
  'PUT /follow-ups/{id}/completion': ['outcome'],
  'POST /data-subject-requests': ['note'],
  'PUT /data-subject-requests/{id}/note': ['note'],
  'POST /identifier-check': ['text'],
  'POST /legal-holds': ['reason'],
  'POST /legal-holds/{id}/prolongations': ['reason'],
  'POST /session': ['code'],
  // Of nobody in particular, and kept nowhere.
  'POST /contacts/search': ['query'],
  // As a hash.
  'PUT /me/password': ['password'],
};

/** Never kept: with a word of ours in it the request is refused. */
const REFUSED = {
  // The code of a team.
  'POST /consults/{id}/co-consults': ['toTeam'],
  // The reference of a consult.
  'POST /legal-holds': ['reference'],
  'POST /session': ['email', 'password'],
  // The code of a training, and the version of a statement.
  'PATCH /registrations/{id}': ['training.code'],
  'POST /invitations/{token}/acceptance': ['discretionStatement'],
  'PUT /session/confirmation': ['code', 'password'],
  'PUT /me/authenticator/confirmation': ['code'],
  'PUT /me/recovery-codes/confirmation': ['code'],
};

/** Public, and meant to be read, some by everybody who is signed in, some by anybody: registrations stand in clear (docs/privacy.md). */
const REGISTERED = {
  'POST /organisations': ['name', 'place', 'kbo', 'vCode'],
  'PATCH /organisations/{id}': ['name', 'place', 'kbo', 'vCode'],
  // Who is invited, or asks, and where the mail goes; of a board member who knows them too.
  'POST /registrations': ['email', 'name'],
  'PATCH /registrations/{id}': ['email', 'name'],
  'PUT /registrations/{id}/board-member': ['email', 'function', 'name'],
  'POST /registration-requests': ['email', 'name'],
  'POST /invitations/{token}/acceptance': ['name'],
  // What a contact agreed to show to anybody, until she takes it back or her mandate ends.
  'PUT /me/public-contact': ['name', 'phone', 'email'],
};

const named = (fields) =>
  Object.entries(fields).flatMap(([operation, names]) => names.map((name) => `${operation.replace(' ', ` ${API}`)} ${name}`));

export const keptFields = named(KEPT);
export const refusedFields = named(REFUSED);
export const registeredFields = named(REGISTERED);

/** Columns of ciphertext that no play can fill yet, and why. */
export const EMPTY_COLUMNS = {};
