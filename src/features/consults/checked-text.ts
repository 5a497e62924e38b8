import { findIdentifiers, type Finding } from '../../domain/identifiers.js';
import { rule } from '../../platform/http/problem.js';

/**
 * What a contact writes and the product keeps names nobody without her word for it; a register number never stays.
 * @param texts field -> text; a `phone` may be one
 * @throws Problem 422 `identifiers-found` with where and what
 */
export function checkTexts(texts: Record<string, string | null | undefined>, acknowledged: boolean | undefined): void {
  const findings = Object.entries(texts).flatMap(([field, text]) =>
    text ? findIdentifiers(text).filter(({ kind }) => kind !== field).map((finding: Finding) => ({ field, ...finding })) : [],
  );
  const standing = acknowledged ? findings.filter((finding) => finding.severity === 'refuse') : findings;
  if (!standing.length) return;
  const refused = standing.some((finding) => finding.severity === 'refuse');
  throw rule(
    'identifiers-found',
    refused
      ? 'Er staat een rijksregisternummer in. Haal het weg: dat mag niet mee.'
      : 'Dit lijkt op gegevens van een persoon. Klopt dat? Vervang ze, of bevestig dat het zo mee mag.',
    { findings: standing },
  );
}
