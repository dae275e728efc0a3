import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sourceHash } from "../kernels/source-hash.mjs";
import {
  evolve,
  fallbackReason,
  type ParticleState,
  randomParticles,
  stateOf,
} from "../src/index.ts";
import { SOURCE_HASH } from "../src/wasm/bytes.ts";

const kernels = fileURLToPath(new URL("../kernels", import.meta.url));

/** What `engine` makes of n random particles. */
function evolved(
  engine: "wasm-simd" | "threads" | "jump-simd",
  n: number,
  steps: number,
): ParticleState {
  const state = stateOf(randomParticles(n, 8));
  evolve(state, steps, 1e-5, engine);
  return state;
}

/** Runs code on the built package in a fresh Node with these flags; what it prints. */
function inNode(flags: string[], code: string): string {
  const index = new URL("../src/index.ts", import.meta.url).href;
  const source = `import * as core from ${JSON.stringify(index)}; ${code}`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, "--import", "tsx", "--input-type=module", "--eval", source],
    { encoding: "utf8", cwd: kernels },
  );
  return stdout.trim() || stderr;
}

describe("the WebAssembly kernels", () => {
  test("were built from the sources that lie beside them", () => {
    const advice = "run `node packages/core/kernels/build.mjs` and commit src/wasm/bytes.ts";
    expect(SOURCE_HASH, advice).toBe(sourceHash(kernels));
  });

  test("run on this machine", () => {
    expect(fallbackReason("wasm-simd")).toBeNull();
    expect(fallbackReason("jump-simd")).toBeNull();
  });

  test.each([1, 11, 12, 13, 767, 768, 769, 2000])("move each of %d particles", (n) => {
    const stepped = evolved("wasm-simd", n, 40);
    const jumped = evolved("jump-simd", n, 40);

    for (let i = 0; i < n; i++) {
      const apart = Math.hypot(stepped.x[i]! - jumped.x[i]!, stepped.y[i]! - jumped.y[i]!);
      expect(apart).toBeLessThan(1e-14);
      expect(apart).not.toBeNaN();
    }
  });

  test("leave their places in a chunk to particles at the origin and next to it", () => {
    const state = stateOf(randomParticles(1000, 4));
    for (const [i, place] of [0, 1e-200, 1e-157, 1e-9, 3e-5].entries()) {
      state.x[300 + i] = place;
      state.y[300 + i] = 0;
      state.angVel[300 + i] = 1;
    }
    const scalar = { x: state.x.slice(), y: state.y.slice(), angVel: state.angVel };

    evolve(state, 1000, 1e-5, "jump-simd");
    evolve(scalar, 1000, 1e-5, "jump");

    for (const [i, x] of scalar.x.entries()) {
      expect(Math.hypot(state.x[i]! - x, state.y[i]! - scalar.y[i]!)).toBeLessThan(1e-14);
    }
    expect(state.x[300]).toBe(0);
    expect(state.x[301]).toBe(1e-200);
  });

  test("give way to JavaScript where there is no WebAssembly, and say so", () => {
    const code = `
      const state = core.stateOf(core.randomParticles(20, 1));
      const same = core.stateOf(core.randomParticles(20, 1));
      for (const engine of ["wasm-simd", "threads", "jump-simd"]) core.evolve(state, 50, 1e-5, engine);
      for (const engine of ["incremental", "incremental", "jump"]) core.evolve(same, 50, 1e-5, engine);
      console.log(core.fallbackReason("wasm-simd"), state.x.join() === same.x.join());`;

    expect(inNode(["--jitless"], code)).toBe("this JavaScript engine has no WebAssembly true");
  });
});

describe("the engine threads", () => {
  // 5e6 particle-steps: above the size from which the pool is used.
  test.each([
    [13, 400_000],
    [5000, 1000],
    [400_003, 16],
  ])("moves %d particles by %d steps to the last bit as one thread does", (n, steps) => {
    const alone = evolved("wasm-simd", n, steps);

    for (let again = 0; again < 3; again++) {
      const together = evolved("threads", n, steps);
      expect(Buffer.compare(bytesOf(together.x), bytesOf(alone.x))).toBe(0);
      expect(Buffer.compare(bytesOf(together.y), bytesOf(alone.y))).toBe(0);
    }
  });

  test("does not keep the program from ending", () => {
    const code = `
      const state = core.stateOf(core.randomParticles(1000, 1));
      core.evolve(state, 10_000, 1e-5, "threads");
      console.log("done");`;

    expect(inNode([], code)).toBe("done");
  });
});

function bytesOf(array: Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
