import { Temporal } from 'temporal-polyfill';
import type { ConsultView } from '../../../features/consults/consult-views.js';
import type { ContactGuide } from '../../../features/routing/contact-guide.js';
import type { Person } from '../../../platform/database/actor.js';
import { consultPath } from './paths.js';

/** What a page says while she waits. */

/** A moment that has passed is no promise any more. Both ISO 8601 with offset. */
export const isPast = (due: string | null, now: string): boolean =>
  due !== null && Temporal.Instant.compare(Temporal.Instant.from(due), Temporal.Instant.from(now)) < 0;

export interface Proposal {
  name: string;
  why: string;
  href: string;
}

/** Teams that the route named for a second question, as long as she asked none. */
export async function proposalsOf(guide: ContactGuide, me: Person, view: ConsultView): Promise<Proposal[]> {
  if (!view.asker.you || view.beside?.length || !view.allowed.includes('co-consult')) return [];
  const proposals = (view.routing?.also ?? []).map(async ({ team, why }) => {
    const { team: named } = await guide.waiting(me, team, []);
    return named && { name: named.name, why, href: `${consultPath(me, view.id)}/tweede-vraag/${team}` };
  });
  return (await Promise.all(proposals)).filter((one) => one !== null);
}
