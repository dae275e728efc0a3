/** Several graders that take turns: each judges one submission at a time, all in this process. */
import { type Grader, type GraderOptions, openGrader } from "../grade.ts";

export interface Graders {
  /** The first; all are at its level. */
  readonly one: Grader;
  /** Runs `work` as soon as one of them is free. */
  use<T>(work: (grader: Grader) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param jobs how many submissions at a time, 1 or more @throws what one of them cannot be opened for */
export async function openGraders(options: GraderOptions, jobs: number): Promise<Graders> {
  const one = await openGrader(options);
  // What the first has found out by trying need not be tried again.
  const more = Array.from({ length: jobs - 1 }, () => openGrader({ ...options, level: one.level }));
  const opened = await Promise.allSettled(more);
  const all = [one, ...opened.flatMap((it) => (it.status === "fulfilled" ? [it.value] : []))];
  const failed = opened.find((it) => it.status === "rejected");
  if (failed !== undefined) {
    await Promise.all(all.map((grader) => grader.close()));
    throw failed.reason;
  }
  const free = [...all];
  const waiting: (() => void)[] = [];
  return {
    one,
    async use(work) {
      while (free.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      const grader = free.pop()!;
      try {
        return await work(grader);
      } finally {
        free.push(grader);
        waiting.shift()?.();
      }
    },
    async close() {
      await Promise.all(all.map((grader) => grader.close()));
    },
  };
}
