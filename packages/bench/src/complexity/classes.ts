/** Growth classes, from slow to fast; neighbours in the list are neighbours in speed. */

export const KLASSES = ["1", "log n", "n", "n log n", "n^2", "n^3", "2^n"] as const;
export type Klass = (typeof KLASSES)[number];

/** The shape of a class's cost at n, without its factor. `log` is to base 2, of at least 2. */
export function shapeOf(klass: Klass, n: number): number {
  switch (klass) {
    case "1":
      return 1;
    case "log n":
      return Math.log2(Math.max(n, 2));
    case "n":
      return n;
    case "n log n":
      return n * Math.log2(Math.max(n, 2));
    case "n^2":
      return n * n;
    case "n^3":
      return n ** 3;
    case "2^n":
      return 2 ** n;
  }
}
