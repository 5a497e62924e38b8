import type { Person } from '../../../platform/database/actor.js';
import { homeOf } from '../page.js';
import type { Asking } from './asking.js';
import { firstMissing } from './step-order.js';

/** Where "kijk je antwoorden na" stands; a step that is changed from there goes back to it. */
export const CHECK = 'nakijken';

export const pathOf = (me: Person, id: string, step: string): string => `${homeOf(me.role)}/vraag/${id}${step && `/${step}`}`;
export const consultPath = (me: Person, id: string): string => `${homeOf(me.role)}/consulten/${id}`;

/** Back to where the change began, unless the change asks for something more. */
export function afterChange(me: Person, asking: Asking): string {
  const missing = firstMissing(asking);
  return pathOf(me, asking.id, missing ? `${missing.path}?terug=${CHECK}` : CHECK);
}
