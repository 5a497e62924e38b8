import type { FollowUpView } from '../../features/follow-ups/follow-ups.js';
import type { Form, FormErrors } from '../shared/form.js';
import { typedIn, type TypedText } from '../shared/typed-text.js';

/** The forms of the page; one that was sent is shown open when it comes back with a mistake. */
export type FormName = 'claim' | 'take-over' | 'release' | 'assign' | 'write' | 'note' | 'follow-up' | 'completion' | 'close' | 'reopen';

/** Said on top of the page after a redirect, by the word in the address. */
const DONE: Record<string, string> = {
  opgenomen: 'Dit consult is nu bij jou.',
  overgenomen: 'Je nam dit consult over. Het is nu bij jou.',
  teruggegeven: 'Het consult ligt terug in de wachtrij. De termijn loopt door.',
  toegewezen: 'Je collega kreeg het consult en een bericht.',
  answer: 'Je antwoord is verstuurd.',
  'information-request': 'Je vraag is verstuurd. De termijn staat stil tot er een reactie komt.',
  message: 'Je bericht is verstuurd.',
  nota: 'De interne nota is bewaard. Alleen je team leest ze.',
  afspraak: 'De afspraak is bewaard. Wie ze doet, krijgt een herinnering.',
  afgerond: 'De afspraak is afgerond.',
  afgesloten: 'Het consult is afgesloten.',
  heropend: 'Het consult is weer open.',
};

export const doneText = (word = ''): string | undefined => (Object.hasOwn(DONE, word) ? DONE[word] : undefined);

const CHANGED = 'Intussen gebeurde er iets bij dit consult. Hieronder staat het nieuwste';
const STILL_IN_FORM = `${CHANGED}; wat je typte, bleef staan. Lees het na en verstuur opnieuw.`;
const NO_FORM = `${CHANGED}. Je kan je tekst niet meer zo versturen: je vindt hem hieronder, om te kopiëren.`;
const SENT_BEFORE = 'Dit formulier was al eens verstuurd. Kijk in het gesprek of je tekst er al staat.';

/** Where each form begins, for what no field is to blame for. */
const FIRST_FIELD: Partial<Record<FormName, string>> = {
  assign: '#accountId',
  write: '#text',
  note: '#note',
  'follow-up': '#agreed',
  close: '#reason',
};

/** What the page allows now, by action; `write` is any of the words to the contact. */
export type May = Partial<Record<string, boolean>>;

/** What was typed in a form that is not on the page any more. */
export function withoutForm(failed: FormName | undefined, values: Form | undefined, may: May, followUps: FollowUpView[]): TypedText[] {
  return failed && !isOnPage(failed, values, may, followUps) ? typedIn(values) : [];
}

function isOnPage(name: FormName, values: Form | undefined, may: May, followUps: FollowUpView[]): boolean | undefined {
  if (name === 'note') return may['internal-note'];
  if (name !== 'completion') return may[name];
  const open = followUps.filter(({ completedAt, owner }) => !completedAt && owner === 'assignee');
  return may['follow-up'] && open.some(({ id }) => values?.[`outcome-${id}`] !== undefined);
}

/** The page that comes back is the newest already, so nobody has to load it again; a link leads to what was typed. */
export function inPlace(errors: FormErrors, failed: FormName | undefined, typed: TypedText[]): FormErrors {
  const stale = typed.length ? NO_FORM : failed && FIRST_FIELD[failed] ? STILL_IN_FORM : `${CHANGED}.`;
  const text = { stale, 'idempotency-key-reused': SENT_BEFORE }[errors.problem.type];
  const href = typed.length ? '#je-tekst' : failed && FIRST_FIELD[failed];
  const summary = text ? [{ text }] : errors.summary;
  return { ...errors, summary: summary.map((line) => ({ href, ...line })) };
}
