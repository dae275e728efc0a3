/** What arithmetic costs: operators, functions of Math, and how V8 keeps a number. */
import type { Claim, Topic } from "./tool/claim.ts";
import { bodies } from "./tool/define.ts";

const operators: Claim[] = [
  bodies(
    "power-2",
    "`x ** 2` takes {} times as long as `x * x`.",
    [0.8, 1.3],
    "const x = i + 0.5; sum += x ** 2;",
    "const x = i + 0.5; sum += x * x;",
  ),
  bodies(
    "power-half",
    "`x ** 0.5` takes {} times as long as `Math.sqrt(x)`.",
    [0.7, 30],
    "sum += (i + 0.5) ** 0.5;",
    "sum += Math.sqrt(i + 0.5);",
  ),
  bodies(
    "hypot-alone",
    "`Math.hypot(x, y)` takes {} times as long as `Math.sqrt(x * x + y * y)`.",
    [5, 50],
    "sum += Math.hypot(i + 0.5, i);",
    "const x = i + 0.5; sum += Math.sqrt(x * x + i * i);",
  ),
  bodies(
    "division",
    "A division takes {} times as long as a multiplication.",
    [0.9, 4],
    "sum += (i + 0.5) / 1.7;",
    "sum += (i + 0.5) * 1.7;",
  ),
  bodies(
    "remainder-branch",
    "Around a ring of 1,000 places by `%` takes {} times as long as by a comparison.",
    [0.7, 12],
    "at = (at + 7) % ring.size; sum += at;",
    "at += 7; if (at >= ring.size) at -= ring.size; sum += at;",
    "const ring = { size: 1000 }; let at = 0;",
  ),
  bodies(
    "remainder-mask",
    "With 1,024 places `%` takes {} times as long as `&` with 1,023: V8 looks for powers of two by itself.",
    [0.7, 4],
    "at = (at + 7) % ring.size; sum += at;",
    "at = (at + 7) & ring.mask; sum += at;",
    "const ring = { size: 1024, mask: 1023 }; let at = 0;",
  ),
  bodies(
    "remainder-doubles",
    "`x % 7.5` of doubles takes {} times as long as `x - 7.5 * Math.floor(x / 7.5)`.",
    [1.5, 60],
    "const x = i + 0.25; sum += x % 7.5;",
    "const x = i + 0.25; sum += x - 7.5 * Math.floor(x / 7.5);",
  ),
  bodies(
    "sine",
    "`Math.sin(x)` of numbers up to 3 takes {} times as long as `Math.sqrt(x)`.",
    [1, 30],
    "sum += Math.sin(i * 0.001);",
    "sum += Math.sqrt(i * 0.001);",
  ),
  bodies(
    "sine-large",
    "`Math.sin(x)` of numbers from a million upwards takes {} times as long as of numbers up to 3.",
    [1.5, 40],
    "sum += Math.sin(i * 1000.001 + 1e6);",
    "sum += Math.sin(i * 0.001);",
  ),
];

const kinds: Claim[] = [
  bodies(
    "bigint-sum",
    "A sum of BigInts takes {} times as long as one of numbers.",
    [5, 600],
    "big += 1n; sum += 1;",
    "sum += 1;",
    "let big = 0n;",
  ),
  bodies(
    "double-counter",
    "A counter in a field takes {} times as long if it holds a double as if it holds a small integer.",
    [0.5, 8],
    // Fields of their own: objects of one shape share what V8 knows of a field.
    "double.metres += 1.5; sum = double.metres;",
    "integer.pieces += 1; sum = integer.pieces;",
    "const double = { metres: 0.5 }; const integer = { pieces: 0 };",
  ),
];

export const NUMBERS: Topic = { title: "Numbers", claims: [...operators, ...kinds] };
