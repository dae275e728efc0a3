import { afterEach, expect, test } from "vitest";
import { InfrastructureError, type Judge, startJudge } from "../src/judge/judge.ts";
import { bundleTests } from "../src/judge/test-bundle.ts";
import { planOf } from "../src/labs/plans.ts";
import { lookAtMachine } from "../src/sandbox/machine.ts";
import { makeSandboxes, type SandboxMaker } from "../src/sandbox/sandbox.ts";
import { courseLab } from "./support/course.ts";

const lab = courseLab("modeling");
const plan = planOf("modeling");
const tests = await bundleTests(lab.dir, plan);

let open: { judge: Judge; sandboxes: SandboxMaker } | undefined;
afterEach(async () => {
  await open?.judge.close();
  await open?.sandboxes.close();
});

async function judgeWith(text: string): Promise<Judge> {
  const runner = { text, snapshot: undefined, v8Options: [] };
  const sandboxes = makeSandboxes(lookAtMachine(), 0, runner);
  open = { sandboxes, judge: await startJudge(sandboxes) };
  return open.judge;
}

test("a sandbox that does not start is a fault of the machine, never a zero", async () => {
  const judge = await judgeWith("process.exit(1);");

  const asked = judge.judge({
    plan,
    tests: tests.text,
    exercises: ["M1"],
    seed: 1,
    submission: {},
    specs: {},
    races: {},
    apart: {},
  });

  await expect(asked).rejects.toThrow(InfrastructureError);
});

test("and so is one that says nothing sensible before any code of a student is in it", async () => {
  const judge = await judgeWith(
    'import fs from "node:fs"; fs.writeSync(4, "garbage in place of a frame");',
  );

  const asked = judge.judge({
    plan,
    tests: tests.text,
    exercises: ["M1"],
    seed: 1,
    submission: {},
    specs: {},
    races: {},
    apart: {},
  });

  await expect(asked).rejects.toThrow(InfrastructureError);
});
