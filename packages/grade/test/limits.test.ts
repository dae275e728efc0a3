/** How long code under test may take, in real sandboxes: by what it does, and not by the wall. */
import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Judge, startJudge, type Verdicts } from "../src/judge/judge.ts";
import { BINDINGS_KEY } from "../src/judge/test-bundle-types.ts";
import { planOf } from "../src/labs/plans.ts";
import { LEVELS } from "../src/sandbox/level.ts";
import { lookAtMachine } from "../src/sandbox/machine.ts";
import { probeLevel } from "../src/sandbox/probe.ts";
import { sandboxRunner } from "../src/sandbox/runner.ts";
import { makeSandboxes, type SandboxMaker } from "../src/sandbox/sandbox.ts";
import { warnBelow } from "./support/strongest.ts";

const SLOW = { timeout: 300_000 };
const LIMIT_MS = 600;
const machine = lookAtMachine();
const runner = await sandboxRunner();
const works = new Map<number, boolean>();
for (const level of LEVELS) works.set(level, (await probeLevel(machine, level, runner)).works);
warnBelow(3, LEVELS.find((level) => works.get(level)) ?? 0);

/** A check that calls the submission, and one after it of another exercise. */
const testsAs = (check: string): string => `
  const { exercise, lab } = globalThis[Symbol.for("${BINDINGS_KEY}")];
  const limit = { limitMs: ${LIMIT_MS} };
  module.exports = { given: {}, files: {
    X1: () => exercise("is called", async () => { ${check} }, limit),
    X2: () => exercise("goes on", () => { if (lab("work").two() !== 2) throw new Error(); }, limit),
  } };`;
const CALL = 'await lab("work").work();';

const spinning = (share: number): string => `
  const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  export function work() { const end = spent() + ${share * LIMIT_MS}; while (spent() < end); }`;
const ASLEEP =
  "export function work() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }";

const loops: ChildProcess[] = [];
afterEach(() => {
  for (const loop of loops.splice(0)) loop.kill("SIGKILL");
});

/** So that whoever works has a third of a processor at most. */
function keepBusy(): void {
  for (let i = 0; i < 3 * availableParallelism(); i++) {
    loops.push(spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }));
  }
}

// The level below the strongest one reads its clocks elsewhere.
for (const level of [3, 2] as const) {
  const run = test.runIf(works.get(level));
  let judge: Judge;
  let sandboxes: SandboxMaker;
  beforeAll(async () => {
    sandboxes = makeSandboxes(machine, level, runner);
    judge = await startJudge(sandboxes);
  });
  afterAll(async () => {
    await judge.close();
    await sandboxes.close();
  });

  const judged = async (work: string, check = CALL): Promise<Verdicts> => {
    const text = `${work}\nexport const two = () => 2;`;
    return judge.judge({
      ...{ plan: planOf("none"), exercises: ["X1", "X2"], seed: 1 },
      ...{ specs: {}, races: {}, apart: {} },
      tests: testsAs(check),
      submission: { "work.mjs": text },
    });
  };
  const statuses = ({ checks }: Verdicts): string[] => checks.map(({ status }) => status);

  run(`L${level}: work within its limit passes, however busy the machine is`, SLOW, async () => {
    keepBusy();

    const verdicts = await judged(spinning(0.7));

    expect(statuses(verdicts)).toEqual(["pass", "pass"]);
    expect(verdicts.flags).toEqual([]);
  });

  run(`L${level}: more work than that is ended`, SLOW, async () => {
    const verdicts = await judged(spinning(1_000));

    expect(statuses(verdicts)).toEqual(["timeout", "pass"]);
    expect(verdicts).toMatchObject({ flags: ["timeout"], restarts: 1 });
  });

  run(`L${level}: and so is who sleeps`, SLOW, async () => {
    expect(statuses(await judged(ASLEEP))).toEqual(["timeout", "pass"]);
  });

  run(`L${level}: and who promises what never comes`, SLOW, async () => {
    const never = "export const work = () => new Promise(() => {});";

    expect(statuses(await judged(never))).toEqual(["timeout", "pass"]);
  });

  run(`L${level}: a test that waits for what never comes has an end`, SLOW, async () => {
    const waits = 'await new Promise((resolve) => lab("work").work(resolve));';

    const verdicts = await judged("export function work() {}", waits);

    expect(statuses(verdicts)).toEqual(["timeout", "pass"]);
  });

  run(`L${level}: what a test demands and does not get is no error of it`, SLOW, async () => {
    const copy = 'throw Object.assign(new Error("five is asked for"), { name: "AssertionError" });';

    const { checks } = await judged("export function work() {}", copy);

    expect(checks[0]).toMatchObject({ status: "fail", message: "five is asked for" });
  });
}
