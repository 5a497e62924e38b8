/** How often one network may look, within how many seconds. */
export interface LookLimit {
  most: number;
  seconds: number;
}

/** A school or a carrier is one network as well: many may search, and few need to reach somebody. */
export const LOOK_LIMITS = {
  search: [{ most: 120, seconds: 900 }],
  reach: [
    { most: 15, seconds: 900 },
    { most: 60, seconds: 86_400 },
  ],
} as const satisfies Record<string, readonly LookLimit[]>;
export type Look = keyof typeof LOOK_LIMITS;

/** Whole seconds until another look is free; 0 = now. Moments in milliseconds, oldest first. */
export function secondsUntilFree(looks: readonly number[], now: number, limits: readonly LookLimit[]): number {
  const waits = limits.map(({ most, seconds }) => {
    // The one that has to be past before there is room.
    const inTheWay = looks.at(-most);
    return inTheWay === undefined ? 0 : Math.ceil((inTheWay + seconds * 1000 - now) / 1000);
  });
  return Math.max(0, ...waits);
}

/** What still counts. */
export const stillCounting = (looks: readonly number[], now: number, limits: readonly LookLimit[]): number[] => {
  const longest = Math.max(...limits.map(({ seconds }) => seconds)) * 1000;
  return looks.filter((at) => at > now - longest);
};
