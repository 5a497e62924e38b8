import { type Finding, leaveOut } from './finding.js';
import { isOrdinary } from './known-words.js';

const AT = /(?<![\p{L}\p{N}._%+@-])@([A-Za-z0-9_][\w.]{1,29})/gu;
const SERVICE = 'snap(?:chat)?|insta(?:gram)?|tik ?tok|facebook|messenger|discord|telegram|twitch|bereal';
/** "snapchat-naam", "op Discord heet hij", "instagram (account" */
const BETWEEN = '(?:[ -]?(?:naam|account|profiel))?(?:[ ,(]{1,2}(?:account|profiel|naam|de|een|heet|hij|ze|zij|als|met|is|haar|zijn|onder)){0,4}';
const CUE = new RegExp(`(?<![\\p{L}\\p{N}])(?:${SERVICE})${BETWEEN}[ \\t]{0,2}(:|=|is |heet |\\()?[ \\t]{0,2}([A-Za-z0-9_][\\w.]{2,29})`, 'giu');

/**
 * Account names: @naam, "snap: naam", "insta naam_12". Without a colon only what no Dutch word looks like (a digit, an
 * underscore or a dot inside) counts: "insta lotte" passes here, "insta berichten" must.
 */
export function findHandles(text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(AT)) {
    const name = match[1]!.replace(/\.+$/, '');
    if (/[a-z]/i.test(name)) found.push(leaveOut('handle', match.index, match.index + 1 + name.length));
  }
  for (const match of text.matchAll(CUE)) {
    const name = match[2]!.replace(/\.+$/, '');
    const start = match.index + match[0].length - match[2]!.length;
    const announced = match[1] === ':' || match[1] === '=';
    if (!/[a-z]/i.test(name) || name.length < 3) continue;
    if (announced ? !isOrdinary(name) : looksMade(name)) found.push(leaveOut('handle', start, start + name.length));
  }
  return found;
}

const looksMade = (name: string): boolean => name.length > 3 && /\d|_|[a-z\d]\.[a-z\d]/.test(name);
