/**
 * Your fequal of T1: two million numbers compared.
 *
 * @memory 20
 */
import { createRandom } from "@hpts/core";
import { orTodo } from "@hpts/labkit";
import { fequal } from "#lab/fequal";

await orTodo(() => {
  const random = createRandom(1);
  const numbers = Float64Array.from({ length: 2000 }, () => random.uniform(-1, 1));
  const rounds = Number(process.argv[2] ?? 1000);
  let equal = 0;
  for (let round = 0; round < rounds; round++) {
    for (let i = 1; i < numbers.length; i++) {
      if (fequal(numbers[i]!, numbers[i - 1]!, 1e-2)) equal++;
    }
  }
  console.log("%d pairs are equal", equal);
});
