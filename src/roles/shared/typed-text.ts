import { textOf, type Form } from './form.js';

/** The fields of the team's forms that hold what somebody thought about; `outcome-{id}` is one of many on a page. */
const TYPED: Record<string, string> = { text: 'Je tekst', note: 'Interne nota', agreed: 'Afspraak', reason: 'Uitleg' };
const labelOf = (field: string): string | undefined => TYPED[field] ?? (field.startsWith('outcome-') ? 'Hoe het liep' : undefined);

export interface TypedText {
  label: string;
  text: string;
}

/** What would be lost when no form takes it any more. */
export function typedIn(form: Form | undefined): TypedText[] {
  return Object.keys(form ?? {}).flatMap((field) => {
    const label = labelOf(field);
    const text = textOf(form, field);
    return label && text.trim() ? [{ label, text }] : [];
  });
}
