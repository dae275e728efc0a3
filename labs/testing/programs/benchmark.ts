/** Your benchmark of T7: a thousand particles, 0.1 time units, 5 times. */
import { orTodo } from "@hpts/labkit";
import { benchmark } from "#lab/benchmark";

await orTodo(() => {
  for (let seed = 1; seed <= 5; seed++) benchmark(1000, seed);
});
