/**
 * Programs that a submission may have profiled. No sandbox starts a program, so their profiles come
 * from here, as texts. None is run: what counts is known, and times are made up, others for each run.
 */
import { type Engine, printProfile, TreeBuilder } from "@hpts/profile/files";
import { type Draw, drawFrom } from "../hidden/random.ts";

/** How plans call this. */
export const OWN_PROGRAMS = "own:programs";

/** taylor.ts of the lab profiling, for 500 terms of exp and 500 of sin, or for as many as it says. */
const TAYLOR = /^taylor(?:-(\d{1,3})-(\d{1,3}))?\.ts$/;

/** Who has a program run more often is in a loop. */
const MOST_RUNS = 200;
/** The second run takes so much longer than the first one, the third than the second: clearly. */
const SLOWER_EACH_RUN = 0.05;

export class Programs {
  readonly #draw: Draw;
  readonly #totalsUs = new Map<string, number[]>();
  #runs = 0;

  constructor(seed: number) {
    this.#draw = drawFrom(seed);
  }

  /** What the sandbox may ask. */
  readonly module = {
    /** @returns a profile as text; "" if there is no such program */
    run: (program: unknown, engine: unknown): string => {
      if (typeof program !== "string" || typeof engine !== "string") return "";
      return this.#run(program, engine);
    },
  };

  /** How long each run of a program has taken, in µs. @param name such as "taylor.ts" */
  totalsOf(name: string): readonly number[] {
    return this.#totalsUs.get(name) ?? [];
  }

  #run(program: string, engine: string): string {
    const name = program.slice(program.lastIndexOf("/") + 1);
    const found = TAYLOR.exec(name);
    if (found === null) return "";
    if (this.#runs >= MOST_RUNS) throw new RangeError(`${MOST_RUNS} runs are enough`);
    const [, exp = "500", sin = "500"] = found;
    const pace = 1 + SLOWER_EACH_RUN * this.#runs++;
    const { text, totalUs } = taylor(program, engine, [Number(exp), Number(sin)], () => {
      return pace * this.#draw.uniform(0.999, 1.001);
    });
    this.#totalsUs.set(name, [...this.totalsOf(name), totalUs]);
    return text;
  }
}

/** Each sample is of the function that is running then. */
function takeSamples(selfUs: number[]): void {
  let sinceLastUs = 0;
  for (const [node, us] of selfUs.entries()) {
    sinceLastUs += us;
    selfUs[node] = SAMPLE_US * Math.floor(sinceLastUs / SAMPLE_US);
    sinceLastUs %= SAMPLE_US;
  }
}

/** Engines that count calls; the others take samples. */
const COUNTING = ["exact", "clock"];
const SAMPLE_US = 1000;
const CALL_US = 0.1;

function taylor(
  file: string,
  engine: string,
  [exp, sin]: readonly [number, number],
  pace: () => number,
): { text: string; totalUs: number } {
  const tree = new TreeBuilder();
  const add = (parent: number, name: string, line: number, calls: number): number => {
    const node = tree.node(parent, tree.frame({ name, file, line, column: 1 }));
    tree.calls[node] = calls;
    tree.selfUs[node] = CALL_US * calls * pace();
    return node;
  };
  const benchmark = add(add(0, "<module>", 1, 1), "benchmark", 25, 1);
  const counts = [
    Array.from({ length: exp }, (_, i) => i),
    Array.from({ length: sin >> 1 }, (_, i) => 2 * i + 1),
  ];
  for (const [i, [name, line]] of (
    [
      ["taylorExp", 9],
      ["taylorSin", 16],
    ] as const
  ).entries()) {
    let parent = add(benchmark, name, line, 1);
    // factorial of k calls itself k times: as many calls at a depth as there are larger k.
    for (let depth = 0; ; depth++) {
      const calls = counts[i]!.filter((k) => k >= depth).length;
      if (calls === 0) break;
      parent = add(parent, "factorial", 4, calls);
    }
  }
  const isCounting = COUNTING.includes(engine);
  if (!isCounting) takeSamples(tree.selfUs);
  const totalUs = tree.selfUs.reduce((sum, us) => sum + us, 0);
  const text = printProfile({
    meta: {
      engine: engine as Engine,
      node: process.versions.node,
      command: [file],
      cwd: "/",
      startedAt: new Date(0).toISOString(),
      exit: 0,
      wallUs: totalUs,
      notes: [],
    },
    frames: tree.frames,
    nodes: tree.nodes(isCounting ? ["calls"] : []),
  });
  return { text, totalUs };
}
