import { posix, win32 } from "node:path";
import { describe, expect, test } from "vitest";
import { importLaidOver, isInside } from "../src/lab/overlay.ts";

describe("isInside", () => {
  test.each([
    ["/lab/starter/a.ts", "/lab/starter", true],
    ["/lab/starter", "/lab/starter", true],
    ["/lab/starter/..hidden/a.ts", "/lab/starter", true],
    ["/lab/starter2/a.ts", "/lab/starter", false],
    ["/lab/a.ts", "/lab/starter", false],
  ])("%s in %s: %s", (file, folder, expected) => {
    expect(isInside(file, folder, posix)).toBe(expected);
  });

  test.each([
    ["C:/lab/starter/a.ts", "C:\\lab\\starter", true],
    ["c:\\lab\\starter\\a.ts", "C:/lab/starter", true],
    ["D:/lab/starter/a.ts", "C:\\lab\\starter", false],
    ["C:/lab/starter2/a.ts", "C:\\lab\\starter", false],
  ])("on Windows, %s in %s: %s", (file, folder, expected) => {
    expect(isInside(file, folder, win32)).toBe(expected);
  });
});

describe("an import between folders that lie one over the other", () => {
  const [base, overlay] = ["C:\\lab\\solution", "C:\\lab\\wrong\\off"];
  const found = (specifier: string, importerDir: string): string | undefined =>
    importLaidOver(specifier, importerDir, base, overlay, win32, (file) => file.endsWith("own.ts"));

  test("leads to the overlay's file, or else to the base's, from both", () => {
    for (const dir of ["C:/lab/solution", "C:/lab/wrong/off"]) {
      expect(found("./own.ts", dir)).toBe("C:\\lab\\wrong\\off\\own.ts");
      expect(found("./deep/other.ts", dir)).toBe("C:\\lab\\solution\\deep\\other.ts");
    }
  });

  test("is nobody's business from elsewhere", () => {
    expect(found("./own.ts", "C:/lab/tests")).toBe(undefined);
  });
});
