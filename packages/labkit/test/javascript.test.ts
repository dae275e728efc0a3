import { expect, test } from "vitest";
import { toJavaScript } from "../src/exercise/javascript.ts";

test("toJavaScript takes types away, and keeps imports that nobody uses", async () => {
  const source = "import { a } from './a.ts'; const b: number = 1 as number";

  expect(await toJavaScript(source)).toBe('import { a } from "./a.ts";\nconst b = 1;\n');
});

test("toJavaScript names what does not parse", async () => {
  await expect(toJavaScript("f(1")).rejects.toThrow(
    new SyntaxError('Expected ")" but found end of file'),
  );
});
