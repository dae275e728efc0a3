/** The tables of docs/measurements/engines.md. */
import { cpus, release, type } from "node:os";
import { fallbackReason } from "../src/index.ts";
import type { Field } from "./contestants.ts";
import { median, type Result, ratio } from "./race.ts";

export interface Within {
  readonly threads: number;
  readonly copy: { readonly ratio: number; readonly jumpNs: number; readonly copyNs: number };
  readonly steps: Readonly<Record<string, number>>;
  readonly sizes: Readonly<Record<string, { particles: number; ns: number }[]>>;
  readonly auto: readonly { particles: number; steps: number; ns: Record<string, number> }[];
}

/** Three significant digits, never in powers of ten. */
export function digits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return value >= 1 ? value.toPrecision(3) : String(Number(value.toPrecision(3)));
}

/** One row a contestant: ns, error, and how many times as fast as CPython and as C. */
export function mainTable(results: readonly Result[]): string {
  const python = results.find(({ contestant }) => contestant.id === "python:slides");
  const c = results.find(({ contestant }) => contestant.id === "gcc:arrays:best");
  const times = (base: Result | undefined, result: Result): string => {
    if (!base) return "-";
    const { median: middle, low, high } = ratio(base, result);
    return `${digits(middle)} (${digits(low)}-${digits(high)})`;
  };
  const rows = results.map((result) => {
    const { contestant, samplesNs, worstError } = result;
    const error = errorText(contestant.id, worstError, contestant.isRight);
    const ns = digits(median(samplesNs));
    return `| ${contestant.title} | ${ns} | ${error} | ${times(python, result)} | ${times(c, result)} |`;
  });
  return ["| | ns | error | times CPython | times C |", "|---|---:|---:|---:|---:|", ...rows].join(
    "\n",
  );
}

/** `jump` is what the others are compared with; its own error is the business of the tests. */
function errorText(id: string, worstError: number, isRight: boolean): string {
  if (id === "jump") return "the measure";
  return worstError.toExponential(1) + (isRight ? "" : " **wrong**");
}

export function pitfallTable(results: readonly Result[]): string {
  const [clean] = results;
  const rows = results.map((result) => {
    const { median: middle, low, high } = ratio(result, clean!);
    const ns = digits(median(result.samplesNs));
    return `| ${result.contestant.title} | ${ns} | ${digits(middle)} (${digits(low)}-${digits(high)}) |`;
  });
  return ["| | ns | times the clean class |", "|---|---:|---:|", ...rows].join("\n");
}

export function sizeTable(sizes: Within["sizes"]): string {
  const engines = Object.keys(sizes);
  const [first = []] = Object.values(sizes);
  const rows = first.map(({ particles }, i) => {
    const cells = engines.map((engine) => digits(sizes[engine]![i]!.ns));
    return `| ${particles.toLocaleString("en-US")} | ${cells.join(" | ")} |`;
  });
  return [
    `| particles | ${engines.join(" | ")} |`,
    `|---:|${engines.map(() => "---:|").join("")}`,
    ...rows,
  ].join("\n");
}

/** The fastest engine for each number of particles and of steps. */
export function autoTable(auto: Within["auto"]): string {
  const steps = [...new Set(auto.map((row) => row.steps))];
  const rows = [...new Set(auto.map((row) => row.particles))].map((particles) => {
    const cells = steps.map((taken) => {
      const { ns } = auto.find((row) => row.particles === particles && row.steps === taken)!;
      const [name, time] = Object.entries(ns).sort((a, b) => a[1] - b[1])[0]!;
      return `${name} ${digits(time)}`;
    });
    return `| ${particles} | ${cells.join(" | ")} |`;
  });
  return [
    `| particles \\ steps | ${steps.join(" | ")} |`,
    `|---:|${steps.map(() => "---|").join("")}`,
    ...rows,
  ].join("\n");
}

/** What was to be reached, and what was. */
export function targetTable(results: readonly Result[], within: Within): string {
  const of = (id: string): Result | undefined =>
    results.find(({ contestant }) => contestant.id === id);
  const times = (slow: string, fast: string): string => {
    const [a, b] = [of(slow), of(fast)];
    return a && b ? `${digits(ratio(a, b).median)}x` : "not measured";
  };
  const share = (a: string, b: string): string => times(a, b).replace("x", "");
  const rows = [
    ["`reference` against CPython, slides' loop", ">= 30x", times("python:slides", "reference")],
    [
      "best stepping engine, one thread: its time over C's (one division, vectorised)",
      "<= 0.75",
      share("wasm-simd", "gcc:arrays:best"),
    ],
    ["two threads against one, 1e4 x 1e4", ">= 1.7x", `${digits(within.threads)}x`],
    ["`jump` against `reference`, evolve(0.1)", ">= 800x", times("reference", "jump")],
    ["`jump-simd` against `jump`", ">= 4x", times("jump", "jump-simd")],
    [
      "`jump-simd` over copying its inputs and outputs, 1e6 particles",
      "<= 2",
      digits(within.copy.ratio),
    ],
    [
      "`jump-simd` against CPython, slides' loop, evolve(0.1)",
      ">= 300,000x",
      times("python:slides", "jump-simd"),
    ],
    ...Object.entries(within.steps).map(([engine, factor]) => [
      `T(10 n) / T(n), \`${engine}\``,
      "<= 1.1",
      digits(factor),
    ]),
  ];
  const lines = rows.map((cells) => `| ${cells.join(" | ")} |`);
  return ["| figure | target | reached |", "|---|---|---|", ...lines].join("\n");
}

/** The machine, the versions, the day, and what fell back or was missing. */
export function conditions(field: Field): string {
  const [cpu] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  const fallbacks = (["wasm-simd", "threads"] as const).flatMap((engine) => {
    const reason = fallbackReason(engine);
    return reason ? [`\`${engine}\` fell back: ${reason}.`] : [];
  });
  return [
    `Measured on ${day}: ${cpus().length} cores (${cpu?.model.trim()}, shared and noisy), ` +
      `${type()} ${release().split("-")[0]}, Node ${process.versions.node} ` +
      `(V8 ${process.versions.v8}), ${field.versions.join(", ") || "no peers"}.`,
    ...fallbacks,
    ...field.missing.map((what) => `Missing: ${what}.`),
  ].join("\n");
}
