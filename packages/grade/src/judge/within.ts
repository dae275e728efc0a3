/** The end of a check that neither works nor asks: it waits for what never comes. */

/** No limit has ended it: the test itself waits for something. */
export class Late extends Error {}

export const LATE_MS = 1_000;
const TICK_MS = 50;

/**
 * Time counts as long as this thread has nothing to do and nobody answers it.
 *
 * @param exchanges how many answers have come so far @throws Late, and what `run` throws
 */
export async function within(
  limitMs: number,
  exchanges: () => number,
  run: () => unknown,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    let [ticks, before] = [0, exchanges()];
    timer = setInterval(() => {
      const now = exchanges();
      if (now === before) ticks++;
      before = now;
      if (ticks * TICK_MS > limitMs) reject(new Late());
    }, TICK_MS);
  });
  try {
    await Promise.race([run(), late]);
  } finally {
    clearInterval(timer);
  }
}
