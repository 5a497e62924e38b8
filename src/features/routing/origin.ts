import type { Origin } from '../../domain/routing.js';
import type { Person } from '../../platform/database/actor.js';

/** Who asks, for the routing: from the mandate, never from the form. */
export const originOf = (me: Person): Origin => ({
  level: me.role === 'federation-contact' ? 'federation' : 'club',
  organisationPostalCode: me.organisationPostalCode ?? undefined,
});
