import type { Lab } from "@hpts/labkit/lab";
import { describe, expect, test } from "vitest";
import type { JobState } from "../src/protocol.ts";
import { type JobContext, Jobs } from "../src/server/jobs.ts";

const lab = (id: string): Lab => ({ dir: "", manifest: { id } as Lab["manifest"] });

/** Jobs of one kind, whose end is the test's to say. */
function jobsOf(run: (context: JobContext) => Promise<unknown>): { jobs: Jobs; told: JobState[] } {
  const told: JobState[] = [];
  return { jobs: new Jobs({ count: { run } }, (state) => told.push(state)), told };
}

const untilAborted = ({ signal }: JobContext): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });

/** Lets everything run that waits for nothing. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("jobs", () => {
  test("one is told of as it goes, and its result is kept for who asks later", async () => {
    const { jobs, told } = jobsOf(async ({ report, options }) => {
      report(0.5);
      return options["n"];
    });
    jobs.start(lab("a"), "count", { n: 3 });
    await settle();

    const common = { lab: "a", kind: "count" };
    expect(told).toEqual([
      { ...common, state: "running" },
      { ...common, state: "running", progress: 0.5 },
      { ...common, state: "done", result: 3 },
    ]);
    expect(jobs.statesOf("a")).toEqual([{ ...common, state: "done", result: 3 }]);
    expect(jobs.statesOf("b")).toEqual([]);
  });

  test("two never run at a time, whatever their lab", async () => {
    const { jobs } = jobsOf(untilAborted);
    jobs.start(lab("a"), "count", {});

    expect(() => jobs.start(lab("b"), "count", {})).toThrow("a count of lab a is running");
    await jobs.stop();
    expect(() => jobs.start(lab("b"), "count", {})).not.toThrow();
    await jobs.stop();
  });

  test("one that is stopped is neither done nor failed", async () => {
    const { jobs, told } = jobsOf(untilAborted);
    jobs.start(lab("a"), "count", {});
    await jobs.stop();

    expect(told.at(-1)).toEqual({ lab: "a", kind: "count", state: "stopped" });
  });

  test("one that fails says why, and another can be started", async () => {
    const { jobs, told } = jobsOf(() => Promise.reject(new Error("no Chromium")));
    jobs.start(lab("a"), "count", {});
    await settle();

    expect(told.at(-1)).toMatchObject({ state: "failed", error: "no Chromium" });
    expect(() => jobs.start(lab("a"), "count", {})).not.toThrow();
    await settle();
  });

  test.each(["nothing", "constructor", "__proto__"])("%s is no job", (kind) => {
    expect(() => jobsOf(untilAborted).jobs.start(lab("a"), kind, {})).toThrow(
      `there is no job "${kind}"`,
    );
  });
});
