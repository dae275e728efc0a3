const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** @profile */
async function both(count: number): Promise<number> {
  const mine = new Float64Array(count);
  await sleep(2);
  return mine.length;
}

await Promise.all([both(1e5), both(2e5)]);
throw new Error("boom");
