/** Which lines of a file are those of one exercise. */
import { describe, expect, test } from "vitest";
import { canBeShown, ownersIn, partOf } from "../src/exercise-part.ts";

const HANDED_OUT = `import { todo } from "@hpts/labkit";

/** What both give. */
export interface Pair {
  readonly x: number;
}

/**
 * A1. The first. See second.
 */
export function first(x: number): Pair {
  todo("A1: first");
}

// A2.
export const second = (x: number): Pair => {
  todo(
    "A2: second",
  );
};

export class Box {
  readonly size = 1;

  /** A3. */
  open(): void {
    todo("A3: open");
  }

  /** A2. */
  close(): void {
    todo("A2: close");
  }
}
`;

const SOLVED = `/** What both give. */
export interface Pair {
  readonly x: number;
}

const HALF = 1 / 2;
const THIRD = 1 / 3;

function half(x: number): number {
  return x * HALF;
}

/**
 * A1. The first. See second and THIRD.
 */
export function first(x: number): Pair {
  return { x: half(x) };
}

// A2.
export const second = (x: number): Pair => {
  return { x: first(x).x * THIRD };
};

export class Box {
  readonly size = 1;
  readonly lock = 2;

  /** A3. */
  open(): void {
    console.log(this.size);
  }

  /** A2. */
  close(): void {
    console.log(this.lock);
  }
}
`;

const owners = ownersIn(HANDED_OUT, ["A1", "A2", "A3"]);

describe("the part of an exercise", () => {
  test("is found by the places of its todos", () => {
    expect([...owners]).toEqual([
      ["first", new Set(["A1"])],
      ["second", new Set(["A2"])],
      ["Box.open", new Set(["A3"])],
      ["Box.close", new Set(["A2"])],
    ]);
  });

  test("is its declarations, what they mention, and nothing of the others", () => {
    expect(partOf(SOLVED, owners, ["A1"])).toBe(
      [
        "/** What both give. */\nexport interface Pair {\n  readonly x: number;\n}\n",
        "const HALF = 1 / 2;\n",
        "function half(x: number): number {\n  return x * HALF;\n}\n",
        "/**\n * A1. The first. See second and THIRD.\n */",
        "export function first(x: number): Pair {\n  return { x: half(x) };\n}\n",
      ].join("\n"),
    );
  });

  test("can be methods of a class", () => {
    expect(partOf(SOLVED, owners, ["A3"])).toBe(
      "  readonly size = 1;\n\n  /** A3. */\n  open(): void {\n    console.log(this.size);\n  }\n",
    );
  });

  test("is empty where the student has removed it", () => {
    expect(partOf("export const other = 1;\n", owners, ["A1"])).toBe("");
  });

  test("cannot be told where two exercises share a declaration, or one has none", () => {
    const shared = ownersIn(
      'export function f(): void {\n  todo("A1: f");\n  todo("A2: f");\n}\n',
      ["A1", "A2"],
    );

    expect(canBeShown(owners, ["A2"])).toBe(true);
    expect(canBeShown(shared, ["A1"])).toBe(false);
    expect(canBeShown(shared, ["A1", "A2"])).toBe(true);
    expect(canBeShown(owners, ["A9"])).toBe(false);
  });
});
