/** The simulator's step on arrays of numbers: in one loop, in NumPy's style, in single precision. */
import { randomParticles } from "@hpts/core";
import type { Work } from "../tool/alternate.ts";
import { compiled } from "../tool/measures.ts";

const TIMESTEP = 1e-5;

const fieldsOf = (n: number) => {
  const particles = randomParticles(n, 1);
  return {
    xs: particles.map(({ x }) => x),
    ys: particles.map(({ y }) => y),
    ws: particles.map(({ angVel }) => angVel),
  };
};

type Step<Numbers> = (x: Numbers, y: Numbers, w: Numbers) => void;

/** One step in one loop; compiled for each, so that neither kind of array learns from the other. */
const LOOP = `
  for (let i = 0; i < x.length; i++) {
    const norm = Math.sqrt(x[i] * x[i] + y[i] * y[i]);
    const dx = (${TIMESTEP} * w[i] * -y[i]) / norm;
    const dy = (${TIMESTEP} * w[i] * x[i]) / norm;
    x[i] += dx;
    y[i] += dy;
  }`;

export function float64Loop(n: number): Work {
  const { xs, ys, ws } = fieldsOf(n);
  const [x, y, w] = [Float64Array.from(xs), Float64Array.from(ys), Float64Array.from(ws)];
  const step = compiled<Step<Float64Array>>("x", "y", "w", LOOP);
  return () => step(x, y, w);
}

export function float32Loop(n: number): Work {
  const { xs, ys, ws } = fieldsOf(n);
  const [x, y, w] = [Float32Array.from(xs), Float32Array.from(ys), Float32Array.from(ws)];
  const step = compiled<Step<Float32Array>>("x", "y", "w", LOOP);
  return () => step(x, y, w);
}

type Numbers = Float64Array;

function times(a: Numbers, b: Numbers): Numbers {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! * b[i]!;
  return result;
}

function plus(a: Numbers, b: Numbers): Numbers {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! + b[i]!;
  return result;
}

function over(a: Numbers, b: Numbers): Numbers {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! / b[i]!;
  return result;
}

function scaled(a: Numbers, factor: number): Numbers {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! * factor;
  return result;
}

function rootOf(a: Numbers): Numbers {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = Math.sqrt(a[i]!);
  return result;
}

/** One step as NumPy would write it: a pass, and a new array, for each operation. */
export function wholeArrayLoop(n: number): Work {
  const { xs, ys, ws } = fieldsOf(n);
  let x: Float64Array = Float64Array.from(xs);
  let y: Float64Array = Float64Array.from(ys);
  const w = Float64Array.from(ws);
  return () => {
    const norm = rootOf(plus(times(x, x), times(y, y)));
    const step = scaled(w, TIMESTEP);
    const dx = over(times(step, scaled(y, -1)), norm);
    const dy = over(times(step, x), norm);
    x = plus(x, dx);
    y = plus(y, dy);
  };
}
