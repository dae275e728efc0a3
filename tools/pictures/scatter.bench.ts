/** What the picture of the lab timing is about: one function, timed again and again. */
import { bench } from "@hpts/bench";

const numbers = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1009);

export const sorted = bench("sort 1000 numbers", {
  inputs: () => [[...numbers]],
  fn: (all: number[]) => all.sort((a, b) => a - b),
});
