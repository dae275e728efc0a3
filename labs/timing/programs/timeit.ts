/**
 * Your timeit of B2 and the lines of B3: how long it takes to add up a thousand numbers.
 *
 * @memory 50
 */
import { orTodo } from "@hpts/labkit";
import { ipythonLine, pythonLine } from "#lab/report";
import { timeit } from "#lab/timeit";

await orTodo(async () => {
  const numbers = Float64Array.from({ length: 1000 }, (_, i) => i);
  const sum = (): number => numbers.reduce((total, one) => total + one, 0);
  const timing = await timeit(sum, { number: Number(process.argv[2] ?? 5000), repeat: 5 });
  await orTodo(() => console.log("%s\n%s", ipythonLine(timing), pythonLine(timing)));
});
