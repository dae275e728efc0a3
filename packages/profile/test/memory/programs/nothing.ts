/** Takes no memory at all, again and again. */
function main(): boolean {
  let flag = false;
  for (let i = 0; i < 1_500_000; i++) {
    flag = !flag;
  }
  return flag;
}

console.log(main());
