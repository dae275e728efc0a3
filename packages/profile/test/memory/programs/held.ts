/** What is held, and what is not. */
function churn(): number {
  return new Array(500_000).fill(1).length;
}

function fill(into: number[][]): void {
  into.push(new Array(1_000_000).fill(7));
}

function main(): number {
  const held: number[][] = [];
  const length = churn();
  fill(held);
  held.pop();
  return length;
}

main();
