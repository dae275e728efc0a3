/**
 * Every engine against the exact trajectory to 50 digits (golden/make_exact.py), held to the error
 * that it promises. Stepping engines take the cases of up to 100,000 steps; the rest would take
 * them hours.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type EngineName,
  EULER_ENGINE_NAMES,
  errorBound,
  evolve,
  type ParticleState,
} from "../src/index.ts";

interface Row {
  readonly name: string;
  readonly x: string;
  readonly y: string;
  readonly d: string;
  readonly steps: number;
  readonly endX: string;
  readonly endXLow: string;
  readonly endY: string;
  readonly endYLow: string;
  readonly angle: number;
}

const rows: Row[] = JSON.parse(
  readFileSync(new URL("fixtures/exact.json", import.meta.url), "utf8"),
);

const MOST_STEPS = 100_000;

function double(bits: string): number {
  return Buffer.from(bits, "hex").readDoubleBE();
}

/** What the engine makes of the row. The timestep is 1, so that d is exactly the row's. */
function answer(row: Row, engine: EngineName): ParticleState {
  const state = {
    x: Float64Array.of(double(row.x)),
    y: Float64Array.of(double(row.y)),
    angVel: Float64Array.of(double(row.d)),
  };
  evolve(state, row.steps, 1, engine);
  return state;
}

/** Distance between the answer and the exact place, as a share of the distance from the origin. */
function relativeError(row: Row, { x, y }: ParticleState): number {
  const [endX, endY] = [double(row.endX), double(row.endY)];
  // Brought to about 1 before they are squared: the scales go from 1e-161 to 1e150.
  const scale = Math.max(Math.abs(endX), Math.abs(endY));
  const dx = (x[0]! - endX - double(row.endXLow)) / scale;
  const dy = (y[0]! - endY - double(row.endYLow)) / scale;
  return Math.hypot(dx, dy) / Math.hypot(endX / scale, endY / scale);
}

const jumps = (engine: EngineName): boolean => engine.startsWith("jump") || engine === "auto";

describe.each(EULER_ENGINE_NAMES)("engine %s", (engine) => {
  const own = rows.filter((row) => jumps(engine) || row.steps <= MOST_STEPS);
  const names = [...new Set(own.map((row) => row.name))];

  test.each(names)("keeps its promised error: %s", (name) => {
    const cases = own.filter((row) => row.name === name);

    for (const row of cases) {
      const error = relativeError(row, answer(row, engine));
      const bound = errorBound(engine, row.steps, row.angle);
      expect(error, JSON.stringify(row)).toBeLessThanOrEqual(bound);
    }
  });
});
