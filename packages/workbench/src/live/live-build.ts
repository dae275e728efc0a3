/**
 * The student's code as one module for the page's worker: `live.ts` of the lab, and whatever it
 * imports from the lab and from the course's packages. Kept in memory, numbered; made again on every
 * save, which takes some milliseconds because esbuild keeps what has not changed.
 */
import { realpathSync } from "node:fs";
import { SourceMap } from "node:module";
import { join, relative, resolve, sep } from "node:path";
import type { Lab, Place } from "@hpts/labkit/lab";
import {
  type BuildContext,
  type BuildFailure,
  type BuildOptions,
  build,
  context,
  formatMessages,
  type Message,
  type Plugin,
} from "esbuild";
import type { BuildFault } from "../protocol.ts";
import { loopMarks } from "./loop-marks.ts";
import { nothingOfNode } from "./nothing-of-node.ts";
import { onlyTheCourse } from "./only-the-course.ts";

/** What a build came to: a module that is served under its number, or what is wrong. */
export type Built = { readonly version: number } | { readonly faults: readonly BuildFault[] };

interface Module {
  readonly code: string;
  readonly map: string;
}

/** So many saves can a page go back to the last code that worked. */
const KEPT = 100;

export class LiveBuild {
  readonly #lab: Lab;
  readonly #modules = new Map<number, Module>();
  #context: BuildContext | undefined;
  #version = 0;
  /** The last one without marks. */
  #latest = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Makes it of the files as they are. Equal code keeps its number. */
  build(): Promise<Built> {
    const built = this.#queue.then(() => this.#build());
    this.#queue = built.catch(() => {});
    return built;
  }

  /**
   * The same with marks in all loops, to find the one that does not end.
   *
   * @returns its number; none if it does not compile any more
   */
  async buildMarked(): Promise<number | undefined> {
    const { dir } = this.#lab;
    const options = optionsFor(dir);
    const plugins = [loopMarks(dir), ...options.plugins];
    const built = await build({ ...options, plugins, write: false }).catch(() => undefined);
    if (built === undefined) return undefined;
    const code = built.outputFiles.find(({ path }) => path.endsWith(".js"))!.text;
    this.#modules.set(++this.#version, { code, map: "" });
    return this.#version;
  }

  /** The module's text; none if it was never made, or long ago. */
  codeOf(version: number): string | undefined {
    return this.#modules.get(version)?.code;
  }

  /** Where a place in the module was written, if that is a file of the lab. Lines count from 1. */
  placeOf(version: number, line: number, column: number): Place | undefined {
    const map = this.#modules.get(version)?.map;
    if (!map) return undefined;
    const entry = new SourceMap(JSON.parse(map)).findEntry(line - 1, column - 1);
    if (!("originalSource" in entry)) return undefined;
    const file = relative(this.#lab.dir, resolve(this.#lab.dir, entry.originalSource));
    if (file.startsWith("..")) return undefined;
    return {
      file: file.split(sep).join("/"),
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
    };
  }

  async close(): Promise<void> {
    await this.#queue;
    await this.#context?.dispose();
  }

  async #build(): Promise<Built> {
    try {
      this.#context ??= await context(optionsFor(this.#lab.dir));
      const { outputFiles = [] } = await this.#context.rebuild();
      const textOf = (suffix: string): string =>
        outputFiles.find(({ path }) => path.endsWith(suffix))!.text;
      return { version: this.#keep({ code: textOf(".js"), map: textOf(".js.map") }) };
    } catch (error) {
      const { errors } = error as Partial<BuildFailure>;
      if (errors === undefined) throw error;
      return { faults: await Promise.all(errors.map((one) => faultOf(one, this.#lab.dir))) };
    }
  }

  #keep(module: Module): number {
    const isSame = this.#modules.get(this.#latest)?.code === module.code;
    if (isSame) return this.#latest;
    this.#latest = ++this.#version;
    this.#modules.set(this.#latest, module);
    this.#modules.delete(this.#latest - KEPT);
    return this.#latest;
  }
}

function optionsFor(dir: string): BuildOptions & { readonly plugins: Plugin[] } {
  return {
    // A real path, as esbuild's own are: sources in the map are relative to the lab.
    entryPoints: [join(realpathSync(dir), "live.ts")],
    absWorkingDir: realpathSync(dir),
    outfile: join(realpathSync(dir), "live.js"),
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    sourcemap: "external",
    keepNames: true,
    // A lab's settings say nothing that changes code, and would have to be read every time.
    tsconfigRaw: { compilerOptions: { target: "es2023", verbatimModuleSyntax: true } },
    logLevel: "silent",
    plugins: [nothingOfNode(), onlyTheCourse(dir)],
  };
}

async function faultOf(message: Message, labDir: string): Promise<BuildFault> {
  const [text = ""] = await formatMessages([message], { kind: "error", color: false });
  const { location } = message;
  return {
    message: message.text,
    // Its line with the place is left out: it counts columns from 0, and `at` says the same.
    text: text
      .replace(/^✘ \[ERROR\] /, "")
      .replace(/^ {4}\S+:\d+:\d+:\n/m, "")
      .trim(),
    ...(location && {
      at: {
        file: relative(labDir, resolve(labDir, location.file)).split(sep).join("/"),
        line: location.line,
        column: location.column + 1,
      },
    }),
  };
}
