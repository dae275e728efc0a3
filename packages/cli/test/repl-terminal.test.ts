/** `hpts repl` on a terminal: prompts, several lines, Ctrl+C, the history. */
import { beforeEach, describe, expect, test } from "vitest";
import { makeCourse } from "./support/temporary-course.ts";
import { CTRL_C, CTRL_D, ENTER, hasTerminal, Terminal } from "./support/terminal.ts";

const UP = "\u001b[A";
const isTestable = hasTerminal("hpts repl on a terminal");

describe.skipIf(!isTestable)("hpts repl on a terminal", () => {
  const course = makeCourse();
  beforeEach(() => course.reset());

  async function open(): Promise<Terminal> {
    const terminal = new Terminal(course, ["repl"]);
    await terminal.waitFor("In [1]: ");
    return terminal;
  }

  test("numbers inputs and results, and takes inputs of several lines", async () => {
    const terminal = await open();
    terminal.press(`function f(n: number) {${ENTER}`);
    await terminal.waitFor("   ...: ");
    terminal.press(`return 2 * n }${ENTER}`);
    await terminal.waitFor("In [2]: ");
    terminal.press(`f(21)${ENTER}`);

    expect(await terminal.waitFor("In [3]: ")).toContain("\r\nOut[2]: 42\r\n");
    terminal.press(`%%timeit -n 1 -r 1${ENTER}`);
    await terminal.waitFor("   ...: ");
    terminal.press(`f(1)${ENTER}`);
    await terminal.waitFor("   ...: ");
    terminal.press(ENTER);
    await terminal.waitFor("(mean ± std. dev. of 1 run, 1 loop each)");
    await terminal.waitFor("In [4]: ");
    terminal.press(CTRL_D);
    expect((await terminal.ended).code).toBe(0);
  });

  test("lines that are pasted together are the inputs that they make", async () => {
    const terminal = await open();
    const pasted = [
      "const p = 3;",
      "function q() {",
      "  return p;",
      "}",
      "q()",
      "function half() {",
    ];
    terminal.press(pasted.join(ENTER) + ENTER);
    await terminal.waitFor("Out[3]: 3");
    await terminal.waitFor("   ...: ");
    terminal.press(CTRL_C);
    await terminal.waitFor("In [4]: ");
    terminal.press(["%%timeit -n 10 -r 2 let k = 1", "k += p", "", ""].join(ENTER));
    await terminal.waitFor("(mean ± std. dev. of 2 runs, 10 loops each)");
    await terminal.waitFor("In [5]: ");
    terminal.press(`exit${ENTER}`);
    expect((await terminal.ended).code).toBe(0);
  });

  test("Ctrl+C ends a loop, a wait and a measurement, and nothing else", async () => {
    const terminal = await open();
    terminal.press(`let kept = 5${ENTER}`);
    await terminal.waitFor("In [2]: ");
    const endless = [
      'console.log("go " + 0); for (;;);',
      // From a timer, so that the wait has begun: a ^C just before it can be lost ("Limits").
      'setTimeout(() => console.log("go " + 1), 1); await new Promise(() => {})',
      '%timeit console.log("go " + 2); for (;;);',
    ];
    for (const [i, text] of endless.entries()) {
      terminal.press(`${text}${ENTER}`);
      await terminal.waitFor(`\r\ngo ${i}`);
      terminal.press(CTRL_C);
      await terminal.waitFor("KeyboardInterrupt: stopped with Ctrl+C");
      await terminal.waitFor(`In [${i + 3}]: `);
    }
    terminal.press(`kept${ENTER}`);
    await terminal.waitFor("Out[5]: 5");
    await terminal.waitFor("In [6]: ");
    terminal.press(CTRL_D);
    expect((await terminal.ended).code).toBe(0);
  });

  test("Ctrl+C in the middle of a console.log leaves the output alive", async () => {
    const terminal = await open();
    for (const number of [1, 2, 3]) {
      terminal.press(`for (let i = 0; ; i++) console.log("line", i)${ENTER}`);
      await terminal.waitFor("line 200\r\n");
      terminal.press(CTRL_C);
      await terminal.waitFor("KeyboardInterrupt: stopped with Ctrl+C");
      await terminal.waitFor(`In [${number + 1}]: `);
    }
    terminal.press(CTRL_D);
    expect((await terminal.ended).code).toBe(0);
  });

  test("an error shows the line, and Up what an earlier session had", async () => {
    const first = await open();
    first.press(`boom(1)${ENTER}`);
    const shown = await first.waitFor("In [2]: ");
    expect(shown).toContain(
      "ReferenceError: boom is not defined\r\n  In[1]:1:1\r\n      boom(1)\r\n",
    );
    first.press(CTRL_D);
    await first.ended;
    expect(course.read(".hpts/repl-history")).toBe("boom(1)\n");

    const second = await open();
    second.press(UP);
    await second.waitFor("boom(1)");
    second.press(CTRL_C);
    await second.waitFor("In [1]: ");
    second.press(CTRL_D);
    expect((await second.ended).code).toBe(0);
  });
});
