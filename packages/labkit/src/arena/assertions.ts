/**
 * `expect` and `assert` for a student's tests: vitest's own matchers, counted, and on demand deaf.
 *
 * Deaf assertions are counted and never fail. A test that still fails then fails for another reason
 * than an assertion.
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
import { toBeWithin } from "../exercise/matchers.ts";

let isDeaf = false;
let count = 0;

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect: ExpectStatic = createExpect();
export const assert: Chai.AssertStatic = createAssert();

/** For the whole of the next test file. */
export function setDeaf(deaf: boolean): void {
  isDeaf = deaf;
}

/** Before each test. */
export function startCounting(): void {
  count = 0;
  const none = { assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null };
  setState(none, expect);
}

/** How many assertions were made since then. */
export function assertionCount(): number {
  return count;
}

/** What `expect.assertions(n)` and `expect.hasAssertions()` have asked for. @throws Error */
export function checkPromisedAssertions(): void {
  const { expectedAssertionsNumber, isExpectingAssertions } = getState(expect);
  if (expectedAssertionsNumber !== null && expectedAssertionsNumber !== count) {
    throw new Error(`expected ${expectedAssertionsNumber} assertions, but got ${count}`);
  }
  if (isExpectingAssertions && count === 0) {
    throw new Error("expected any number of assertions, but got none");
  }
}

function createExpect(): ExpectStatic {
  const call = (value: unknown, message?: string): unknown => {
    count++;
    return isDeaf ? deafAssertion() : chai.expect(value, message);
  };
  const matchers = (globalThis as Record<symbol, unknown>)[ASYMMETRIC_MATCHERS_OBJECT];
  const made = Object.assign(call, chai.expect, matchers) as unknown as ExpectStatic;
  const extend: Extender["extend"] = (target, more) =>
    (chai.expect as unknown as Extender).extend(target, more);
  made.extend = (more) => extend(made, more);
  made.getState = () => getState(made);
  made.setState = (state) => setState(state, made);
  made.assertions = (number) => setState({ expectedAssertionsNumber: number }, made);
  made.hasAssertions = () => setState({ isExpectingAssertions: true }, made);
  // "Soft" assertions go on after a failure; whether a test fails is all that counts here.
  made.soft = made as unknown as ExpectStatic["soft"];
  made.unreachable = (message) => {
    count++;
    if (!isDeaf) chai.assert.fail(`expected ${message ? `"${message}" ` : ""}not to be reached`);
    return undefined as never;
  };
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

function createAssert(): Chai.AssertStatic {
  const counted =
    (call: (...args: unknown[]) => unknown) =>
    (...args: unknown[]): unknown => {
      count++;
      return isDeaf ? undefined : call(...args);
    };
  return new Proxy(chai.assert, {
    apply: (target, _self, args) => counted(target as never)(...args),
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? counted(value as never) : value;
    },
  });
}
