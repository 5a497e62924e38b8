const SHOWN = 100;

/** What a verification found wrong. Of very many it keeps the first, and counts the rest. */
export class Findings {
  readonly shown: string[] = [];
  /** What is worth saying, and not wrong. */
  readonly notes: string[] = [];
  count = 0;

  add(finding: string): void {
    this.count += 1;
    if (this.shown.length < SHOWN) this.shown.push(finding);
  }

  note(text: string): void {
    if (this.notes.length < SHOWN) this.notes.push(text);
  }

  /** Lines for a person, worst first. */
  lines(): string[] {
    const more = this.count - this.shown.length;
    return [...this.shown.map((one) => `WRONG  ${one}`), ...(more ? [`WRONG  and ${more} more`] : []), ...this.notes.map((one) => `note   ${one}`)];
  }
}
