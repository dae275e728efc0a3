/** Programs of this machine that show something: a browser, KCachegrind. */
import { type SpawnOptions, spawn } from "node:child_process";
import { ProfileError } from "../profile-error.ts";

/**
 * Opens an address in the user's browser.
 *
 * @returns false if there is none that could be started
 */
export function openBrowser(
  url: string,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const [program, args] = browserCommand(url, platform);
  return new Promise((resolve) => {
    // The browser goes on when we end. Some openers stay as long as the browser does.
    const child = spawn(program, args, { detached: true, stdio: "ignore" });
    const asked = setTimeout(() => resolve(true), 2000);
    child.once("error", () => {
      clearTimeout(asked);
      resolve(false);
    });
    child.once("exit", (code) => {
      clearTimeout(asked);
      resolve(code === 0);
    });
    child.unref();
  });
}

/** The program that opens addresses, and its arguments. */
export function browserCommand(url: string, platform: NodeJS.Platform): [string, string[]] {
  if (platform === "darwin") return ["open", [url]];
  // & parts commands in cmd; the first quoted word would be the window's title.
  if (platform === "win32") return ["cmd", ["/c", "start", '""', url.replaceAll("&", "^&")]];
  return ["xdg-open", [url]];
}

const KCACHEGRIND = ["kcachegrind", "qcachegrind"] as const;

/**
 * Shows a callgrind file in KCachegrind, or in QCachegrind; ends when the window is closed.
 *
 * @throws ProfileError with code HPTS_PROFILE_TOOL if neither is there, or nothing to show it on
 */
export async function openKcachegrind(
  path: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  if (platform === "linux" && !env["DISPLAY"] && !env["WAYLAND_DISPLAY"]) {
    throw new ProfileError(
      "HPTS_PROFILE_TOOL",
      "KCachegrind needs a display, and there is none here. Leave -k out and open the file elsewhere",
    );
  }
  for (const program of KCACHEGRIND) {
    if (await runs(program, [path], { stdio: ["ignore", "ignore", "inherit"], env })) return;
  }
  throw new ProfileError(
    "HPTS_PROFILE_TOOL",
    "KCachegrind is missing. Install it (Debian: apt-get install kcachegrind; macOS: " +
      "brew install qcachegrind), or leave -k out and open the file elsewhere",
  );
}

/** @returns false if there is no such program */
function runs(program: string, args: readonly string[], options: SpawnOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, options);
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") resolve(false);
      else
        reject(
          new ProfileError("HPTS_PROFILE_TOOL", `${program}: ${error.message}`, { cause: error }),
        );
    });
    child.once("exit", () => resolve(true));
  });
}
