import type { OpeningHoursSet } from './opening-hours.js';

const DAYS = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];

const hour = (time: string): string => time.replace(/^0/, '').replace(/:00$/, '');
const partInWords = ([from, to]: readonly [string, string] | string[]): string => `van ${hour(from!)} tot ${hour(to!)} uur`;

/** The announced hours of a team's phone in one week, as a person says them: 'maandag tot vrijdag van 9 tot 17 uur'. Null when none hold. */
export function weekInWords(sets: readonly OpeningHoursSet[], day: string): string | null {
  const [set] = sets
    .filter(({ channel, published, weekly, validFrom, validTo }) => channel === 'phone' && published && weekly && validFrom <= day && (!validTo || validTo >= day))
    .toSorted((one, other) => other.validFrom.localeCompare(one.validFrom));
  const runs: { from: number; to: number; hours: string }[] = [];
  for (const [index] of DAYS.entries()) {
    const parts = set?.weekly?.[String(index + 1)] ?? [];
    if (!parts.length) continue;
    const hours = parts.map(partInWords).join(' en ');
    const last = runs.at(-1);
    if (last && last.to === index - 1 && last.hours === hours) last.to = index;
    else runs.push({ from: index, to: index, hours });
  }
  const words = runs.map(({ from, to, hours }) => `${DAYS[from]}${to > from ? `${to === from + 1 ? ' en' : ' tot'} ${DAYS[to]}` : ''} ${hours}`);
  return words.length ? words.join(', ') : null;
}
