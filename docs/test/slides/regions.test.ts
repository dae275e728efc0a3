import { describe, expect, test } from "vitest";
import { regionOf, withoutComments } from "../../slides/compiler/regions.ts";

const FILE = `/** What a. */
export function a(): number {
  return 1;
}

const b = (): number => {
  // #region inner
  const two = 2;

  return two;
  // #endregion
};

/** A class. */
export class C {
  x = 1;

  /** Does. */
  go(): void {
    // why
    this.x = 2; // what
  }
}

export type D = "d";
`;

describe("a region", () => {
  test("is a function by its name, without the comment above it", () => {
    expect(regionOf("a.ts", FILE, "a")).toBe("export function a(): number {\n  return 1;\n}");
  });

  test("is a variable, a class or a type just as well", () => {
    expect(regionOf("a.ts", FILE, "b")).toMatch(/^const b = /);
    expect(regionOf("a.ts", FILE, "C")).toMatch(/^export class C \{[\s\S]*\}$/);
    expect(regionOf("a.ts", FILE, "D")).toBe('export type D = "d";');
  });

  test("is a member of a class, moved to the left", () => {
    expect(regionOf("a.ts", FILE, "C.go")).toMatch(/^go\(\): void \{\n {2}\/\/ why\n/);
  });

  test("is what stands between two comments", () => {
    expect(regionOf("a.ts", FILE, "inner")).toBe("const two = 2;\n\nreturn two;");
  });

  test("that is not there is an error that says what is", () => {
    expect(() => regionOf("a.ts", FILE, "e")).toThrow(
      'a.ts has no region "e": there are inner, a, b, C, C.x, C.go, D',
    );
  });
});

test("comments are left out where a slide asks for it", () => {
  expect(withoutComments(regionOf("a.ts", FILE, "C"))).toBe(
    "export class C {\n  x = 1;\n\n  go(): void {\n    this.x = 2;\n  }\n}",
  );
});
