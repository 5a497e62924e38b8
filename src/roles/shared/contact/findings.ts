import type { FastifyReply, FastifyRequest } from 'fastify';
import { findIdentifiers, type Finding } from '../../../domain/identifiers.js';
import type { FindingKind } from '../../../domain/identifiers/finding.js';
import { listOf, submitForm, textOf, type Form, type FormErrors, type FormNames } from '../form.js';
import { renderPage } from '../page.js';

/** A text on a form that is looked through for people before it is kept. */
export interface TypedText {
  field: string;
  label: string;
}

/** On a form whose message waits: the team was told already that it is dangerous. */
export const TOLD = 'verwittigd';

interface Submission {
  form: Form;
  texts: readonly TypedText[];
  /** Where the form is sent: the page to look it through posts there again. */
  action: string;
  back: string;
  /** Only she reads it: nothing of it is ever sent. */
  onlyHers?: boolean;
  act: (acknowledged: true | undefined) => Promise<string>;
  again: (errors: FormErrors) => Promise<FastifyReply>;
  names?: FormNames;
}

/**
 * As `submitForm`, for a form with texts: what looks like a person is shown on a page of its own, to replace
 * by one tap or to leave on her word. Replacing never sends.
 */
export async function submitTexts(reply: FastifyReply, request: FastifyRequest, submission: Submission): Promise<FastifyReply> {
  const { form, texts, act, again, names } = submission;
  const review = (reviewed: Form, status: number) => reviewPage(reply, request, { ...submission, form: reviewed }, status);
  if (textOf(form, 'vervang')) return review(replaced(form, texts), 200);
  return submitForm(
    reply,
    () => act(acknowledgedIn(form, texts)),
    (errors) => (errors.problem.type === 'identifiers-found' ? review(form, errors.status) : again(errors)),
    names,
  );
}

/** A text as it was typed, with one kind of line end: browsers send two characters for it. */
export const typedIn = (form: Form | undefined, field: string): string => textOf(form, field).replace(/\r\n?/g, '\n');

const keyOf = (field: string, { start, end }: Finding): string => `${field}:${start}-${end}`;

/** "Vervang" was tapped, for one finding or for all: the text with the suggestion in its place. */
function replaced(form: Form, texts: readonly TypedText[]): Form {
  const wanted = textOf(form, 'vervang');
  const changed = texts.map(({ field }) => {
    const text = typedIn(form, field);
    const chosen = findIdentifiers(text).filter((finding) => wanted === 'alles' || wanted === keyOf(field, finding));
    // From the back, so that the places before stay right.
    const result = chosen.reduceRight((so, { start, end, suggestion }) => so.slice(0, start) + suggestion + so.slice(end), text);
    return [field, result];
  });
  return { ...form, ...Object.fromEntries(changed) };
}

const plain = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** Her word counts for what she was shown: a name that she typed afterwards is asked again. */
function acknowledgedIn(form: Form, texts: readonly TypedText[]): true | undefined {
  if (textOf(form, 'akkoord') !== 'ja') return undefined;
  const seen = new Set(listOf(form, 'gezien').map(plain));
  const shown = texts.every(({ field }) => {
    const text = typedIn(form, field);
    return findIdentifiers(text).every(({ start, end }) => seen.has(plain(text.slice(start, end))));
  });
  return shown || undefined;
}

const OWN_FIELDS = new Set(['_csrf', 'vervang', 'akkoord', 'gezien']);

function reviewPage(reply: FastifyReply, request: FastifyRequest, submission: Submission, status: number): Promise<FastifyReply> {
  const { form, texts, action, back, onlyHers } = submission;
  const typed = texts
    .map(({ field, label }) => ({ field, label, text: typedIn(form, field) }))
    .filter(({ text }) => text)
    .map((one) => ({ ...one, ...marked(one.field, one.text) }));
  const fields = new Set(typed.map(({ field }) => field));
  const carried = Object.keys(form)
    .filter((name) => !OWN_FIELDS.has(name) && !fields.has(name))
    .flatMap((name) => listOf(form, name).map((value) => ({ name, value })));
  const findings = typed.flatMap((one) => one.findings);
  return renderPage(reply, request, 'shared/contact/pages/review.njk', {
    title: 'Even nakijken',
    status,
    told: textOf(form, TOLD),
    onlyHers,
    back: { href: back, text: 'Terug zonder te bewaren' },
    action,
    typed,
    carried,
    findings,
    refused: findings.some(({ refused }) => refused),
    values: Object.fromEntries(typed.map(({ field, text }) => [field, text])),
  });
}

/** What the page asks of each finding. */
const LOOKS_LIKE: Record<FindingKind, string> = {
  name: 'Dit lijkt op een naam. Klopt dat?',
  phone: 'Dit lijkt op een telefoonnummer. Klopt dat?',
  email: 'Dit lijkt op een e-mailadres. Klopt dat?',
  iban: 'Dit lijkt op een rekeningnummer. Klopt dat?',
  address: 'Dit lijkt op een adres. Klopt dat?',
  handle: 'Dit lijkt op een accountnaam. Klopt dat?',
  'birth-date': 'Dit lijkt op een geboortedatum. Klopt dat?',
  'national-register-number': 'Dit is een rijksregisternummer. Het moet weg: dat nummer hoort bij één mens, en iedereen die het leest, kan te weten komen wie dat is.',
};

/** The text in parts, so that the page can mark what was found without trusting a word of it. */
function marked(field: string, text: string) {
  const found = findIdentifiers(text);
  const parts: { text: string; found: boolean }[] = [];
  let at = 0;
  for (const { start, end } of found) {
    parts.push({ text: text.slice(at, start), found: false }, { text: text.slice(start, end), found: true });
    at = end;
  }
  parts.push({ text: text.slice(at), found: false });
  return {
    parts: parts.filter((part) => part.text),
    findings: found.map((finding) => ({
      key: keyOf(field, finding),
      words: text.slice(finding.start, finding.end),
      looks: LOOKS_LIKE[finding.kind],
      suggestion: finding.suggestion,
      refused: finding.severity === 'refuse',
    })),
  };
}
