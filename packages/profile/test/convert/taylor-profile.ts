/** Profiles made by hand, small enough to know every figure of them. */
import { type Meta, type Profile, TreeBuilder } from "../../src/index.ts";

export const CWD = "/course";

export const META: Meta = {
  engine: "exact",
  node: "20.20.2",
  command: ["taylor.ts", "3"],
  cwd: CWD,
  startedAt: "2026-01-02T03:04:05.000Z",
  wallUs: 120,
  notes: [],
};

/** The program of which {@link taylorProfile} is the profile. */
export const TAYLOR_SOURCE = `function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
function taylor(x: number, terms: number): number {
  let sum = 0;
  for (let n = 1; n <= terms; n++) {
    sum += x ** n / factorial(n);
  }
  return sum;
}
taylor(1, 3);
`;

/** 100 us in all: 10 in the module, 30 in taylor, 60 in factorial (3 calls from taylor, 3 recursive). */
export function taylorProfile(meta: Partial<Meta> = {}): Profile {
  const tree = new TreeBuilder();
  const file = `${CWD}/taylor.ts`;
  const place = (name: string, line: number) => tree.frame({ name, file, line, column: 1 });
  const grow = (parent: number, frame: number, callLine: number, calls: number, us: number) => {
    const node = tree.node(parent, frame, callLine);
    tree.calls[node] = calls;
    tree.selfUs[node] = us;
    return node;
  };
  const factorial = place("factorial", 1);
  const module = grow(0, place("<module>", 1), 0, 1, 10);
  const taylor = grow(module, place("taylor", 4), 11, 1, 30);
  const first = grow(taylor, factorial, 7, 3, 30);
  const second = grow(first, factorial, 2, 2, 20);
  grow(second, factorial, 2, 1, 10);
  return {
    meta: { ...META, ...meta },
    frames: tree.frames,
    nodes: tree.nodes(["calls", "callLine"]),
  };
}

/** {@link taylorProfile} with the time of each line. */
export function taylorLines(): Profile {
  const profile = taylorProfile();
  const [factorial, taylor] = ["factorial", "taylor"].map((name) =>
    profile.frames.name.indexOf(name),
  );
  return {
    ...profile,
    lines: {
      frame: Int32Array.of(factorial as number, taylor as number, taylor as number),
      line: Int32Array.of(2, 6, 7),
      selfUs: Float64Array.of(60, 10, 20),
    },
  };
}
