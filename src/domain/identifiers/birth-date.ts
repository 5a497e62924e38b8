import { type Finding, leaveOut } from './finding.js';

const MONTHS = ['jan', 'feb', 'maart|mrt', 'apr', 'mei', 'juni|jun', 'juli|jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const MONTH = new RegExp(`^(?:${MONTHS.map((month) => `(${month})`).join('|')})`, 'i');
const DATE =
  /(?<![\d./-])(?:(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})|(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})|(\d{1,2})(?:e|ste|de)? ((?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,7})\.? ['’]?(\d{4}|\d{2}))(?!\d)/giu;
const CUE =
  /(?<![\p{L}])(?:geboren|geboortedatum|geboortedag|geb|gebdatum|verjaart|verjaardag|jarig|birthdate)(?![\p{L}])(?:\. ?datum)?|°/giu;
const MOST_BETWEEN = 30;

/** Full dates with a word or sign of birth just before or after: a date alone is when something happened. */
export function findBirthDates(text: string): Finding[] {
  const cues = [...text.matchAll(CUE)].map((cue) => ({ start: cue.index, end: cue.index + cue[0].length }));
  const found: Finding[] = [];
  let next = 0;
  for (const match of text.matchAll(DATE)) {
    const start = match.index;
    const end = start + match[0].length;
    while (next < cues.length && cues[next]!.end <= start) next += 1;
    const before = cues[next - 1];
    const after = cues[next];
    const near =
      (before !== undefined && start - before.end <= MOST_BETWEEN && sameSentence(text.slice(before.end, start))) ||
      (after !== undefined && after.start >= end && after.start - end <= 2);
    if (near && isBirthDate(match)) found.push(leaveOut('birth-date', start, end));
  }
  return found;
}

/** The dot of "geb." is no end of a sentence. */
const sameSentence = (between: string): boolean => !/[.!?]\s+\p{Lu}|[!?\n]/u.test(between);

function isBirthDate(match: RegExpMatchArray): boolean {
  const [, day1, month1, year1, year2, month2, day2, day3, month3, year3] = match;
  const day = Number(day1 ?? day2 ?? day3);
  const month = month3 === undefined ? Number(month1 ?? month2) : monthNumber(month3);
  const year = year1 ?? year2 ?? year3 ?? '';
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && (year.length === 2 || /^(?:19[2-9]|20)/.test(year));
}

const monthNumber = (name: string): number => (MONTH.exec(name)?.slice(1).findIndex(Boolean) ?? -1) + 1;
