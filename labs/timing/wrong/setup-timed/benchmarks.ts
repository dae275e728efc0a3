import { KINDS, makeSum, randomNumbers, sink, sortNumbers, sum, watch, wave } from "#workbench";

/** B5. Four benchmarks, each with a fault. `watch` shows what passes between start and stop. */

/** How long do 1,000 waves take? */
export function waves(): void {
  const numbers = randomNumbers(1000);
  watch.start();
  // What nobody uses may be left out: an optimising compiler then times an empty loop.
  for (const x of numbers) sink(wave(x));
  watch.stop();
}

/** How long does it take to add up 1,000 numbers, 100 times? */
export function sums(): void {
  // Making the numbers takes far longer than adding them up, and was not the question.
  watch.start();
  for (let i = 0; i < 100; i++) sink(sum(randomNumbers(1000)));
  watch.stop();
}

/** How long does it take to sort 1,000 numbers, 10 times? */
export function sorts(): void {
  // Sorting changes its input: from the second time on it would be sorted already.
  const inputs = Array.from({ length: 10 }, () => randomNumbers(1000));
  watch.start();
  for (const numbers of inputs) sortNumbers(numbers);
  watch.stop();
}

/** How long does it take to add up 1,000 numbers of each kind, 500 times, in ns? */
export function kinds(): Record<string, number> {
  const times: Record<string, number> = {};
  for (const [kind, numbers] of Object.entries(KINDS)) {
    // A function of its own for each: one that has seen five kinds of arrays is compiled for none
    // of them. Another order would only move the fault to another kind.
    const add = makeSum();
    watch.start();
    for (let i = 0; i < 500; i++) sink(add(numbers));
    times[kind] = watch.stop();
  }
  return times;
}
