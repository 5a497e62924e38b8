import type { Urgency } from '../../domain/vocabulary.js';

/** Which consults a desk shows: nobody's yet, mine, all that are open, or what is over. */
export const DESK_SHELVES = ['new', 'mine', 'open', 'ended'] as const;
export type DeskShelf = (typeof DESK_SHELVES)[number];

export interface DeskCount {
  all: number;
  late: number;
}
export type DeskCounts = Record<Exclude<DeskShelf, 'ended'>, DeskCount> & {
  /** On the shelf that is shown; of what is over nobody counts. */
  urgencies?: Record<Urgency, number>;
};
