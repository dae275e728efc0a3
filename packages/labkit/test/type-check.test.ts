/** The student's code does what it should, and its types do not fit. */
import { realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isGreen, type TypeFault } from "../src/checklist/result.ts";
import type { Lab } from "../src/lab/course.ts";
import { readManifest } from "../src/lab/lab-json.ts";
import { testLab } from "../src/run/test-lab.ts";
import { parseTypeFaults } from "../src/run/type-check.ts";
import { watchLab } from "../src/run/watch-lab.ts";
import { makeLab } from "./support/temporary-lab.ts";

const TYPESCRIPT = join(import.meta.dirname, "..", "..", "..", "node_modules", "typescript");

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  },
  include: ["starter"],
});

const RIGHT_BUT_UNTYPED = `export function double(x: number): number {
  const twice: string = 2 * x;
  return twice as unknown as number;
}
`;

const FAULT: TypeFault = {
  file: "starter/double.ts",
  line: 2,
  column: 9,
  message: "Type 'number' is not assignable to type 'string'.",
};

function labWith(double: string): Lab {
  const dir = makeLab({ "starter/double.ts": double, "tsconfig.json": TSCONFIG });
  symlinkSync(realpathSync(TYPESCRIPT), join(dir, "node_modules", "typescript"), "junction");
  return { dir, manifest: readManifest(dir) };
}

test("a type error is found though the exercise is done, and the run is not green", async () => {
  const result = await testLab(labWith(RIGHT_BUT_UNTYPED), { only: ["M1"] });

  expect(result.exercises[0]?.state).toBe("done");
  expect(result.types).toEqual([FAULT]);
  expect(isGreen(result)).toBe(false);
});

test("a type error is found again when nothing has changed since", async () => {
  const lab = labWith(RIGHT_BUT_UNTYPED);
  await testLab(lab, { only: ["M1"] });

  const result = await testLab(lab, { only: ["M1"] });

  expect(result.exercises[0]?.unchanged).toBe(true);
  expect(result.types).toEqual([FAULT]);
});

test("a type error in the file of an exercise that was not asked for is none", async () => {
  const result = await testLab(labWith(RIGHT_BUT_UNTYPED), { only: ["M2"] });

  expect(result.types).toEqual([]);
  expect(isGreen(result)).toBe(true);
});

test("code that does not parse is reported once, by the checks", async () => {
  const result = await testLab(labWith("export function double(: number) {}\n"));

  expect(result.exercises[0]?.checks[0]?.message).toMatch(/^syntax error: /);
  expect(result.types).toEqual([]);
});

test("a watcher reports them after the verdict", async () => {
  const order: string[] = [];
  let found: readonly TypeFault[] = [];
  await new Promise<void>((resolve, reject) => {
    const watch = watchLab(labWith(RIGHT_BUT_UNTYPED), {
      onStart: () => {},
      onResult: () => void order.push("verdict"),
      onTypes(faults) {
        order.push("types");
        found = faults;
        void watch.then((one) => one.close()).then(resolve);
      },
      onError: reject,
    });
  });

  expect(order).toEqual(["verdict", "types"]);
  expect(found).toEqual([FAULT]);
});

test("the compiler's output is read line by line, also on Windows", () => {
  const output =
    "starter\\a.ts(3,14): error TS2322: Type 'A' is not\r\n  assignable, because\r\n" +
    "error TS18003: No inputs were found.\r\nsrc/b.ts(1,1): error TS1005: ';' expected.\r\n";

  expect(parseTypeFaults(output)).toEqual([
    { file: "starter/a.ts", line: 3, column: 14, message: "Type 'A' is not" },
    { file: "src/b.ts", line: 1, column: 1, message: "';' expected." },
  ]);
});
