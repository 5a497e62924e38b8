import type { Findings } from './findings.js';
import { headOfSeal, sameHead, type Head } from './heads-file.js';
import { isAhead, type Seal } from './seal-chain.js';
import { nameOf } from './verify-seal.js';

type Line = Head & { line: number };

/** The heads file beside the seals, line by line: both are in the same order. */
export class HeadsBeside {
  private next: Line | undefined;
  private before: Line | undefined;

  constructor(
    private readonly lines: AsyncGenerator<Line>,
    private readonly findings: Findings,
    /** The epoch of the newest seal: what only the file has of an older one was given up when the next was opened. */
    private readonly epoch: number,
    /** A head whose seal is still on its way. */
    private readonly onItsWay: Head | null,
  ) {}

  /** Compares this seal's line. @returns heads that stand before it in the file and have no seal */
  async against(seal: Seal): Promise<Head[]> {
    const missing = await this.missingBefore(seal);
    if (this.next && !isAhead(this.next, seal)) {
      if (!sameHead(this.next, headOfSeal(seal))) this.findings.add(`line ${this.next.line} of the heads file is not ${nameOf(seal)} as the database has it`);
      this.take();
    } else {
      this.findings.add(`${nameOf(seal)} has no line in the heads file`);
    }
    return missing;
  }

  /** What the file has beyond the last seal. */
  async rest(): Promise<Head[]> {
    return this.missingBefore({ epoch: Infinity, number: 0 });
  }

  private async missingBefore(seal: { epoch: number; number: number }): Promise<Head[]> {
    const missing: Head[] = [];
    while ((await this.look()) && isAhead(seal, this.next!)) {
      if (this.isMissing(this.next!)) missing.push(this.next!);
      this.take();
    }
    return missing;
  }

  private isMissing(head: Line): boolean {
    if (this.onItsWay && sameHead(head, this.onItsWay)) {
      this.findings.note(`${nameOf(head)} is written in the heads file and not yet in the database: the sealer finishes it`);
      return false;
    }
    if (head.epoch < this.epoch) {
      this.findings.note(`${nameOf(head)} is in the heads file only: it was lost before epoch ${head.epoch + 1} was opened`);
      return false;
    }
    this.findings.add(`${nameOf(head)}, ${head.count} rows up to ${head.last.id}, is in the heads file and not in the database`);
    return true;
  }

  private async look(): Promise<Line | undefined> {
    while (!this.next) {
      const { value } = await this.lines.next();
      if (!value) return undefined;
      if (!this.before || isAhead(value, this.before)) this.next = value;
      else this.findings.add(`line ${value.line} of the heads file is out of order or twice`);
    }
    return this.next;
  }

  private take(): void {
    this.before = this.next;
    this.next = undefined;
  }
}
