import type { RetentionPolicy } from '../../../domain/retention.js';

/** The periods as a person looks them over before confirming: what, and how long. */
export function retentionLines({ periods, warnings, vaultBackupDays, mailLogDays, networkDays, auditYears }: RetentionPolicy): [what: string, howLong: string][] {
  const { draft, withdrawn, consult, caseFile, 'legal-hold': hold, 'data-subject-request': request } = periods;
  return [
    ['Ontwerp', `${spoken(draft)} na de laatste wijziging`],
    ['Ingetrokken consult', `${spoken(withdrawn)} na het intrekken`],
    ['Consult', `${spoken(consult)} na het afsluiten`],
    ['Dossier', `${spoken(caseFile)} na het afsluiten`],
    ['Juridische bewaring', `${spoken(hold)} na het einde`],
    ['Verzoek van een betrokkene', `${spoken(request)} na het afsluiten`],
    ['Waarschuwing', `${inARow(warnings.daysBefore.map(String))} dagen vooraf, om ${warnings.at.replace(':', '.').replace(/^0/, '')} uur`],
    ['Reservekopieën van de sleutels', `${vaultBackupDays} dagen`],
    ['Welke mails vertrokken', `${mailLogDays} dagen`],
    ['Vanaf welk netwerk iemand zich aanmeldde', `${networkDays} dagen`],
    ['Logboek', `${auditYears} jaar`],
  ];
}

type Period = RetentionPolicy['periods']['consult'];
const spoken = (period: Period): string => ('days' in period ? counted(period.days, 'dag', 'dagen') : counted(period.months, 'maand', 'maanden'));
const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
const inARow = (words: string[]): string => [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' en ');
