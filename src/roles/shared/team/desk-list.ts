import type { Desk, DeskItem } from '../../../features/consults/consult-desk.js';
import { DESK_SHELVES, type DeskShelf } from '../../../features/consults/desk-shelf.js';
import type { Urgency } from '../../../domain/vocabulary.js';
import type { Person } from '../../../platform/database/actor.js';
import { maybeTextOf, textOf, type Form } from '../form.js';
import { word } from '../words.js';
import { dueOf, nearby, type Due } from './due.js';

/** What the address asks for: `?toon=mij&dringend=hoog`. */
export interface Wish {
  shelf: DeskShelf;
  urgency?: Urgency;
  cursor?: string;
}

export type ShelfNames = Partial<Record<DeskShelf, string>>;

const SHELF_IN_ADDRESS: Record<DeskShelf, string> = { new: 'nieuw', mine: 'mij', open: 'open', ended: 'afgesloten' };
/** Most pressing first. */
const URGENCY_IN_ADDRESS: Record<Urgency, string> = { acute: 'acuut', high: 'hoog', normal: 'gewoon', low: 'laag' };
const URGENCIES_SHOWN = Object.keys(URGENCY_IN_ADDRESS) as Urgency[];

/** What the address does not say, or says wrong, is the first of the names and every urgency. */
export function wishIn(query: Form, names: ShelfNames): Wish {
  const offered = DESK_SHELVES.filter((shelf) => names[shelf]);
  return {
    shelf: offered.find((shelf) => SHELF_IN_ADDRESS[shelf] === textOf(query, 'toon')) ?? (Object.keys(names)[0] as DeskShelf),
    urgency: URGENCIES_SHOWN.find((urgency) => URGENCY_IN_ADDRESS[urgency] === textOf(query, 'dringend')),
    cursor: maybeTextOf(query, 'cursor'),
  };
}

export interface DeskListRow extends DeskItem {
  due: Due | null;
  /** Since when it lies in the queue, else since when it was sent: "vandaag, 9.15 uur". */
  since: string;
  /** 'jij', a colleague's name, or nobody. */
  holder: string | null;
}

export interface DeskListPage {
  tabs: { href: string; text: string; current: boolean; count?: number; late?: number }[];
  urgencies: { href: string; text: string; current: boolean; count?: number }[];
  rows: DeskListRow[];
  next: string | null;
  first: string | null;
}

/** Everything that a list of consults shows and links to. */
export function deskList(base: string, names: ShelfNames, wish: Wish, desk: Desk, me: Person): DeskListPage {
  const { cursor, ...fromTheStart } = wish;
  return {
    tabs: (Object.keys(names) as DeskShelf[]).map((shelf) => {
      const counted = shelf === 'ended' ? undefined : desk.counts[shelf];
      return {
        href: addressOf(base, { ...fromTheStart, shelf }),
        text: names[shelf]!,
        current: shelf === wish.shelf,
        count: counted?.all,
        late: counted?.late,
      };
    }),
    urgencies: [undefined, ...URGENCIES_SHOWN].map((urgency) => ({
      href: addressOf(base, { shelf: wish.shelf, urgency }),
      text: urgency ? word(urgency, 'urgency') : 'Alle',
      current: urgency === wish.urgency,
      count: urgency && desk.counts.urgencies?.[urgency],
    })),
    rows: desk.items.map((item) => rowOf(item, desk, me)),
    next: desk.nextCursor && addressOf(base, { ...wish, cursor: desk.nextCursor }),
    first: cursor ? addressOf(base, fromTheStart) : null,
  };
}

function rowOf(item: DeskItem, { now }: Desk, me: Person): DeskListRow {
  const since = item.waitingSince ?? item.submittedAt;
  return {
    ...item,
    due: dueOf(item.answerDue, now),
    since: since ? nearby(since, now) : '',
    holder: item.assignee && (item.assignee.accountId === me.accountId ? 'jij' : item.assignee.name),
  };
}

function addressOf(base: string, { shelf, urgency, cursor }: Wish): string {
  const query = new URLSearchParams({ toon: SHELF_IN_ADDRESS[shelf] });
  if (urgency) query.set('dringend', URGENCY_IN_ADDRESS[urgency]);
  if (cursor) query.set('cursor', cursor);
  return `${base}?${query}`;
}
