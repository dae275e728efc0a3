/**
 * Very many tiny calls, some medium ones, a few long ones, and sorting: what share of the time is
 * whose? Without a profiler the parts time themselves.
 */
let seed = 1;

function random(): number {
  seed = (seed * 16807) % 2147483647;
  return seed;
}

function tiny(x: number): number {
  return (x * 3 + 1) & 1023;
}

function medium(n: number): number {
  let sum = 0;
  for (let i = 1; i < 200; i++) sum += Math.sqrt(n + i) / i;
  return sum;
}

function long(): number {
  let sum = 0;
  for (let i = 1; i < 40_000; i++) sum += Math.sin(i) * i;
  return sum;
}

function tinyPart(): number {
  let value = 0;
  for (let i = 0; i < 200_000; i++) value = tiny(value + i);
  return value;
}

function mediumPart(): number {
  let sum = 0;
  for (let i = 0; i < 4000; i++) sum += medium(i);
  return sum;
}

function longPart(): number {
  let sum = 0;
  for (let i = 0; i < 2; i++) sum += long();
  return sum;
}

function sortPart(): number {
  const values: number[] = [];
  for (let i = 0; i < 4000; i++) values.push(random());
  values.sort((a, b) => a - b);
  return values[0] ?? 0;
}

/** Milliseconds by part. */
export const parts: Record<string, number> = {
  tinyPart: 0,
  mediumPart: 0,
  longPart: 0,
  sortPart: 0,
};

export function run(): number {
  let sum = 0;
  for (const part of [tinyPart, mediumPart, longPart, sortPart]) {
    const start = performance.now();
    sum += part();
    parts[part.name] = (parts[part.name] ?? 0) + performance.now() - start;
  }
  return sum;
}
