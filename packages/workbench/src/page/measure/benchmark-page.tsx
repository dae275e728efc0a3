/** The tab "Benchmark" of a lab. */
import type { JSX } from "preact";

export function BenchmarkPage({ lab }: { readonly lab: string }): JSX.Element {
  return <p>Nothing has been measured in lab {lab} yet.</p>;
}
