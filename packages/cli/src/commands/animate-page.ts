/** `hpts animate --serve`: the animation in a page on this machine, which follows the files. */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "@hpts/labkit/lab";
import { openBrowser } from "@hpts/profile";
import { serveAnimation } from "@hpts/viz/serve";
import { Interrupted } from "../report.ts";
import type { AnimationJob } from "./animation-process.ts";

const ANIMATION_OF = fileURLToPath(new URL("../../runtime/animation-of.mjs", import.meta.url));

export interface PageOptions {
  /** 0 for one that is free. */
  readonly port: number;
  /** How long the code may not answer, in seconds. */
  readonly limitS: number;
  /** Whether to start a browser. */
  readonly opens: boolean;
}

/** Ends with Ctrl+C only. @throws Interrupted then; UsageError when the port is not to be had */
export async function animateInPage(
  job: AnimationJob,
  { port, limitS, opens }: PageOptions,
): Promise<never> {
  const stopped = new Promise((resolve) => process.once("SIGINT", resolve));
  let wasWrong = false;
  const served = await serveAnimation({
    title: job.name,
    entry: { contents: entryOf(job), folder: dirname(job.file) },
    files: [job.file],
    port,
    limitMs: limitS * 1000,
    onBundle(error) {
      // As the compiler says it: a mark below a line must stay where it is.
      if (error !== undefined) console.error(`hpts: the code cannot be loaded:\n\n${error}\n`);
      else if (wasWrong) console.error("the code can be loaded again");
      wasWrong = error !== undefined;
    },
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
    const why = error.code === "EADDRINUSE" ? "is in use" : "is not to be had";
    throw new UsageError(`port ${port} ${why}: take another --port, or none`, { cause: error });
  });
  console.log(served.url);
  if (opens && !(await openBrowser(served.url))) {
    console.error("no browser could be started: open the address yourself");
  }
  console.error("The page follows your files. Ctrl+C ends it");
  await stopped;
  await served.close();
  throw new Interrupted();
}

/** The module that the page's worker runs. */
function entryOf({ file, name, frames, particles, particlesAreRandom }: AnimationJob): string {
  const folder = dirname(file);
  const beside = ["particle", "simulator"].flatMap((module) => {
    const path = [".ts", ".js", ".mjs"].map((suffix) => join(folder, module + suffix));
    const found = path.find((one) => existsSync(one));
    return found === undefined ? [] : [`${module}: () => import(${text(`./${basename(found)}`)}),`];
  });
  const job = { name, frames, particles, particlesAreRandom };
  return `import * as module from ${text(`./${basename(file)}`)};
import { animationOf, sayingTodo, forPage } from ${text(ANIMATION_OF)};

const job = ${JSON.stringify(job)};
const modules = { ${beside.join(" ")} };
const beside = (name) => modules[name]?.();
export default () =>
  sayingTodo(async () => forPage(await animationOf(module, job, beside), job.frames));
`;
}

const text = (path: string): string => JSON.stringify(path);
