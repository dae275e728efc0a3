/**
 * The compiled kernels of `kernels/`, and whether this machine can run them.
 *
 * They need 128-bit SIMD (V8: an x64 processor with SSE4.1 or any 64-bit ARM). Where that is
 * missing, or WebAssembly is switched off (`node --jitless`), the engines that build on it fall
 * back to JavaScript, and `wasmProblem()` says why.
 */

import { OWN_MEMORY_MODULE, SHARED_MEMORY_MODULE } from "./bytes.ts";
import { type WasmMemory, type WasmModule, webAssembly } from "./web-assembly.ts";

/** See kernels/stepping.ts and kernels/jump.ts. Addresses are byte offsets into the memory. */
export interface Kernels {
  step(x: number, y: number, w: number, blocks: number, timestep: number, steps: number): void;
  jump(
    x: number,
    y: number,
    w: number,
    angle: number,
    growth: number,
    outside: number,
    pairs: number,
    timestep: number,
    steps: number,
  ): number;
  survey(x: number, y: number, w: number, pairs: number, timestep: number, steps: number): number;
  prepareJump(): void;
}

/** Pages of 64 KiB that the kernels ask for; as in kernels/build.mjs. */
const PAGES = 64;

/** The first byte that no constant of the kernels uses. */
export const FREE_MEMORY_BYTES = 4096;

let problem: string | null | undefined;

/** Why the kernels cannot run here, in a sentence; null if they can. */
export function wasmProblem(): string | null {
  if (problem === undefined) problem = findProblem();
  return problem;
}

function findProblem(): string | null {
  if (!webAssembly) return "this JavaScript engine has no WebAssembly";
  if (!webAssembly.validate(bytesOf(OWN_MEMORY_MODULE))) {
    return "this processor or JavaScript engine has no 128-bit WebAssembly SIMD";
  }
  return null;
}

/** Kernels on a memory of their own. Call only where `wasmProblem()` is null. */
export function ownKernels(): { kernels: Kernels; memory: WasmMemory } {
  const wasm = webAssembly!;
  const memory = new wasm.Memory({ initial: PAGES, maximum: PAGES });
  return { kernels: kernelsOn(new wasm.Module(bytesOf(OWN_MEMORY_MODULE)), memory), memory };
}

/** The module for threads and a shared memory for all its instances. As `ownKernels`. */
export function sharedModule(): { module: WasmModule; memory: WasmMemory } {
  const wasm = webAssembly!;
  const memory = new wasm.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  return { module: new wasm.Module(bytesOf(SHARED_MEMORY_MODULE)), memory };
}

export function kernelsOn(module: WasmModule, memory: WasmMemory): Kernels {
  const instance = new webAssembly!.Instance(module, { env: { memory } });
  const kernels = instance.exports as Kernels;
  kernels.prepareJump();
  return kernels;
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
