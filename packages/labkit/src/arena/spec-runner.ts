/**
 * Runs one test file in this process, with vitest's own runner and matchers but without vitest: no
 * config, no server, no worker, so that dozens of variants take a second.
 *
 * The test file was bundled so that its `import ... from "vitest"` reads the functions that
 * `vitestModule` gives (see bundle.ts).
 */
import * as runner from "@vitest/runner";
import { fn, spyOn } from "@vitest/spy";
import {
  assert,
  assertionCount,
  checkPromisedAssertions,
  expect,
  setDeaf,
  startCounting,
} from "./assertions.ts";
import type { SpecRun, TestOutcome } from "./outcome.ts";

/** Long enough for any test that is worth keeping; a loop is ended by the monitor. */
const TEST_TIMEOUT_MS = 2_000;
/** How vitest's runner begins the message of a test or a hook whose time was up. */
const TIMEOUT_MESSAGE = /^(?:Test|Hook) timed out in \d+\s?ms/;

/** What `import ... from "vitest"` gives a student's tests. */
export const vitestModule: Readonly<Record<string, unknown>> = {
  afterAll: runner.afterAll,
  afterEach: runner.afterEach,
  assert,
  beforeAll: runner.beforeAll,
  beforeEach: runner.beforeEach,
  describe: runner.describe,
  expect,
  it: runner.it,
  onTestFailed: runner.onTestFailed,
  onTestFinished: runner.onTestFinished,
  suite: runner.suite,
  test: runner.test,
  vi: { fn, spyOn },
};

/**
 * @param file the bundled test file, as a URL that was not imported before
 * @returns the outcomes, and what the file itself threw while it was loaded
 */
export async function runSpecFile(
  file: string,
  options: { readonly deaf: boolean },
): Promise<Pick<SpecRun, "tests" | "crash">> {
  setDeaf(options.deaf);
  const counted = new Map<string, number>();
  const failures = new Map<string, Error>();
  const [result] = await runner.startTests([file], {
    config: RUNNER_CONFIG,
    importFile: (path) => import(path),
    onBeforeTryTask: startCounting,
    onAfterTryTask: checkPromisedAssertions,
    onAfterRunTask(test) {
      counted.set(test.id, assertionCount());
      // For a test that expects to fail, the runner forgets the failure.
      const [error] = test.result?.errors ?? [];
      if (error) failures.set(test.id, error as Error);
    },
  });
  const tasks = result === undefined ? [] : allTasks(result);
  const outcomes = tasks.flatMap((task): TestOutcome[] => {
    if (task.type === "suite") return hookFailures(task);
    const error = failures.get(task.id) ?? task.result?.errors?.[0];
    const isLeftOut = task.mode !== "run";
    const passed = task.result?.state === "pass" || isLeftOut;
    return [
      {
        name: task.fullTestName ?? task.name,
        passed,
        ...(!passed && error && failureOf(error)),
        assertions: counted.get(task.id) ?? 0,
        ...(isLeftOut && { isLeftOut }),
        expectsFailure: Boolean(task.fails),
      },
    ];
  });
  const [loadError] = result?.result?.errors ?? [];
  if (loadError === undefined) return { tests: outcomes };
  return { tests: outcomes, crash: { message: "", stack: "", ...failureOf(loadError) } };
}

/** Errors of a group's `beforeAll` and `afterAll`; its tests know nothing of them. */
function hookFailures({ name, result }: runner.Suite): TestOutcome[] {
  return (result?.errors ?? []).map((error) => ({
    name: `${name}: before or after its tests`,
    passed: false,
    ...failureOf(error),
    assertions: 0,
    expectsFailure: false,
  }));
}

/** An error, or what the runner has made of one. */
interface Thrown {
  readonly message: string;
  readonly stack?: string | undefined;
  readonly cause?: unknown;
}

type Failure = Pick<TestOutcome, "message" | "stack" | "timedOut">;

function failureOf(error: Thrown): Failure {
  const { message, stack = "" } = error;
  if (!TIMEOUT_MESSAGE.test(message)) return { message: withoutNoise(error), stack };
  return { message: `did not end within ${TEST_TIMEOUT_MS / 1000} s`, stack, timedOut: true };
}

/** What fast-check says of a property that does not hold. */
const COUNTEREXAMPLE = /^Property failed after [\s\S]*?^Counterexample: (.*)$/m;

/**
 * Of a property that does not hold: for which input, and what the assertion said. The rest of
 * fast-check's message is how to find the input again, which a fixed seed does.
 */
function withoutNoise({ message, cause }: Thrown): string {
  const [, input] = COUNTEREXAMPLE.exec(message) ?? [];
  if (input === undefined) return message;
  const reason = (cause as Thrown | undefined)?.message ?? "the property does not hold";
  return `with the input ${input}: ${reason}`;
}

function allTasks(suite: runner.Suite): (runner.Test | runner.Suite)[] {
  return suite.tasks.flatMap((task) =>
    task.type === "suite" ? [task, ...allTasks(task)] : [task],
  );
}

const RUNNER_CONFIG: runner.VitestRunnerConfig = {
  root: "/",
  name: undefined,
  setupFiles: [],
  passWithNoTests: true,
  testNamePattern: undefined,
  allowOnly: true,
  sequence: { seed: 1, hooks: "stack", setupFiles: "list" },
  chaiConfig: undefined,
  maxConcurrency: 1,
  testTimeout: TEST_TIMEOUT_MS,
  hookTimeout: TEST_TIMEOUT_MS,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
};
