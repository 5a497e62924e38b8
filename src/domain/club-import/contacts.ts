export interface Contact {
  nth: 1 | 2;
  name: string;
  email: string;
}

const EMAIL = /^[^\s@<>()[\]\\,;:"]{1,64}@(?=.{4,253}$)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u;

export const isEmail = (text: string): boolean => EMAIL.test(text);

/** Whether several people read an address (DATA). */
export type IsShared = (email: string) => boolean;

/** What is to be looked at before somebody is invited. A club is not refused for it. */
export function contactRemarks({ nth, name, email }: Contact, isShared: IsShared): string[] {
  const who = `Contact ${nth}`;
  if (!email) return [`${who}: het e-mailadres ontbreekt.`];
  if (!isEmail(email)) return [`${who}: het e-mailadres klopt niet.`];
  return [...(name ? [] : [`${who}: de naam ontbreekt.`]), ...(isShared(email) ? [`${who}: Wie leest deze mailbox mee?`] : [])];
}

/** Somebody whom the federation can invite: an address, with or without a name. */
export const canBeInvited = ({ email }: Contact): boolean => EMAIL.test(email);
