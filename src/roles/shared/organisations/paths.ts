import type { Person } from '../../../platform/database/actor.js';

/** Where a role finds organisations: an administrator all of them, a federation's contact her clubs. */
export const organisationsOf = (me: Person): string => (me.role === 'admin' ? '/beheer/organisaties' : '/federatie/clubs');

export const nounOf = (me: Person): { title: string; back: string } =>
  me.role === 'admin' ? { title: 'Organisaties', back: 'Naar de organisaties' } : { title: 'Clubs', back: 'Naar de clubs' };
