/** Sentences with a number in them, right for one as well. */

/** "once", "2 times", "188,000 times". */
export const times = (count: number): string =>
  count === 1 ? "once" : `${count.toLocaleString("en-US")} times`;

/** What steps at right angles to the way from the origin do to the distance. */
export const growthLaw = (steps: number): string =>
  steps === 1
    ? "1 step of length d makes the square of the distance grow by d^2"
    : `${steps} steps of length d make the square of the distance grow by ${steps} d^2`;
