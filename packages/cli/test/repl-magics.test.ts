/** The magics of `hpts repl`: times as IPython words them, names, questions. */
import { describe, expect, test } from "vitest";
import { runScript } from "./support/repl.ts";
import { makeCourse } from "./support/temporary-course.ts";

const course = makeCourse();

async function printed(...lines: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await runScript(course.root, lines);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.trimEnd().split("\n");
}

const TIME = String.raw`[\d.]+(e\+\d+)? (s|ms|µs|ns)`;

/** The line of %timeit. The warning of a slow run may stand before it. */
function timeitLine(runs: string, loops: string): RegExp {
  return new RegExp(
    `^${TIME} ± ${TIME} per loop \\(mean ± std\\. dev\\. of ${runs}, ${loops} each\\)$`,
  );
}

function withoutWarnings(lines: readonly string[]): string[] {
  return lines.filter((line) => !line.startsWith("The slowest run took "));
}

describe.concurrent("%timeit", () => {
  test("finds the loops, runs 7 times, and sees the session's names", async () => {
    const lines = await printed(
      "const wait = (ms: number) => { const end = performance.now() + ms; while (performance.now() < end); }",
      "%timeit wait(30)",
    );

    expect(withoutWarnings(lines)).toEqual([
      expect.stringMatching(timeitLine("7 runs", "10 loops")),
    ]);
  });

  test("takes -n, -r and -q, and gives its result for -o", async () => {
    const lines = await printed(
      "let count = 0",
      "%timeit -n 1000 -r3 count++",
      "count",
      "%timeit -n1 -r1 count++",
      "r = %timeit -q -o -n 10 -r 2 count++",
      "[r.loops, r.repeat, r.allRuns.length, r.best <= r.worst]",
      "r",
      "%timeit -n 2 -r 1 const kept: number = await Promise.resolve(count)",
    );

    const [three, count, one, fields, shown, awaited] = withoutWarnings(lines);
    expect(three).toMatch(timeitLine("3 runs", "1,000 loops"));
    expect(count).toBe("3000");
    expect(one).toMatch(timeitLine("1 run", "1 loop"));
    expect(fields).toBe("[ 10, 2, 2, true ]");
    expect(shown).toMatch(/^<TimeitResult : .* \(mean ± std\. dev\. of 2 runs, 10 loops each\)>$/);
    expect(awaited).toMatch(timeitLine("1 run", "2 loops"));
  });

  test("as a cell has its setup on the first line, done once a run", async () => {
    const lines = await printed(
      "let setups = 0, bodies = 0",
      "%%timeit -n 5 -r 2 setups++; const add: number = 1",
      "bodies += add",
      "bodies += 0",
      "",
      "[setups, bodies]",
    );

    const [line, counts] = withoutWarnings(lines);
    expect(line).toMatch(timeitLine("2 runs", "5 loops"));
    expect(counts).toBe("[ 2, 10 ]");
  });

  test("says in a line what is wrong with it, and where", async () => {
    const { code, stdout, stderr } = await runScript(course.root, [
      "%timeit",
      "%timeit -n few 1",
      "%timeit -z 1",
      "%timeit -n 5 f(",
      "%timeit nothere()",
      '%timeit import "node:fs"',
      "%%timeit",
    ]);

    expect(stderr.split("\n")).toEqual([
      "<stdin>:1:1: %timeit needs a statement: %timeit f(x)",
      "<stdin>:2:1: %timeit: -n must be a whole number from 0 on, got few",
      "<stdin>:3:1: %timeit has no option -z: %timeit?",
      "<stdin>:4:16: the statement does not parse: Unexpected end of file",
      "<stdin>:5:1: ReferenceError: nothere is not defined",
      "<stdin>:6:9: the statement does not parse: import first, then time: an import cannot be timed",
      "<stdin>:7:1: %%timeit needs a body on the lines below",
      "",
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });
});

describe.concurrent("%time", () => {
  test("prints IPython's two lines, then the value", async () => {
    const lines = await printed(
      "%time await Promise.resolve(5) + 1",
      "%%time",
      "const seven = 7",
      "seven",
      "",
    );

    const times = [
      expect.stringMatching(`^CPU times: user ${TIME}, sys: ${TIME}, total: ${TIME}$`),
      expect.stringMatching(`^Wall time: ${TIME}$`),
    ];
    expect(lines).toEqual([...times, "6", ...times, "7"]);
  });
});

describe.concurrent("questions about a name", () => {
  test("tell of a function: signature, place, comment; or its source", async () => {
    course.write(
      "sim.ts",
      [
        "interface P { x: number }",
        "/**",
        " * Moves a particle.",
        " */",
        "export function evolve(p: P, { dt = 1 }: { dt?: number } = {}): void {",
        "  p.x += dt;",
        "}",
      ].join("\n"),
    );
    const lines = await printed('import { evolve } from "./sim.ts"', "evolve?", "evolve??");

    const signature =
      "Signature:   export function evolve(p: P, { dt = 1 }: { dt?: number } = {}): void";
    const where = ["File:        sim.ts:5", "Type:        function"];
    expect(lines.join("\n").replaceAll("\n             ", " ").split("\n")).toEqual([
      signature,
      ...where,
      "Docstring:   Moves a particle.",
      signature,
      ...where,
      "Source:",
      "export function evolve(p: P, { dt = 1 }: { dt?: number } = {}): void {",
      "  p.x += dt;",
      "}",
    ]);
  });

  test("tell of a value: type, form, length, shape", async () => {
    const lines = await printed(
      "const f = new Float64Array(3)",
      "f?",
      "const m = [[1, 2, 3], [4, 5, 6]]",
      "m?",
      'const s: string = "text"',
      "s?",
    );

    expect(lines).toEqual([
      "Type:        Float64Array",
      "String form: Float64Array(3) [ 0, 0, 0 ]",
      "Length:      3",
      "Shape:       (3,)",
      "Bytes:       24",
      "Type:        Array",
      "String form: [ [ 1, 2, 3 ], [ 4, 5, 6 ] ]",
      "Length:      2",
      "Shape:       (2, 3)",
      "Type:        string",
      "String form: 'text'",
      "Length:      4",
    ]);
  });

  test("about what is not there are refused", async () => {
    const { code, stderr } = await runScript(course.root, ["nothere?"]);

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "<stdin>:1:1: Object `nothere` not found.\n",
    });
  });
});

