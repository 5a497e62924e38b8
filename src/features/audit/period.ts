import { Temporal } from 'temporal-polyfill';
import { dateOf, ZONE } from '../../platform/clock/clock.js';

/** A period is asked for by days of Brussels, or by moments: "2026-10-13", "2026-10-13T10:00:00+02:00". */
const isDay = (text: string): boolean => !text.includes('T');
const midnight = (day: Temporal.PlainDate): Date => dateOf(day.toZonedDateTime(ZONE).toInstant());

/** @throws RangeError when it is neither */
export const beginningOf = (text: string): Date =>
  isDay(text) ? midnight(Temporal.PlainDate.from(text)) : dateOf(Temporal.Instant.from(text));

/** The first moment that is past it: moments are shown, and meant, to the second. */
export const endOf = (text: string): Date =>
  isDay(text) ? midnight(Temporal.PlainDate.from(text).add({ days: 1 })) : dateOf(Temporal.Instant.from(text).add({ seconds: 1 }));
