export const isLetterOrDigit = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

const MOST_SEPARATORS = 3;

/** The digits of a text, read once, so that trying every start and length stays cheap on a text of digits only. */
export class DigitRuns {
  /** All digits, whatever stands between. */
  readonly digits: string;
  private readonly at: number[] = [];
  /** For each digit: past the last one that only separators, three in a row at most, keep from it. */
  private readonly reach: number[] = [];

  constructor(text: string, separators: ReadonlySet<string>) {
    let digits = '';
    let begin = 0;
    let gap = 0;
    for (let i = 0; i < text.length; i += 1) {
      const char = text[i]!;
      if (char >= '0' && char <= '9') {
        if (gap > MOST_SEPARATORS) {
          this.reach.length = digits.length;
          this.reach.fill(digits.length, begin);
          begin = digits.length;
        }
        digits += char;
        this.at.push(i);
        gap = 0;
      } else gap += separators.has(char) ? 1 : MOST_SEPARATORS + 1;
    }
    this.reach.length = digits.length;
    this.reach.fill(digits.length, begin);
    this.digits = digits;
  }

  /** The indexes of digits at which a group begins; a letter may touch it ("gsm0479…"). */
  *groupStarts(): Generator<number> {
    for (let k = 0; k < this.at.length; k += 1) if (this.at[k - 1] !== this.at[k]! - 1) yield k;
  }

  start(k: number): number {
    return this.at[k]!;
  }

  /** Where `length` digits from the k-th on end in the text; null when something else, or half a group, is between. */
  end(k: number, length: number): number | null {
    const last = k + length - 1;
    if (!(last < this.reach[k]!)) return null;
    return this.at[last + 1] === this.at[last]! + 1 ? null : this.at[last]! + 1;
  }
}
