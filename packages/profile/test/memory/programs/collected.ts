/** More is taken in a line than V8's new space holds. */
function churn(count: number): number {
  let last: number[] = [];
  for (let i = 0; i < count; i++) last = new Array(100).fill(i);
  return last.length;
}

function main(): number {
  const length = churn(200_000);
  return length;
}

main();
