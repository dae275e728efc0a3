/**
 * Python's `timeit.Timer`: runs a loop some times, and finds out how many loops a run should have.
 *
 * Source: CPython 3.11, Lib/timeit.py; `powersOfTen` is IPython's `%timeit`. Times in seconds. Unlike
 * there, garbage collection is not switched off: JavaScript cannot.
 */

/** Seconds since whenever. */
export type Clock = () => number;

/** Runs the setup, then the statement `number` times, and says how long the latter took. */
export type Loop = (number: number, clock: Clock) => number | Promise<number>;

/** A run should take this long. */
const LEAST_RUN_S = 0.2;
const MOST_POWERS = 10;
/** As many empty loops take days: the clock cannot be right. */
const MOST_LOOPS = 1e14;

export const wallClock: Clock = () => performance.now() / 1000;

/** What the whole process has used, its helper threads included: user and system. */
export const cpuClock: Clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** @returns seconds each run took */
export async function repeatRuns(
  loop: Loop,
  clock: Clock,
  { number, repeat }: { number: number; repeat: number },
): Promise<number[]> {
  const runs: number[] = [];
  for (let i = 0; i < repeat; i++) runs.push(await loop(number, clock));
  return runs;
}

/** Loops for a run of 0.2 s or longer: the first of 1, 2, 5, 10, 20, 50, ... that reach it. @throws RangeError if none does */
export async function autorange(
  loop: Loop,
  clock: Clock,
  tried: (number: number, seconds: number) => void = () => {},
): Promise<number> {
  for (let power = 1; power < MOST_LOOPS; power *= 10) {
    for (const digit of [1, 2, 5]) {
      const seconds = await loop(power * digit, clock);
      tried(power * digit, seconds);
      if (seconds >= LEAST_RUN_S) return power * digit;
    }
  }
  throw new RangeError("the clock must move while the code runs, and it does not");
}

/** Loops for a run of 0.2 s or longer as IPython finds them: 1, 10, 100, ... */
export async function powersOfTen(loop: Loop, clock: Clock): Promise<number> {
  let number = 1;
  for (let power = 0; power < MOST_POWERS; power++) {
    number = 10 ** power;
    if ((await loop(number, clock)) >= LEAST_RUN_S) break;
  }
  return number;
}
