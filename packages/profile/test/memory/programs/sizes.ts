/** Lines whose bytes are known. */
interface Point {
  x: number;
  y: number;
}

function sizes(): number {
  const doubles = new Array<number>(1_000_000);
  const points: Point[] = [];
  for (let i = 0; i < 10_000; i++) {
    points.push({ x: i, y: i + 0.5 });
  }
  const buffer = new Float64Array(500_000);
  let sum = 0;
  for (const { x } of points) sum += x;
  const nothing = sum + buffer.length;
  return nothing + doubles.length;
}

let runs = 0;
for (; runs < 3; runs++) sizes();
console.log(runs);
