/** Threads and promises: what they cost, and what they do not bring. */
import { Worker } from "node:worker_threads";
import type { Claim, Topic } from "./tool/claim.ts";
import { rangeOf } from "./tool/define.ts";
import { sampled } from "./tool/measures.ts";

const ECHO = `const { parentPort } = require("node:worker_threads");
parentPort.on("message", (message) => parentPort.postMessage(message === null ? null : 0));`;

const start = (): Worker => new Worker(ECHO, { eval: true });

/** ms until the answer */
function roundTrip(
  worker: Worker,
  message: unknown,
  transfer: ArrayBuffer[] = [],
): Promise<number> {
  const begin = performance.now();
  return new Promise((resolve) => {
    worker.once("message", () => resolve(performance.now() - begin));
    worker.postMessage(message, transfer);
  });
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

async function medianOf(times: number, measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push(await measure());
  return middle(all);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const ms = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
};

const threads: Claim[] = [
  {
    id: "worker-start",
    sentence: "To start a worker and hear from it takes {} ms.",
    unit: "ms",
    range: rangeOf([8, 1000]),
    measure: sampled("median of 7 starts", () =>
      medianOf(7, async () => {
        const begin = performance.now();
        const worker = start();
        await roundTrip(worker, null);
        const took = performance.now() - begin;
        await worker.terminate();
        return took;
      }),
    ),
  },
  {
    id: "worker-round-trip",
    sentence: "A message to a worker and back takes {} µs.",
    unit: "µs",
    range: rangeOf([5, 400]),
    measure: sampled("median of 1,000, after 500 to warm up", async () => {
      const worker = start();
      await medianOf(500, () => roundTrip(worker, null));
      const took = await medianOf(1000, () => roundTrip(worker, null));
      await worker.terminate();
      return took * 1000;
    }),
  },
  {
    id: "worker-objects",
    sentence:
      "To send 100,000 particles as objects takes {} times as long as to put their fields into a Float64Array and transfer that.",
    unit: "x",
    range: rangeOf([3, 2000]),
    measure: sampled("median of 7 messages of the one and 15 of the other kind", async () => {
      const worker = start();
      const objects = Array.from({ length: 100_000 }, (_, i) => ({ x: i, y: i + 0.5, angVel: 1 }));
      await roundTrip(worker, objects);
      const copied = await medianOf(7, () => roundTrip(worker, objects));
      const moved = await medianOf(15, () =>
        ms(() => {
          const fields = new Float64Array(300_000);
          for (const [i, { x, y, angVel }] of objects.entries()) fields.set([x, y, angVel], 3 * i);
          return roundTrip(worker, fields, [fields.buffer]);
        }),
      );
      await worker.terminate();
      return copied / moved;
    }),
  },
];

const work = (): number => {
  let sum = 0;
  for (let i = 0; i < 200_000; i++) sum += Math.sqrt(i);
  return sum;
};

/** 100 steps of 10 particles; the same text here and in the worker. */
const STEPS = `(ps) => {
  for (let step = 0; step < 100; step++) {
    for (const p of ps) {
      const norm = Math.sqrt(p.x * p.x + p.y * p.y);
      const [dx, dy] = [1e-5 * p.w * -p.y / norm, 1e-5 * p.w * p.x / norm];
      p.x += dx;
      p.y += dy;
    }
  }
  return ps;
}`;

const small: Claim[] = [
  {
    id: "worker-small",
    sentence:
      "To move 10 particles by 100 steps in a worker that is there already takes {} times as long as to do it here.",
    unit: "x",
    range: rangeOf([1.5, 200]),
    measure: sampled("median of 1,000 ratios, after 500 to warm up", async () => {
      const worker = new Worker(
        `const { parentPort } = require("node:worker_threads");
        const evolve = ${STEPS};
        parentPort.on("message", (ps) => parentPort.postMessage(evolve(ps)));`,
        { eval: true },
      );
      const evolve = new Function(`return ${STEPS}`)() as (ps: unknown[]) => unknown[];
      const particles = Array.from({ length: 10 }, (_, i) => ({ x: 0.1 + i / 10, y: 0.5, w: 1 }));
      const ratio = async (): Promise<number> => {
        const there = await roundTrip(worker, particles);
        return there / (await ms(async () => evolve(particles)));
      };
      await medianOf(500, ratio);
      const took = await medianOf(1000, ratio);
      await worker.terminate();
      return took;
    }),
  },
];

const promises: Claim[] = [
  {
    id: "promise-all-cpu",
    sentence:
      "Twenty computations one after the other take {} times as long as with `Promise.all`: nothing runs at the same time.",
    unit: "x",
    range: rangeOf([0.8, 1.25]),
    measure: sampled("median of 15 ratios", async () => {
      const once = async (): Promise<number> => work();
      const inTurn = async (): Promise<void> => {
        for (let i = 0; i < 20; i++) await once();
      };
      const together = (): Promise<unknown> => Promise.all(Array.from({ length: 20 }, once));
      await medianOf(20, () => ms(inTurn));
      return medianOf(15, async () => (await ms(inTurn)) / (await ms(together)));
    }),
  },
  {
    id: "promise-all-waiting",
    sentence:
      "Twenty waits of 5 ms one after the other take {} times as long as with `Promise.all`.",
    unit: "x",
    range: rangeOf([9, 40]),
    measure: sampled("median of 5 ratios", () => {
      const inTurn = async (): Promise<void> => {
        for (let i = 0; i < 20; i++) await pause(5);
      };
      const together = (): Promise<unknown> =>
        Promise.all(Array.from({ length: 20 }, () => pause(5)));
      return medianOf(5, async () => (await ms(inTurn)) / (await ms(together)));
    }),
  },
  {
    id: "await-each",
    sentence: "A sum of 10,000 numbers with an `await` for each takes {} times as long as without.",
    unit: "x",
    range: rangeOf([5, 300]),
    measure: sampled("median of 31 ratios, after 50 to warm up", async () => {
      const plain = (): number => {
        let sum = 0;
        for (let i = 0; i < 10_000; i++) sum += Math.sqrt(i);
        return sum;
      };
      const awaiting = async (): Promise<number> => {
        let sum = 0;
        for (let i = 0; i < 10_000; i++) sum += await Math.sqrt(i);
        return sum;
      };
      const ratio = async (): Promise<number> => {
        const slow = await ms(awaiting);
        return slow / (await ms(async () => plain()));
      };
      await medianOf(50, ratio);
      return medianOf(31, ratio);
    }),
  },
];

export const WORKERS: Topic = { title: "Workers", claims: [...threads, ...small, ...promises] };
