/**
 * Roles of Postgres beside the app's own, which has no rights on the product's tables: whatever the app does, it does as
 * one of these, for the length of a transaction or of a pool's connections. Made with the databases
 * (scripts/lib/postgres-roles.mjs, deploy/init-databases.sh); what each may do stands in features/row-security.
 */
export const DB_ROLES = [
  'klankbord_person',
  'klankbord_sign_in',
  'klankbord_public',
  'klankbord_relay',
  'klankbord_schedules',
  'klankbord_retention',
  'klankbord_seed',
  'klankbord_sealer',
  'klankbord_report',
] as const;
export type DbRole = (typeof DB_ROLES)[number];

/** Nobody but who connected: the owner of the schema, with its own address (OwnerDatabase). The app as itself has no rights. */
const AS_CONNECTED = 'none';

/** What the product does by itself, and as whom. A name that is not here does not compile. */
export const SYSTEMS = {
  'sign-in': 'klankbord_sign_in',
  start: 'klankbord_sign_in',
  refusals: 'klankbord_sign_in',
  registration: 'klankbord_sign_in',
  dev: 'klankbord_public',
  'contact-search': 'klankbord_public',
  outbox: 'klankbord_relay',
  notify: 'klankbord_schedules',
  mail: 'klankbord_schedules',
  planner: 'klankbord_schedules',
  reminders: 'klankbord_schedules',
  handover: 'klankbord_schedules',
  prune: 'klankbord_schedules',
  retention: 'klankbord_retention',
  'vault-sweep': 'klankbord_schedules',
  brake: 'klankbord_schedules',
  command: 'klankbord_schedules',
  seed: 'klankbord_seed',
  sealer: 'klankbord_sealer',
  'breach-report': 'klankbord_report',
  'account-export': 'klankbord_report',
  suspension: 'klankbord_report',
  'new-epoch': AS_CONNECTED,
  detach: AS_CONNECTED,
} as const satisfies Record<string, DbRole | typeof AS_CONNECTED>;
export type SystemName = keyof typeof SYSTEMS;
