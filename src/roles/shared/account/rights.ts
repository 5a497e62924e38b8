import {
  CONSULT_PERMISSIONS,
  ESCALATION_PERMISSIONS,
  GENERAL_PERMISSIONS,
  mayEver,
  ORGANISATION_PERMISSIONS,
  scopesOf,
  type Action,
  type ConsultAction,
  type Scope,
} from '../../../domain/permissions.js';
import { REGISTRATION_PERMISSIONS } from '../../../domain/registration-permissions.js';
import type { Role } from '../../../domain/vocabulary.js';

/** One thing that a role may do, and of which consults; in codes of the table of permissions. */
export interface Right {
  action: Action;
  scopes: readonly Scope[];
}

/** What a role may do, straight from the tables by which it is decided. */
export function rightsOf(role: Role): Right[] {
  const others = [ESCALATION_PERMISSIONS, ORGANISATION_PERMISSIONS, REGISTRATION_PERMISSIONS, GENERAL_PERMISSIONS].flatMap((table) => Object.keys(table) as Action[]);
  return [
    ...(Object.keys(CONSULT_PERMISSIONS) as ConsultAction[]).map((action) => ({ action, scopes: scopesOf(action, role) })).filter(({ scopes }) => scopes.length > 0),
    ...others.filter((action) => mayEver(action, role)).map((action) => ({ action, scopes: [] })),
  ];
}
