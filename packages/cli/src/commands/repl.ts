/** `hpts repl`: a TypeScript session with magics, at a terminal or fed from a pipe. */

import { join, sep } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { currentContext } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { HistoryFile } from "../repl/history.ts";
import { Magics } from "../repl/magic.ts";
import { FILE_MAGICS } from "../repl/magics/files.ts";
import { MEMORY_MAGICS } from "../repl/magics/memory.ts";
import { PROFILE_MAGICS } from "../repl/magics/profile.ts";
import { SESSION_MAGICS } from "../repl/magics/session.ts";
import { TIMING_MAGICS } from "../repl/magics/timing.ts";
import { runScript } from "../repl/piped.ts";
import { Session } from "../repl/session.ts";
import { runTerminal } from "../repl/terminal.ts";

/** Where hpts itself lies, seen from a build as from the source: not always in this course. */
const PACKAGES = fileURLToPath(new URL("../../../", import.meta.url));

export async function openRepl(): Promise<void> {
  const { root, cwd, look } = currentContext();
  process.chdir(cwd); // the student's code reads files from where the student stands
  process.argv = process.argv.slice(0, 2);
  const magics = new Magics().add(
    ...TIMING_MAGICS,
    ...FILE_MAGICS,
    ...SESSION_MAGICS,
    ...MEMORY_MAGICS,
    ...PROFILE_MAGICS,
  );
  const isPiped = !process.stdin.isTTY;
  const session = new Session(
    {
      cwd,
      root,
      ourFolders: [join(root, "packages") + sep, PACKAGES],
      isPiped,
      hasColours: look.hasColours,
      print: (text) => process.stdout.write(`${text}\n`),
    },
    magics,
  );
  if (isPiped) {
    const failed = await runScript(session, process.stdin);
    process.exitCode = failed > 0 ? EXIT.notReached : EXIT.ok;
    return;
  }
  process.stdout.write("hpts repl: TypeScript with magics. %magic lists them, Ctrl+D leaves.\n");
  await runTerminal(session, new HistoryFile(join(root, ".hpts", "repl-history")));
}
