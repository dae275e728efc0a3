/** The programs that measurements need, and a fresh process of each. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const python = ["python3", "/usr/bin/python3", "python"].find(
  (name) => spawnSync(name, ["-c", "import matplotlib.animation, PIL"]).status === 0,
);

const FFMPEG = "ffmpeg";

export const chromium: string = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** Ends the process when something is missing. */
export function checkPrograms(): void {
  const missing = [
    python === undefined && "a python3 with matplotlib and Pillow (Debian: python3-matplotlib)",
    spawnSync(FFMPEG, ["-version"]).status !== 0 && FFMPEG,
    !existsSync(chromium) && `${chromium} (Debian: chromium; or CHROMIUM_PATH)`,
  ].filter((one) => one !== false);
  if (missing.length === 0) return;
  console.error(`bench:viz needs ${missing.join(", ")}, and found none`);
  process.exit(3);
}

type Argument = string | number;

/** What a script of this folder prints, run with tsx. */
export function runOurs(script: string, ...args: readonly Argument[]): string {
  return run(process.execPath, ["--import", import.meta.resolve("tsx"), script, ...args]);
}

/** What a script of this folder prints, run with Python. */
export function runPython(script: string, ...args: readonly Argument[]): string {
  return run(python!, [script, ...args]);
}

export function matplotlibVersion(): string {
  return run(python!, ["-c", "import matplotlib; print(matplotlib.__version__)"]).trim();
}

export function chromiumVersion(): string {
  return run(chromium, ["--version"])
    .replace(/ built on.*/, "")
    .trim();
}

function run(program: string, args: readonly Argument[]): string {
  const texts = args.map((argument) =>
    /\.(ts|py)$/.test(String(argument))
      ? join(import.meta.dirname, String(argument))
      : `${argument}`,
  );
  const ran = spawnSync(program, texts, { encoding: "utf8" });
  if (ran.status === 0) return ran.stdout;
  throw new Error(`${program} ${texts.join(" ")} failed:\n${ran.stderr}`);
}
