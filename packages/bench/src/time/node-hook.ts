/**
 * What a Node child says of itself when it ends: loaded into it by NODE_OPTIONS, written to a file.
 *
 * VmHWM and not `maxRSS`: on Linux a child begins with the peak of the process that started it. What
 * the child takes to come down after `exit` is missed, and all of it after SIGKILL or an abort. Node
 * processes below the child load the hook too, told apart by the process id; so do its workers, which
 * end before it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Usage } from "./result.ts";

/** CommonJS: loading it costs less than a module, and works from Node 18 on. */
const SOURCE = `"use strict";
process.on("exit", () => {
  try {
    const fs = require("node:fs");
    let peakKib;
    try {
      peakKib = Number(/^VmHWM:\\s*(\\d+)/m.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]);
    } catch {}
    const line = JSON.stringify({ pid: process.pid, peakKib, ...process.resourceUsage() });
    fs.appendFileSync(process.env.HPTS_TIME_FILE, line + "\\n");
  } catch {}
});
`;

export interface HookReport {
  readonly userMs: number;
  readonly sysMs: number;
  /** The largest of the child and all Node processes below it. */
  readonly maxRssBytes: number;
  readonly usage: Usage;
}

/** @returns the environment of a child that is to report into `dir` */
export function hookedEnvironment(env: NodeJS.ProcessEnv, dir: string): NodeJS.ProcessEnv {
  const hook = join(dir, "hook.cjs");
  writeFileSync(hook, SOURCE);
  const before = env["NODE_OPTIONS"] === undefined ? "" : `${env["NODE_OPTIONS"]} `;
  const quoted = `"${hook.replaceAll("\\", "\\\\")}"`;
  return {
    ...env,
    NODE_OPTIONS: `${before}--require ${quoted}`,
    HPTS_TIME_FILE: join(dir, "reports"),
  };
}

/** @returns what process `pid` has said; undefined if nothing, or if it is not known which it was */
export function hookReport(dir: string, pid: number | undefined): HookReport | undefined {
  let text: string;
  try {
    text = readFileSync(join(dir, "reports"), "utf8");
  } catch {
    return undefined;
  }
  const all = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as NodeJS.ResourceUsage & { pid: number; peakKib?: number });
  const said = all.findLast((line) => line.pid === pid);
  if (said === undefined) return undefined;
  const peaksKib = all.map(({ peakKib, maxRSS }) => peakKib ?? maxRSS);
  return {
    userMs: said.userCPUTime / 1000,
    sysMs: said.systemCPUTime / 1000,
    maxRssBytes: Math.max(...peaksKib) * 1024,
    usage: {
      majorFaults: said.majorPageFault,
      minorFaults: said.minorPageFault,
      voluntarySwitches: said.voluntaryContextSwitches,
      involuntarySwitches: said.involuntaryContextSwitches,
      blocksIn: said.fsRead,
      blocksOut: said.fsWrite,
    },
  };
}
