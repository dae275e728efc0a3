/**
 * Runs one test file in this process, with vitest's own runner and matchers but without vitest: no
 * config, no server, no worker, so that dozens of variants take a second.
 *
 * The test file was bundled so that its `import ... from "vitest"` reads the functions that
 * `vitestModule` gives (see bundle.ts).
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  type ExpectStatic,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import * as runner from "@vitest/runner";
import { fn, spyOn } from "@vitest/spy";
import { toBeWithin } from "../exercise/matchers.ts";
import type { TestOutcome } from "./outcome.ts";

/** Long enough for any test that is worth keeping; a loop is ended by the monitor. */
const TEST_TIMEOUT_MS = 2_000;

/** Set while a run is "deaf": assertions are counted, and never fail. */
let isDeaf = false;
let assertions = 0;

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

const expect = createExpect();

/** What `import ... from "vitest"` gives a student's tests. */
export const vitestModule: Readonly<Record<string, unknown>> = {
  afterAll: runner.afterAll,
  afterEach: runner.afterEach,
  assert: chai.assert,
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

function createExpect(): ExpectStatic {
  const call = (value: unknown, message?: string): unknown => {
    assertions++;
    const { assertionCalls } = getState(expect as ExpectStatic);
    setState({ assertionCalls: assertionCalls + 1 }, expect as ExpectStatic);
    return isDeaf ? deafAssertion() : chai.expect(value, message);
  };
  const matchers = (globalThis as Record<symbol, unknown>)[ASYMMETRIC_MATCHERS_OBJECT];
  const made = Object.assign(call, chai.expect, matchers) as unknown as ExpectStatic;
  made.extend = (more) => (chai.expect as unknown as Extender).extend(made, more);
  made.getState = () => getState(made);
  made.setState = (state) => setState(state, made);
  made.assertions = (count) => setState({ expectedAssertionsNumber: count }, made);
  made.hasAssertions = () => setState({ isExpectingAssertions: true }, made);
  made.extend({ toBeWithin } as never);
  return made;
}

/** What the plugin JestExtend adds to chai. */
interface Extender {
  extend(expect: ExpectStatic, matchers: Parameters<ExpectStatic["extend"]>[0]): void;
}

/** Takes every matcher and modifier and does nothing. */
function deafAssertion(): unknown {
  const nothing = (): unknown => deaf;
  const deaf: unknown = new Proxy(nothing, {
    get: (_target, key) => (key === "then" ? undefined : deaf),
  });
  return deaf;
}

/**
 * @param file the bundled test file, as a URL that was not imported before
 * @returns the outcomes, and what the file itself threw while it was loaded
 */
export async function runSpecFile(
  file: string,
  options: { readonly deaf: boolean },
): Promise<{ tests: TestOutcome[]; loadError?: Error }> {
  isDeaf = options.deaf;
  const counted = new Map<string, number>();
  const failures = new Map<string, Error>();
  const [result] = await runner.startTests([file], {
    config: runnerConfig(),
    importFile: (path) => import(path),
    onBeforeTryTask() {
      assertions = 0;
      const none = {
        assertionCalls: 0,
        isExpectingAssertions: false,
        expectedAssertionsNumber: null,
      };
      setState(none, expect);
    },
    onAfterTryTask(test) {
      counted.set(test.id, assertions);
      checkPromisedAssertions();
    },
    // For a test that expects to fail, the runner forgets the failure.
    onAfterRunTask(test) {
      const [error] = test.result?.errors ?? [];
      if (error) failures.set(test.id, error as Error);
    },
  });
  const tests = collectTests(result!).map((test): TestOutcome => {
    const error = failures.get(test.id) ?? test.result?.errors?.[0];
    const passed = test.result?.state === "pass" || test.mode !== "run";
    return {
      name: test.fullTestName ?? test.name,
      passed,
      ...(!passed && error && { message: error.message, stack: error.stack ?? "" }),
      assertions: counted.get(test.id) ?? 0,
      expectsFailure: Boolean(test.fails),
    };
  });
  const loadError = result?.result?.errors?.[0] as Error | undefined;
  return { tests, ...(loadError && { loadError }) };
}

/** `expect.assertions(n)` and `expect.hasAssertions()`. */
function checkPromisedAssertions(): void {
  const { assertionCalls, expectedAssertionsNumber, isExpectingAssertions } = getState(expect);
  if (expectedAssertionsNumber !== null && expectedAssertionsNumber !== assertionCalls) {
    throw new Error(`expected ${expectedAssertionsNumber} assertions, but got ${assertionCalls}`);
  }
  if (isExpectingAssertions && assertionCalls === 0) {
    throw new Error("expected any number of assertions, but got none");
  }
}

function collectTests(suite: runner.Suite): runner.Test[] {
  return suite.tasks.flatMap((task) => (task.type === "suite" ? collectTests(task) : [task]));
}

function runnerConfig(): runner.VitestRunnerConfig {
  return {
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
}
