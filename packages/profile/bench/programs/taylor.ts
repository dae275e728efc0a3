/** Many calls of one small recursive function: 188,000 of factorial. */
function factorial(n: number): number {
  if (n === 0) return 1;
  return n * factorial(n - 1);
}

function taylorExp(n: number): number[] {
  const result: number[] = [];
  for (let i = 0; i < n; i++) result.push(1 / factorial(i));
  return result;
}

function taylorSin(n: number): number[] {
  const result: number[] = [];
  for (let i = 0; i < n; i++) {
    if (i % 2 === 1) result.push((-1) ** ((i - 1) / 2) / factorial(i));
    else result.push(0);
  }
  return result;
}

export function run(): number {
  return taylorExp(500).length + taylorSin(500).length;
}
