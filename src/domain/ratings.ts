import { moreUrgent, type Behaviour, type Urgency } from './vocabulary.js';

/**
 * How serious somebody finds it (domain 8). A person rates; nothing here computes a colour.
 * The six criteria and the colours are Sensoa's method: named and linked on the page, none of its text copied.
 */
export const CRITERIA = ['consent', 'voluntariness', 'equality', 'development', 'context', 'impact'] as const;
export type Criterion = (typeof CRITERIA)[number];

export const CRITERION_VALUES = ['met', 'doubtful', 'not-met', 'unknown'] as const;
export type CriterionValue = (typeof CRITERION_VALUES)[number];

export const FLAGS = ['green', 'yellow', 'red', 'black'] as const;
export type Flag = (typeof FLAGS)[number];

/** For behaviour that the flags are not made for. */
export const SERIOUSNESS = ['not-serious', 'somewhat-serious', 'serious', 'very-serious'] as const;
export type Seriousness = (typeof SERIOUSNESS)[number];

export interface Rating {
  criteria?: Partial<Record<Criterion, CriterionValue>>;
  flag?: Flag;
  seriousness?: Seriousness;
}

/** Flags are for sexual and physical behaviour; everything else has the plain four steps. */
export const usesFlags = (behaviours: readonly Behaviour[]): boolean =>
  behaviours.includes('sexual') || behaviours.includes('physical');

/** A contact is never asked before the answer to an acute or high consult. */
export const contactMayRate = (urgency: Urgency, answered: boolean): boolean =>
  answered || (urgency !== 'acute' && urgency !== 'high');

/** Both sides are blind to each other until the answer. */
export const seesTheOther = (answered: boolean): boolean => answered;

const LEAST: Record<Flag, Urgency> = { green: 'low', yellow: 'low', red: 'high', black: 'high' };

/**
 * A red rating raises to high, a black one to at least high; nothing is ever lowered (routing.json, raised).
 * The contact's counts only once both are in or the answer is sent.
 */
export function urgencyAfterRatings(
  urgency: Urgency,
  ratings: { team: Rating | null; contact: Rating | null },
  answered: boolean,
): Urgency {
  const counted = [ratings.team, ratings.team || answered ? ratings.contact : null];
  return counted.reduce<Urgency>((most, rating) => (rating?.flag ? moreUrgent(most, LEAST[rating.flag]) : most), urgency);
}

/**
 * Whether somebody found it red or black: such a consult never closes by itself (domain 6). A colour that counts has
 * raised the urgency already; this is for the contact's, which counts only once both are in or the answer is sent.
 */
export const isGrave = (...ratings: (Rating | null)[]): boolean =>
  ratings.some((rating) => rating?.flag === 'red' || rating?.flag === 'black');
