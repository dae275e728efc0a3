/**
 * Runs one workload several times: main.ts <workload> <times>. The last line says how long each took,
 * in milliseconds; the profiler's start and the loading are no part of it.
 */
const [, , workload = "", times = "1"] = process.argv;
const { run, parts } = (await import(`./${workload}.ts`)) as {
  run(): number;
  parts?: Record<string, number>;
};
const ms: number[] = [];
for (let i = 0; i < Number(times); i++) {
  const start = performance.now();
  run();
  ms.push(performance.now() - start);
}
console.log(JSON.stringify({ ms, parts }));