describe.concurrent("the session's names", () => {
  test("are listed, tabled and forgotten", async () => {
    const lines = await printed(
      "%who",
      "const n = 5, f = () => n",
      "%who",
      "%who number",
      "%whos",
      "%reset -f",
      "%who",
      "const n = 6",
      "%who",
    );

    expect(lines).toEqual([
      "Interactive namespace is empty.",
      "n\t f",
      "n",
      "Variable   Type       Data/Info",
      "-------------------------------",
      "n          number     5",
      "f          function   [Function: f]",
      "Interactive namespace is empty.",
      "n",
    ]);
  });

  test("are not forgotten without -f", async () => {
    const { stderr } = await runScript(course.root, ["n = 1", "%reset"]);

    expect(stderr).toBe("<stdin>:2:1: %reset forgets 1 name: %reset -f does it\n");
  });
});

describe.concurrent("magics", () => {
  test("are listed", async () => {
    expect(await printed("%lsmagic")).toEqual([
      "Line magics:",
      "%hist %history %load %lprun %lsmagic %magic %memit %mprun %pinfo %prun %reload",
      "%reset %run %save %time %timeit %who %whos",
      "",
      "Cell magics:",
      "%%memit %%prun %%time %%timeit",
    ]);
  });

  test("%memit has the words of memory_profiler", async () => {
    const [line] = await printed("%memit new Array(1e6).fill(1.5)");

    expect(line).toMatch(/^peak memory: \d+\.\d\d MiB, increment: \d+\.\d\d MiB$/);
  });

  test("%mprun shows what the lines of a function of the session take", async () => {
    const lines = await printed(
      "const take = (n: number) => new Array<number>(n)",
      "%mprun -f take take(1e6)",
    );

    expect(lines[0]).toBe("Filename: In[1]");
    expect(lines[4]).toMatch(/^ {5}1 +[\d.]+ MiB +7\.6\d\d MiB +1 {3}const take/);
  });
});

