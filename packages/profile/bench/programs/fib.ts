/** Nothing but calls. */
function fib(n: number): number {
  if (n < 2) return n;
  return fib(n - 1) + fib(n - 2);
}

export function run(): number {
  return fib(27);
}
