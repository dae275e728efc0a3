/**
 * The slides' loop in WebAssembly without SIMD, in instructions, since the repository has no compiler
 * for it:
 *
 *     step(bytes of an array, steps, timestep): x lies at 0, y at 64 KiB, the speeds at 128 KiB
 *     for each step, for each place p: x[p] += h w (-y) / r; y[p] += h w x / r
 */
import { randomParticles } from "@hpts/core";
import type { Work } from "../tool/alternate.ts";

const PAGE = 65_536;

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
/** Bytes of a whole number, seven bits in each (LEB128). */
const leb = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >>> 7)]);
const load = (offset: number): number[] => [0x2b, 3, ...leb(offset)];
const store = (offset: number): number[] => [0x39, 3, ...leb(offset)];
const [ADD, MUL, DIV, NEG, ROOT] = [0xa0, 0xa2, 0xa3, 0x9a, 0x9f];
const [LOOP, END, BRANCH_IF, VOID] = [0x03, 0x0b, 0x0d, 0x40];
const [I32, F64] = [0x7f, 0x7c];

const [BYTES, STEPS, H, P, X, Y, D, R] = [0, 1, 2, 3, 4, 5, 6, 7];

const body = [
  // locals: one i32, four f64
  ...[2, 1, I32, 4, F64],
  ...[LOOP, VOID],
  ...[0x41, 0, ...set(P)],
  ...[LOOP, VOID],
  ...[...get(P), ...load(0), ...set(X)],
  ...[...get(P), ...load(PAGE), ...set(Y)],
  ...[...get(H), ...get(P), ...load(2 * PAGE), MUL, ...set(D)],
  ...[...get(X), ...get(X), MUL, ...get(Y), ...get(Y), MUL, ADD, ROOT, ...set(R)],
  ...[...get(P), ...get(X), ...get(D), ...get(Y), NEG, MUL, ...get(R), DIV, ADD, ...store(0)],
  ...[...get(P), ...get(Y), ...get(D), ...get(X), MUL, ...get(R), DIV, ADD, ...store(PAGE)],
  ...[...get(P), 0x41, 8, 0x6a, ...set(P)],
  ...[...get(P), ...get(BYTES), 0x49, BRANCH_IF, 0],
  END,
  ...[...get(STEPS), 0x41, 1, 0x6b, ...set(STEPS), ...get(STEPS), BRANCH_IF, 0],
  ...[END, END],
];

const section = (id: number, content: number[]): number[] => [
  id,
  ...leb(content.length),
  ...content,
];
const name = (text: string): number[] => [text.length, ...Buffer.from(text)];

const MODULE = Uint8Array.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 3, I32, I32, F64, 0]),
  ...section(3, [1, 0]),
  ...section(5, [1, 0, 3]),
  ...section(7, [2, ...name("step"), 0, 0, ...name("memory"), 2, 0]),
  ...section(10, [1, ...leb(body.length), ...body]),
]);

/** @param n at most 8192 */
export function wasmSteps(
  n: number,
  steps: number,
): Work & { places(): { x: number; y: number }[] } {
  const { instance } = { instance: new WebAssembly.Instance(new WebAssembly.Module(MODULE)) };
  const { step, memory } = instance.exports as unknown as {
    step(bytes: number, steps: number, timestep: number): void;
    memory: { buffer: ArrayBuffer };
  };
  const array = (at: number): Float64Array => new Float64Array(memory.buffer, at * PAGE, n);
  const [x, y, w] = [array(0), array(1), array(2)];
  for (const [i, p] of randomParticles(n, 1).entries()) {
    x[i] = p.x;
    y[i] = p.y;
    w[i] = p.angVel;
  }
  const places = () => Array.from(x, (value, i) => ({ x: value, y: y[i]! }));
  return Object.assign(() => step(8 * n, steps, 1e-5), { places });
}
