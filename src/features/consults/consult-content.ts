import type { Rating } from '../../domain/ratings.js';
import type { Facts } from '../../domain/vocabulary.js';
import type { RecordKey } from '../../platform/vault/vault.js';
import type { ConsultRow } from './consult.row.js';

/** What crosses to the team, frozen when it was sent (domain 2, the boundary receipt). */
export interface Receipt {
  sentAt: string;
  to: string;
  professionalSecrecy: boolean;
  crosses: string[];
  stays: string[];
  checkedByContact: boolean;
}

/** What the routing answered when it was sent; kept with the consult. */
export interface FrozenRouting {
  policy: string;
  why: string[];
  provisional: boolean;
  also: { team: string; why: string }[];
  signposts: string[];
  before: string[];
  hiddenFrom: string[];
}

export interface HowToReach {
  contactBy: 'portal' | 'phone';
  phone?: string;
  phoneWindow?: string;
  voicemail?: boolean;
  sayWhoCalls?: boolean;
}

export interface Outcome {
  outcome: string;
  reason?: string;
}

/** A number that she typed and then did not want used does not cross. */
export const howToReach = ({ contactBy, phone, phoneWindow, voicemail, sayWhoCalls }: Partial<HowToReach>): HowToReach =>
  contactBy === 'phone' ? { contactBy, phone, phoneWindow, voicemail, sayWhoCalls } : { contactBy: 'portal' };

/** Everything of a consult that lies in the vault, opened. */
export interface Content {
  question: string | null;
  narrative: string | null;
  facts: Partial<Facts> | null;
  contact: HowToReach | null;
  routing: FrozenRouting | null;
  receipt: Receipt | null;
  outcome: Outcome | null;
  teamRating: Rating | null;
  contactRating: Rating | null;
  /** Why its asker keeps it longer. */
  keepReason: string | null;
}

const COLUMNS = {
  question: 'question_ct',
  narrative: 'narrative_ct',
  facts: 'facts_ct',
  contact: 'contact_ct',
  routing: 'routing_ct',
  receipt: 'receipt_ct',
  outcome: 'outcome_ct',
  teamRating: 'team_rating_ct',
  contactRating: 'contact_rating_ct',
  keepReason: 'keep_reason_ct',
} as const satisfies Record<keyof Content, keyof ConsultRow>;

const TEXTS: readonly string[] = ['question', 'narrative', 'keepReason'];
const place = (id: string, column: string) => ({ table: 'consults', column, rowId: id });

type SealedColumns = Pick<ConsultRow, (typeof COLUMNS)[keyof Content]>;

/** Seals what is given; what is absent stays as it is. */
export function sealContent(key: RecordKey, id: string, content: Partial<Content>): Partial<SealedColumns> {
  const sealed: Partial<SealedColumns> = {};
  for (const [name, column] of Object.entries(COLUMNS) as [keyof Content, keyof SealedColumns][]) {
    const value = content[name];
    if (value === undefined) continue;
    const text = TEXTS.includes(name) ? (value as string) : JSON.stringify(value);
    sealed[column] = value === null ? null : key.seal(place(id, column), text);
  }
  return sealed;
}

export function unsealContent(key: RecordKey, row: ConsultRow): Content {
  const opened = Object.entries(COLUMNS).map(([name, column]) => {
    const sealed = row[column];
    const text = sealed && key.unseal(place(row.id, column), sealed);
    return [name, text === null || TEXTS.includes(name) ? text : JSON.parse(text)];
  });
  return Object.fromEntries(opened) as Content;
}

export const unsealOutcome = (key: RecordKey, { id, outcome_ct: sealed }: Pick<ConsultRow, 'id' | 'outcome_ct'>): Outcome | null =>
  sealed && JSON.parse(key.unseal(place(id, 'outcome_ct'), sealed));

const BEGINNING = 60;

/** The first words of what she typed, whole words as far as they go. */
export function beginningOf({ question, narrative }: Pick<Content, 'question' | 'narrative'>): string {
  const text = (question?.trim() || narrative?.trim() || '').replace(/\s+/g, ' ');
  return text.length <= BEGINNING ? text : `${text.slice(0, BEGINNING).replace(/\s\S*$/, '')} …`;
}

/** Postal codes of persons and place pick the region and are not stored (domain 2). */
export function withoutPostalCodes(facts: Facts): Facts {
  const { placeOfFactsPostalCode: _place, ...rest } = facts;
  return {
    ...rest,
    victims: facts.victims.map(({ residencePostalCode: _residence, ...victim }) => victim),
  };
}
