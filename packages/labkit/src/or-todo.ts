/** For programs that a student runs by hand: unwritten work is one line, and no stack trace. */
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Todo } from "./todo.ts";

/** Runs something that may meet a Todo; then says on stderr what is to be written, and where. */
export async function orTodo(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Todo)) throw error;
    console.error(`Not written yet: ${error.message}${placeOf(error)}`);
    process.exitCode = 1;
  }
}

/** The line that called todo(); below it in the stack is todo() itself. */
function placeOf({ stack = "" }: Todo): string {
  const frames = stack.matchAll(/^\s+at (?:.*?\()?(.+?):(\d+):(\d+)\)?$/gm);
  for (const [, url = "", line, column] of frames) {
    const file = url.startsWith("file:") ? fileURLToPath(url) : url;
    if (!/[\\/]todo\.[jt]s$/.test(file)) {
      return `  (${relative(process.cwd(), file)}:${line}:${column})`;
    }
  }
  return "";
}
