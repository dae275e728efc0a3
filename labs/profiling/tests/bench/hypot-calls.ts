/** How often code asks for Math.hypot, which is replaced meanwhile. */
export function hypotCalls(run: () => void): number {
  const { hypot } = Math;
  let calls = 0;
  Math.hypot = (...sides) => {
    calls++;
    return hypot(...sides);
  };
  try {
    run();
  } finally {
    Math.hypot = hypot;
  }
  return calls;
}
