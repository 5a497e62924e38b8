import { Problem } from '../http/problem.js';

/** Work of which only so much goes at a time, and only so much waits: beyond that it is refused, and nothing else starves. */
export class Bounded {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly most: number,
  ) {}

  /** @throws Problem 503 when too much waits already */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.most) throw busy();
      await new Promise<void>((turn) => this.waiting.push(turn));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

const busy = () =>
  new Problem(503, 'busy', 'Er melden zich nu heel veel mensen aan. Probeer het zo dadelijk opnieuw; dringend? Bel 1712.', {}, { 'Retry-After': '5' });
