import { plainText } from '../plain-search.js';

export interface Contact {
  nth: 1 | 2;
  name: string;
  email: string;
}

const EMAIL = /^[^\s@<>()[\]\\,;:"]{1,64}@(?=.{4,253}$)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u;

export const isEmail = (text: string): boolean => EMAIL.test(text);

/** Before the @: mailboxes of a club, not of somebody. */
const GENERIC = new Set(
  `aanspreekpunt admin administratie api bestuur club contact hallo hello info integriteit jeugd leden ledenadministratie mail office post
   secretariaat secretaris sport sportclub vertrouwenspersoon voorzitter vzw webmaster welkom`.split(/\s+/),
);

/** What is to be looked at before somebody is invited. A club is not refused for it. */
export function contactRemarks({ nth, name, email }: Contact): string[] {
  const who = `Contact ${nth}`;
  if (!email) return [`${who}: het e-mailadres ontbreekt.`];
  if (!isEmail(email)) return [`${who}: het e-mailadres klopt niet.`];
  const mailbox = plainText(email.slice(0, email.indexOf('@')));
  return [...(name ? [] : [`${who}: de naam ontbreekt.`]), ...(GENERIC.has(mailbox) ? [`${who}: Wie leest deze mailbox mee?`] : [])];
}

/** Somebody whom the federation can invite: an address, with or without a name. */
export const canBeInvited = ({ email }: Contact): boolean => EMAIL.test(email);
