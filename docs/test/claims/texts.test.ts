/** The course's own pages, and the record that they go by. Nothing is measured. */

import { evolve, randomParticles, stateOf } from "@hpts/core";
import { describe, expect, test } from "vitest";
import { TOPICS } from "../../claims/index.ts";
import { allFaults } from "../../claims/tool/command.ts";
import { pages } from "../../claims/tool/pages.ts";
import { figureOf } from "../../claims/tool/verdict.ts";
import { wasmSteps } from "../../claims/variants/wasm-step.ts";

const claims = TOPICS.flatMap((topic) => topic.claims);

describe("the course", () => {
  test("says no number on performance that is not its record's", () => {
    expect(allFaults().map(({ file, line, message }) => `${file}:${line}  ${message}`)).toEqual([]);
  });

  test("is looked at wherever it may say one", () => {
    const some = [
      "labs/profiling/README.md",
      "labs/timing/hints/B1.md",
      "packages/bench/README.md",
    ];
    const docs = ["docs/handbook/how-to/trouble.md", "docs/slides/deck/04-timing.md"];
    expect(pages()).toEqual(expect.arrayContaining(["README.md", ...some, ...docs]));
  });

  test("has a claim once, under a name for links, with one place for its figure", () => {
    const ids = claims.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(claims.filter(({ sentence }) => sentence.split("{}").length !== 2)).toEqual([]);
  });
});

test("the loop in WebAssembly goes where the slides' loop goes", () => {
  const state = stateOf(randomParticles(100, 1));
  evolve(state, 50, 1e-5, "reference");
  const steps = wasmSteps(100, 50);

  steps();

  const misses = steps.places().map(({ x, y }, i) => Math.hypot(x - state.x[i]!, y - state.y[i]!));
  expect(Math.max(...misses)).toBeLessThan(1e-14);
});

test("a figure is the median, and its interval spans what fresh processes say", () => {
  expect(figureOf([5, 7, 6])).toEqual({ median: 6, low: 5, high: 7 });
  expect(figureOf([96, 96])).toEqual({ median: 96, low: 96, high: 96 });
});
