/** The measured overheads as Markdown. */

/** What a program says of itself: milliseconds of each repeat, and of its parts together. */
export interface Timed {
  readonly ms: readonly number[];
  readonly parts?: Record<string, number>;
}

export interface Overheads {
  readonly date: string;
  readonly machine: string;
  readonly load: readonly [before: number, after: number];
  readonly rounds: number;
  readonly times: number;
  readonly ways: readonly string[];
  readonly workloads: readonly {
    readonly name: string;
    readonly calls: number;
    readonly ms: Readonly<Record<string, { readonly min: number; readonly median: number }>>;
  }[];
  /** Of the time of the program `alternated`, by engine and part; "truth" without a profiler. */
  readonly shares: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const BASES: Readonly<Record<string, string>> = {
  cProfile: "python",
  profile: "python",
  line_profiler: "python",
};

export function reportText(result: Overheads): string {
  const { date, machine, load, rounds, times } = result;
  const [before, after] = load.map((value) => value.toFixed(1));
  return `# What the profilers cost, and how right they are

Measured on ${date}: ${machine}; load ${before} before, ${after} after.
Command: \`pnpm bench:profile --rounds ${rounds} --times ${times}\`. Every way once a round in a process of
its own; each process repeats the program ${times} times (Python's 2 to 6 times), a fifth of that as
warm-up. Fastest repeat, and median in brackets.

## Times as long as without a profiler

${table(ratioRows(result))}

Python's programs are the same, with smaller inputs for \`fib\` (22), \`simul\` (a tenth of the steps) and
\`alternated\`; each ratio is to its own language's plain program.
\`simul\` has hardly any calls; that it is faster under the engines than without is not explained (V8
optimises its loop at another moment), and says nothing about their cost.

## Nanoseconds that each call takes longer

${table(callRows(result))}

## Shares of the program \`alternated\`

Without a profiler the parts time themselves; \`tinyPart\` makes 200,000 calls of a function that takes
about a nanosecond. In brackets: points off the truth.

${table(shareRows(result))}
`;
}

type Row = readonly string[];

function table([head = [], ...rows]: readonly Row[]): string {
  const line = (cells: Row): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function profilers({ ways }: Overheads): string[] {
  return ways.filter((way) => way !== "plain" && way !== "python");
}

function ratioRows(result: Overheads): Row[] {
  const rows = profilers(result).map((way) => [
    `\`${way}\``,
    ...result.workloads.map(({ ms }) => {
      const own = ms[way];
      const base = ms[BASES[way] ?? "plain"];
      if (own === undefined || base === undefined) return "";
      return `${(own.min / base.min).toFixed(2)} (${(own.median / base.median).toFixed(2)})`;
    }),
  ]);
  return [["", ...result.workloads.map(({ name }) => name)], ...rows];
}

function callRows(result: Overheads): Row[] {
  const engines = profilers(result).filter((way) => !(way in BASES));
  const workloads = result.workloads.filter(({ calls }) => calls > 1000);
  const rows = engines.map((way) => [
    `\`${way}\``,
    ...workloads.map(({ ms, calls }) =>
      ((((ms[way]?.min ?? Number.NaN) - (ms["plain"]?.min ?? 0)) * 1e6) / calls).toFixed(1),
    ),
  ]);
  return [["", ...workloads.map(({ name }) => name)], ...rows];
}

function shareRows({ shares }: Overheads): Row[] {
  const truth = shares["truth"] ?? {};
  const parts = Object.keys(truth);
  const percent = (share: number): string => (share * 100).toFixed(1);
  const rows = Object.entries(shares).map(([engine, own]) => [
    engine === "truth" ? "truth" : `\`${engine}\``,
    ...parts.map((part) => {
      const share = own[part] ?? Number.NaN;
      const off = (share - (truth[part] ?? 0)) * 100;
      const points = engine === "truth" ? "" : ` (${off < 0 ? "" : "+"}${off.toFixed(1)})`;
      return `${percent(share)} %${points}`;
    }),
  ]);
  return [["", ...parts], ...rows];
}
