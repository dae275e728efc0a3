/**
 * Nothing to write here: the slides' program for cProfile and KCachegrind, with the functions of P5.
 *
 *     pnpm hpts profile -s tottime labs/profiling/starter/run-taylor.ts
 */
import { taylorExp, taylorSin } from "./taylor.ts";

function benchmark(): void {
  taylorExp(500);
  taylorSin(500);
}

benchmark();
