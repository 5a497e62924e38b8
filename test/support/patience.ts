/** Asks until the answer is yes; fails with `what` when it never is. @returns how long it took, in milliseconds */
export async function eventually(what: string, holds: () => unknown, patienceMs = 10_000): Promise<number> {
  const start = Date.now();
  while (!(await holds())) {
    if (Date.now() - start > patienceMs) throw new Error(`after ${patienceMs} ms still not: ${what}`);
    await pause(25);
  }
  return Date.now() - start;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
