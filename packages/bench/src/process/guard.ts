/**
 * What must not outlive this process: child processes, which may be in an endless loop and hear
 * nothing, and temporary folders. A process of its own looks after them (runtime/guard.mjs): it works
 * whatever ends this one, and no signal is handled here. It starts with the first of them.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TemporaryFolder {
  /** Absolute, without links. */
  readonly dir: string;
  remove(): void;
}

export function temporaryFolder(prefix: string): TemporaryFolder {
  const dir = join(realpathSync(tmpdir()), prefix + randomBytes(6).toString("hex"));
  tell({ dir }); // before it is there: no moment is left in which nobody would remove it
  mkdirSync(dir, { mode: 0o700 });
  const remove = (): void => {
    rmSync(dir, { recursive: true, force: true });
    tell({ dir, done: true });
  };
  return { dir, remove };
}

/** Ends a child process by force, should this process end before it. */
export function endWithUs(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  tell({ pid });
  child.once("exit", () => tell({ pid, done: true }));
}

let guard: ChildProcess | undefined;

function tell(message: { pid?: number; dir?: string; done?: boolean }): void {
  guard ??= startGuard();
  guard.stdin!.write(`${JSON.stringify(message)}\n`);
}

/** Apart from our terminal, whose Ctrl+C would end it with us; and not a reason to stay alive. */
function startGuard(): ChildProcess {
  const { NODE_OPTIONS: _options, NODE_V8_COVERAGE: _coverage, ...env } = process.env;
  // By its name: `hpts` is a bundle that lies elsewhere.
  const program = createRequire(import.meta.url).resolve("@hpts/bench/guard");
  const started = spawn(process.execPath, [program], {
    cwd: tmpdir(),
    env,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    windowsHide: true,
  });
  const lost = (): void => {
    if (guard === started) guard = undefined;
  };
  started.on("error", lost).on("exit", lost);
  started.stdin!.on("error", lost);
  started.unref();
  (started.stdin as unknown as { unref(): void }).unref();
  return started;
}
