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

/** Everything of a consult that lies in the vault, opened. */
export interface Content {
  question: string | null;
  narrative: string | null;
  facts: Partial<Facts> | null;
  contact: HowToReach | null;
  routing: FrozenRouting | null;
  receipt: Receipt | null;
  outcome: Outcome | null;
}

const TEXTS = ['question', 'narrative'] as const;
const place = (id: string, column: string) => ({ table: 'consults', column, rowId: id });

type SealedColumns = Pick<
  ConsultRow,
  'question_ct' | 'narrative_ct' | 'facts_ct' | 'contact_ct' | 'routing_ct' | 'receipt_ct' | 'outcome_ct'
>;

/** Seals what is given; what is absent stays as it is. */
export function sealContent(key: RecordKey, id: string, content: Partial<Content>): Partial<SealedColumns> {
  const sealed: Record<string, Buffer | null> = {};
  for (const [name, value] of Object.entries(content)) {
    if (value === undefined) continue;
    const text = (TEXTS as readonly string[]).includes(name) ? (value as string | null) : JSON.stringify(value);
    sealed[`${name}_ct`] = value === null ? null : key.seal(place(id, `${name}_ct`), text!);
  }
  return sealed as Partial<SealedColumns>;
}

export function unsealContent(key: RecordKey, row: ConsultRow): Content {
  const text = (column: keyof SealedColumns): string | null =>
    row[column] ? key.unseal(place(row.id, column), row[column]) : null;
  const json = (column: keyof SealedColumns) => JSON.parse(text(column) ?? 'null');
  return {
    question: text('question_ct'),
    narrative: text('narrative_ct'),
    facts: json('facts_ct'),
    contact: json('contact_ct'),
    routing: json('routing_ct'),
    receipt: json('receipt_ct'),
    outcome: json('outcome_ct'),
  };
}

/** Postal codes of persons and place pick the region and are not stored (domain 2). */
export function withoutPostalCodes(facts: Facts): Facts {
  const { placeOfFactsPostalCode: _place, ...rest } = facts;
  return {
    ...rest,
    victims: facts.victims.map(({ residencePostalCode: _residence, ...victim }) => victim),
  };
}
