/** Who takes part: the engines, and the peers of which this machine has the tools. */
import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type EngineName, EULER_ENGINE_NAMES } from "../src/index.ts";
import { PITFALLS } from "../src/pitfalls/index.ts";

export interface Contestant {
  readonly id: string;
  readonly title: string;
  /** The program and the arguments that come before those of program.ts's contract. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Steps in one timed run: enough for some milliseconds. */
  readonly steps: number;
  /** Timed runs in a process; the fastest counts, so the first of them warm up. */
  readonly repeats: number;
  /** False for what is known to be wrong: it is timed, marked, and compared with nothing. */
  readonly isRight: boolean;
}

export interface Field {
  readonly contestants: readonly Contestant[];
  /** What is missing, and how to get it. */
  readonly missing: readonly string[];
  readonly versions: readonly string[];
}

const here = fileURLToPath(new URL(".", import.meta.url));
const peers = join(here, "peers");

const ENGINE_STEPS: Partial<Record<EngineName, number>> = {
  jump: 10_000,
  "jump-simd": 10_000,
  auto: 10_000,
};

export function engineContestants(): Contestant[] {
  return EULER_ENGINE_NAMES.map((engine) => {
    const steps = ENGINE_STEPS[engine] ?? 2000;
    return node(engine, `engine ${engine}`, steps, steps === 2000 ? 8 : 400);
  });
}

export function pitfallContestants(): Contestant[] {
  return PITFALLS.map(({ id, title }) => node(`pitfall:${id}`, title, 100, 6));
}

function node(id: string, title: string, steps: number, repeats: number): Contestant {
  const program = join(here, "program.ts");
  const command = [process.execPath, "--import", "tsx", program, id];
  return { id, title, command, steps, repeats, isRight: true };
}

/** Compiles what is to be compiled into `folder`. */
export function peerContestants(folder: string): Field {
  const fields = [python(), numpy(), cython(folder), c(folder)];
  return {
    contestants: fields.flatMap((field) => field.contestants),
    missing: fields.flatMap((field) => field.missing),
    versions: fields.flatMap((field) => field.versions),
  };
}

function peer(
  id: string,
  title: string,
  command: string[],
  steps: number,
  options: Partial<Contestant> = {},
): Contestant {
  return { id, title, command, steps, repeats: 4, isRight: true, ...options };
}

function python(): Field {
  const program = pythonWith("sys");
  if (!program) return missing("python3: CPython's row needs it (Debian: apt install python3)");
  const script = join(peers, "particles.py");
  const variants = { slides: "the slides' loop", swapped: "loops swapped", tuned: "locals, sqrt" };
  return {
    contestants: Object.entries(variants).map(([id, title]) =>
      peer(`python:${id}`, `CPython, ${title}`, [program, script, id], 80, { repeats: 3 }),
    ),
    missing: [],
    versions: [output(program, ["--version"])],
  };
}

function numpy(): Field {
  const program = pythonWith("numpy");
  if (!program) return missing("NumPy (Debian: apt install python3-numpy)");
  const script = join(peers, "vectors.py");
  const variants = { rows: "n rows of x, y", "in-place": "two arrays, out=" };
  return {
    contestants: Object.entries(variants).map(([id, title]) =>
      peer(`numpy:${id}`, `NumPy, ${title}`, [program, script, id], 500),
    ),
    missing: [],
    versions: [`NumPy ${output(program, ["-c", "import numpy; print(numpy.__version__)"])}`],
  };
}

function cython(folder: string): Field {
  const program = pythonWith("numpy");
  const include = program && output(program, ["-c", INCLUDE_FOLDER]);
  const compiler = ["cython3", "cython"].find((name) => works(name, ["--version"]));
  if (!program || !compiler || !works("gcc", ["--version"])) {
    return missing("Cython (Debian: apt install cython3 python3-numpy python3-dev gcc)");
  }
  copyFileSync(join(peers, "typed.pyx"), join(folder, "typed.pyx"));
  const options = ["-O3", "-march=native", "-shared", "-fPIC", `-I${include}`];
  const isBuilt =
    works(compiler, ["-3", "typed.pyx"], folder) &&
    works("gcc", [...options, "typed.c", "-o", "typed.so"], folder);
  if (!isBuilt) return missing("Cython's headers (Debian: apt install python3-dev)");
  const script = join(peers, "run_typed.py");
  const env = { PYTHONPATH: folder };
  const variants = { slides: "typed", unchecked: "typed, no checks, one division" };
  return {
    contestants: Object.entries(variants).map(([id, title]) =>
      peer(`cython:${id}`, `Cython, ${title}`, [program, script, id], 1000, { env }),
    ),
    missing: [],
    versions: [output(compiler, ["--version"])],
  };
}

const INCLUDE_FOLDER = "import sysconfig; print(sysconfig.get_paths()['include'])";

function c(folder: string): Field {
  const compilers = ["gcc", "clang"].filter((name) => works(name, ["--version"]));
  if (compilers.length === 0) return missing("a C compiler (Debian: apt install gcc clang)");
  const source = join(peers, "stepping.c");
  const fast = ["-O3", "-march=native", "-fno-math-errno"];
  const builds: [string, string, string[], string[]][] = [
    ["gcc", "objects", ["-O2"], []],
    ["gcc", "arrays", ["-O2"], []],
    ["gcc", "arrays", ["-O3", "-march=native"], ["errno"]],
    ["gcc", "arrays", fast, ["best"]],
    ["gcc", "by-hand", fast, []],
    ["gcc", "floats", fast, []],
    ["clang", "arrays", [...fast, "-ffast-math"], ["fast-math"]],
  ];
  const contestants: Contestant[] = [];
  for (const [compiler, variant, options, [tag]] of builds) {
    if (!compilers.includes(compiler)) continue;
    const program = join(folder, `${compiler}-${variant}-${tag ?? options[0]}`);
    if (!works(compiler, [...options, source, "-o", program, "-lm"])) continue;
    const id = `${compiler}:${variant}${tag ? `:${tag}` : ""}`;
    const title = `C, ${variant}, ${compiler} ${options.join(" ")}`;
    const isRight = variant !== "floats";
    contestants.push(peer(id, title, [program, variant], 2000, { isRight, repeats: 6 }));
  }
  const absent = compilers.includes("clang") ? [] : ["clang (Debian: apt install clang)"];
  return {
    contestants,
    missing: absent,
    versions: compilers.map((name) => output(name, ["--version"]).split("\n")[0]!),
  };
}

function missing(what: string): Field {
  return { contestants: [], missing: [what], versions: [] };
}

/** A Python that has the module: Debian's NumPy belongs to /usr/bin/python3 only. */
function pythonWith(module: string): string | undefined {
  return ["/usr/bin/python3", "python3", "python"].find((name) =>
    works(name, ["-c", `import ${module}`]),
  );
}

function works(program: string, args: string[], cwd?: string): boolean {
  return spawnSync(program, args, { stdio: "ignore", ...(cwd ? { cwd } : {}) }).status === 0;
}

/** Old Cythons print their version to stderr. */
function output(program: string, args: string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return stdout.trim() || stderr.trim();
}
