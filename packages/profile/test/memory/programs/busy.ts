/** Long enough for several looks at what was done so far. */
function main(): void {
  const end = performance.now() + 400;
  while (performance.now() < end) {
    Math.sqrt(end);
  }
}

main();
console.log("done");
