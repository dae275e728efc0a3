/** vitest's own `expect`, without vitest: what the lab's tests compare with. */

import { toBeWithin } from "@hpts/labkit/matchers";
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
import type {} from "vitest";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect: ExpectStatic = createExpect();

function createExpect(): ExpectStatic {
  const call = (value: unknown, message?: string): unknown => chai.expect(value, message);
  const matchers = (globalThis as Record<symbol, unknown>)[ASYMMETRIC_MATCHERS_OBJECT];
  const made = Object.assign(call, chai.expect, matchers) as unknown as ExpectStatic;
  made.getState = () => getState(made);
  made.setState = (state) => setState(state, made);
  setState({ assertionCalls: 0, isExpectingAssertions: false }, made);
  (chai.expect as unknown as Extender).extend(made, { toBeWithin });
  return made;
}

/** What the plugin JestExtend adds to chai. */
interface Extender {
  extend(expect: ExpectStatic, matchers: object): void;
}
