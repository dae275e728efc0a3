/** Your parseTime of B1: what three shells print. */
import { parseTime } from "#lab/usage";

export const inputs = [
  "\nreal\t0m1.051s\nuser\t0m1.022s\nsys\t0m0.028s\n",
  "real 1.05\nuser 1.02\nsys 0.03\n",
  "node x.js  1.02s user 0.03s system 99% cpu 1.051 total\n",
  "\nreal\t1m2.500s\nuser\t0m59.020s\nsys\t0m1.310s\n",
];

/** The sum, so that all three are needed. */
export default function sumOf(text: string): number {
  const { realS, userS, sysS } = parseTime(text);
  return realS + userS + sysS;
}
