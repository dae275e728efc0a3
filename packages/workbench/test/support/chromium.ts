/** A real Chromium without a window; CHROMIUM_PATH says which, else Debian's. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const program = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** Without it, tests of pages are left out; in CI they fail. */
export const hasChromium: boolean = existsSync(program) || process.env["CI"] === "true";

if (!hasChromium) {
  console.warn(
    `NOT TESTED: the workbench's page, for want of ${program} (Debian package chromium; CHROMIUM_PATH)`,
  );
}

export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
}