describe.concurrent("profiling magics", () => {
  const FACTORIAL = [
    "function factorial(n: number): number {",
    "  if (n === 0) return 1;",
    "  return n * factorial(n - 1);",
    "}",
    "class Sum { total = 0; add(n: number) { for (let i = 0; i < n; i++) this.total += i; } }",
    "const sum = new Sum()",
  ];

  test("%prun counts the calls of functions that are there already", async () => {
    const lines = await printed(
      ...FACTORIAL,
      "%prun -s ncalls for (let i = 0; i < 100; i++) { factorial(9); sum.add(1000); }",
      "%prun -l Sum sum.add(1e6)",
    );

    expect(lines.find((line) => line.includes("factorial"))).toMatch(
      /^ +1000 .* In\[1\]:1\(factorial\)$/,
    );
    expect(lines.filter((line) => line.includes("(Sum.add)"))).toEqual([
      expect.stringMatching(/^ +100 .* In\[2\]:1\(Sum\.add\)$/),
      expect.stringMatching(/^ +1 .* In\[2\]:1\(Sum\.add\)$/),
    ]);
    expect(lines.join("\n")).not.toContain("build-");
  });

  test("%prun takes -n as hpts profile does, and -l and -s more than once", async () => {
    const lines = await printed(
      ...FACTORIAL,
      "%prun -n 1 factorial(3)",
      "%prun -s name -s ncalls -l In -l Sum sum.add(factorial(3))",
    );

    const [one, several] = lines.join("\n").split(/(?<=too few.*\n)/);
    expect(one).toMatch(/due to restriction <1>/);
    expect(several).toMatch(/Ordered by: function name, call count/);
    expect(several).toMatch(/due to restriction <'Sum'>/);
    expect(several).not.toContain("(factorial)");
  });

  test("%lprun and %prun say when they have too few samples of time, and only then", async () => {
    const short = await printed(
      ...FACTORIAL,
      "%lprun -f factorial factorial(9)",
      "%prun factorial(9)",
    );
    const long = await printed(
      ...FACTORIAL,
      "function work() { const end = performance.now() + 1500; while (performance.now() < end) sum.add(1000); }",
      "%lprun -f work work()",
      "%prun work()",
    );

    const doubt = /^\*\*\* \d+ samples? of time (is|are) too few .*: let the statement run longer/;
    expect(short.filter((line) => doubt.test(line))).toHaveLength(2);
    expect(long.filter((line) => line.startsWith("***"))).toEqual([]);
  });

  test("%lprun counts the hits of a function's lines, also in a file and a method", async () => {
    course.write(
      "sim.ts",
      [
        "interface P { x: number }",
        "export class Sim {",
        "  readonly p: P = { x: 0 };",
        "  evolve(steps: number): void {",
        "    for (let i = 0; i < steps; i++) {",
        "      if (i % 2 === 0) continue;",
        "      this.p.x += i;",
        "    }",
        "  }",
        "}",
      ].join("\n"),
    );
    course.write("square.ts", "function square(n: number) {\n  return n * n;\n}\n");
    const lines = await printed(
      ...FACTORIAL,
      "%lprun -f factorial factorial(9)",
      'import { Sim } from "./sim.ts"',
      "const sim = new Sim()",
      "%lprun -f sim.evolve sim.evolve(10)",
      "%lprun -f sim.evolve 1",
      "%load square.ts",
      "%lprun -f square square(3)",
    );

    const hits = lines.flatMap((line) => {
      const [, number, count] = /^ +(\d+) +(\d+) +[\d.]+ +[\d.]+ /.exec(line) ?? [];
      return number === undefined ? [] : [`${number}: ${count}`];
    });
    expect(hits).toEqual(["2: 11", "3: 9", "5: 11", "6: 15", "7: 5", "2: 1"]);
    expect(lines).toContain("sim.evolve was not called");
    expect(lines).toContain("File: square.ts");
  });

  test("keep the profile in a file, give the Stats, and refuse what makes no sense", async () => {
    const { code, stdout, stderr } = await runScript(course.root, [
      ...FACTORIAL,
      "%prun -q -D p.json -T p.txt factorial(3)",
      "s = %prun -q -r factorial(3)",
      "s.functions().find(({ name }) => name === 'factorial').calls",
      "%prun",
      "%prun -s nix factorial(3)",
      "%prun -n few factorial(3)",
      "%lprun factorial(3)",
      "%lprun -f Math.sin Math.sin(1)",
      "%prun boom()",
    ]);

    expect(stdout).toContain("*** Profile written to p.json: hpts stats p.json shows it.");
    expect(course.read("p.json")).toContain('"hpts-profile"');
    expect(course.read("p.txt")).toContain("(factorial)");
    expect(stderr.split("\n")).toEqual([
      "<stdin>:10:1: %prun needs a statement: %prun f(x)",
      expect.stringMatching(/^<stdin>:11:1: sort key "nix": expected one of calls, /),
      "<stdin>:12:1: %prun: -n must be a whole number from 1 on, got few",
      "<stdin>:13:1: %lprun needs a function and a statement: %lprun -f f f(x)",
      "<stdin>:14:1: Math.sin is no function of the session, nor of a file that it has imported",
      "<stdin>:15:1: ReferenceError: boom is not defined",
      "",
    ]);
    expect(code).toBe(1);
  });
});
