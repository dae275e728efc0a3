/**
 * Runs before each test file of a lab: starts the clock for loading the file, which the first check
 * stops, and installs the course's matchers.
 */
import { beforeAll, expect } from "vitest";
import { toBeWithin } from "./matchers.ts";
import { sharedMonitor } from "./monitor.ts";

/** Loading a file is a matter of milliseconds; the rest is for a machine that is busy. */
const LOAD_LIMIT_MS = Number(process.env["LAB_LOAD_LIMIT_MS"] || 10_000);

expect.extend({ toBeWithin });

sharedMonitor().start("load", expect.getState().testPath ?? "", LOAD_LIMIT_MS);

beforeAll(() => {
  sharedMonitor().stop();
});
