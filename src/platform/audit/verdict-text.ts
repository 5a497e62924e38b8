import type { Verdict } from './verifier.js';

/** What a verification says to a person. */
export function verdictText({ rows, seals, epochs, unsealed, findings }: Verdict): string {
  const counts = `${rows} rows in ${seals} seals, ${epochs} epochs; ${unsealed} rows younger than a minute are not sealed yet`;
  const verdict = findings.count ? `The audit record was tampered with, or is not sealed: ${findings.count} findings.` : 'The audit record is as it was sealed.';
  return [...findings.lines(), counts, verdict, ''].join('\n');
}
