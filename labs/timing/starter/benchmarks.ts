import { todo } from "@hpts/labkit";
import { KINDS, makeSum, randomNumbers, sink, sortNumbers, sum, watch, wave } from "#workbench";

/** B5. Four benchmarks, each with a fault. `watch` shows what passes between start and stop. */

/** How long do 1,000 waves take? */
export function waves(): void {
  const numbers = randomNumbers(1000);
  watch.start();
  for (const x of numbers) wave(x);
  watch.stop();
  todo("B5: this shows a fraction of the true time. Repair it, then delete this line");
}

/** How long does it take to add up 1,000 numbers, 100 times? */
export function sums(): void {
  watch.start();
  for (let i = 0; i < 100; i++) {
    const numbers = randomNumbers(1000);
    sink(sum(numbers));
  }
  watch.stop();
  todo("B5: this shows far more than the true time. Repair it, then delete this line");
}

/** How long does it take to sort 1,000 numbers, 10 times? */
export function sorts(): void {
  const numbers = randomNumbers(1000);
  watch.start();
  for (let i = 0; i < 10; i++) sortNumbers(numbers);
  watch.stop();
  todo("B5: this shows a fraction of the true time. Repair it, then delete this line");
}

/** How long does it take to add up 1,000 numbers of each kind, 500 times, in ns? */
export function kinds(): Record<string, number> {
  const times: Record<string, number> = {};
  const add = makeSum();
  for (const [kind, numbers] of Object.entries(KINDS)) {
    watch.start();
    for (let i = 0; i < 500; i++) sink(add(numbers));
    times[kind] = watch.stop();
  }
  todo("B5: the kinds that come last look slow. Repair it, then delete this line");
  return times;
}
