/** Every kind of record that has a data key, with its table: where the sweep looks before it calls a key an orphan. */
export const KEY_OWNERS = {
  consult: 'consults',
  escalation: 'escalations',
  'legal-hold': 'legal_holds',
  'data-subject-request': 'data_subject_requests',
  authenticator: 'authenticators',
} as const;

export interface KeyOwner {
  kind: keyof typeof KEY_OWNERS;
  id: string;
}
