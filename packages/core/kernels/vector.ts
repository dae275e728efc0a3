/**
 * Two doubles at a time: short names for the f64x2 instructions of WebAssembly, and constants that
 * are read from memory.
 *
 * Why from memory: V8 builds a v128 constant anew, with two or three instructions, wherever it is
 * used; a load from the first-level cache is one.
 */

@inline export function add(a: v128, b: v128): v128 { return f64x2.add(a, b); }
@inline export function sub(a: v128, b: v128): v128 { return f64x2.sub(a, b); }
@inline export function mul(a: v128, b: v128): v128 { return f64x2.mul(a, b); }
@inline export function div(a: v128, b: v128): v128 { return f64x2.div(a, b); }
@inline export function sqrt(a: v128): v128 { return f64x2.sqrt(a); }
@inline export function both(value: f64): v128 { return f64x2.splat(value); }

/** The constant in slot i of a table that `both` values were stored to. */
@inline export function constant(table: usize, i: i32): v128 {
  return v128.load(table + ((<usize>i) << 4));
}

@inline export function setConstant(table: usize, i: i32, value: f64): void {
  v128.store(table + ((<usize>i) << 4), both(value));
}
