/** Behind `npm start`: the dashboard and the workbench, until Ctrl+C; or another verb of `hpts`. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { childEnv, hptsCommand, ROOT } from "./run.mjs";

const SIGNALS = ["SIGINT", "SIGTERM"];

/** @returns the exit code */
export function start(rest, taken) {
  const [program, args, env] = hptsCommand(startArguments(rest, taken));
  const child = spawn(program, args, { cwd: ROOT, stdio: "inherit", env: childEnv(env) });
  return new Promise((resolve, reject) => {
    // On a terminal Ctrl+C reaches both of us; the one that serves says when it has ended.
    const handOn = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, handOn);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const one of SIGNALS) process.off(one, handOn);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/**
 * `npm start` alone serves; with --json, or with a verb, it is what that verb does.
 *
 * @param rest what was written after --
 * @param taken options that npm has kept, because they were written before it
 */
export function startArguments(rest, taken) {
  const isVerb = /^[a-z]/i.test(rest[0] ?? "");
  if (isVerb) return [...rest, ...taken];
  // npm parts an option from its value: `--port 8080` comes as --port, and 8080 among the arguments.
  const options = [...taken, ...rest];
  return [options.includes("--json") ? "labs" : "start", ...options];
}
