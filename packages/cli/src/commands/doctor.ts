/**
 * `hpts doctor`: what this machine has, what each thing is for, and how to get what is missing. The
 * packages of the course are all there, or bin/hpts.mjs would have said so instead of starting this.
 */
import { execFileSync } from "node:child_process";
import { existsSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { wrap } from "@hpts/labkit/lab";
import { type Context, currentContext } from "../context.ts";
import { WIDTH } from "../report.ts";

interface Finding {
  readonly name: string;
  readonly state: "ok" | "advice";
  /** What was found. */
  readonly found: string;
  /** What it is needed for, and how to get it. */
  readonly advice?: string;
}

const INDENT = " ".repeat(17);
const ADVISED_NODE = 24;
const LEAST_FREE_BYTES = 1024 ** 3;

export function examine({ json = false }: { json?: boolean }): void {
  const context = currentContext();
  const findings = [node(), pnpm(), git(context), python(), terminal(), diskSpace(context)];
  if (json) console.log(JSON.stringify(findings, null, 1));
  else console.log(findings.flatMap((finding) => lines(finding, context)).join("\n"));
}

function lines({ name, state, found, advice }: Finding, { look }: Context): string[] {
  const [sign, paint] = {
    ok: [look.signs.done, look.green] as const,
    advice: [look.signs.todo, look.yellow] as const,
  }[state];
  return [
    paint(` ${sign} ${name.padEnd(13)} ${found}`),
    ...(advice ? wrap(advice, WIDTH - INDENT.length).map((line) => INDENT + line) : []),
  ];
}

function node(): Finding {
  const [major = 0] = process.versions.node.split(".").map(Number);
  const found = process.versions.node;
  if (major >= ADVISED_NODE) return { name: "Node", state: "ok", found };
  const advice = `works; ${ADVISED_NODE} is advised, since Node 20 gets no security fixes any more: https://nodejs.org`;
  return { name: "Node", state: "advice", found, advice };
}

function pnpm(): Finding {
  const found = versionOf("pnpm", ["--version"]);
  const state = found === undefined ? "advice" : "ok";
  if (state === "ok") return { name: "pnpm", state, found: found! };
  return {
    name: "pnpm",
    state,
    found: "not found",
    advice:
      "for `pnpm test` and `pnpm hpts`: npm install --global pnpm@12. Without it: npm test, npm run hpts --",
  };
}

function git({ root }: Context): Finding {
  const found = versionOf("git", ["--version"])?.replace("git version ", "");
  if (found !== undefined && existsSync(join(root, ".git")))
    return { name: "git", state: "ok", found };
  const advice =
    "`hpts reset` finds the handed-out starters without git only if they were run untouched once";
  return {
    name: "git",
    state: "advice",
    found: found ? `${found}, but this is no clone` : "not found",
    advice,
  };
}

function python(): Finding {
  const found = versionOf("python3", ["--version"])?.replace("Python ", "");
  if (found !== undefined) return { name: "python3", state: "ok", found };
  const advice = "optional, for authors: makes the golden files of packages/core anew";
  return { name: "python3", state: "advice", found: "not found", advice };
}

function terminal(): Finding {
  const { isTTY, columns } = process.stdout;
  const found = isTTY ? `${columns} columns` : "output is not a terminal";
  if (!isTTY || columns >= 80) return { name: "terminal", state: "ok", found };
  return {
    name: "terminal",
    state: "advice",
    found,
    advice: "80 columns or more show everything as meant",
  };
}

function diskSpace({ root }: Context): Finding {
  const { bavail, bsize } = statfsSync(root);
  const found = `${((bavail * bsize) / 1024 ** 3).toFixed(1)} GiB free`;
  if (bavail * bsize >= LEAST_FREE_BYTES) return { name: "disk", state: "ok", found };
  return { name: "disk", state: "advice", found, advice: "an installation takes about 0.5 GiB" };
}

/** What a program says of its version; undefined if it cannot be started. */
function versionOf(program: string, args: string[]): string | undefined {
  try {
    const output = execFileSync(program, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      shell: process.platform === "win32", // pnpm is a .cmd file there
    });
    return output.trim().split("\n")[0];
  } catch {
    return undefined;
  }
}
