import { stale } from './problem.js';

/** `*` is any version; `"3"`, `W/"3"` or `3` that one; anything else matches none. @throws Problem 412 */
export function refuseStale(ifMatch: string | undefined, version: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (Number(ifMatch.match(/^(?:W\/)?"?(\d{1,9})"?$/)?.[1] ?? NaN) !== version) throw stale();
}
