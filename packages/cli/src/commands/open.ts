/** `hpts open`: a profile in speedscope. */
import { writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { UsageError } from "@hpts/labkit/lab";
import {
  convertProfile,
  openBrowser,
  readProfile,
  serveSpeedscope,
  speedscopePage,
} from "@hpts/profile";
import { sayingMistakes, standingIn } from "../profile-files.ts";
import { Interrupted } from "../report.ts";

export interface OpenFlags {
  readonly browser: boolean;
  readonly html?: string;
}

export async function openFile(file: string, { browser, html }: OpenFlags): Promise<void> {
  const title = basename(file);
  const speedscope = await sayingMistakes(() =>
    convertProfile(readProfile(file, { cwd: standingIn() }), "speedscope"),
  );
  const text = speedscope as string;
  if (html !== undefined) {
    writePage(html, speedscopePage(text, title));
    return;
  }
  const served = await serveSpeedscope(text, title);
  const stopped = new Promise((resolve) => process.once("SIGINT", resolve));
  console.log(served.url);
  if (browser && !(await openBrowser(served.url))) {
    console.error("no browser could be started: open the address yourself");
  }
  console.error("Ctrl+C ends it");
  await stopped;
  await served.close();
  throw new Interrupted();
}

function writePage(html: string, page: string): void {
  try {
    writeFileSync(resolve(standingIn(), html), page);
  } catch (cause) {
    throw new UsageError(`cannot write ${html}: ${(cause as Error).message}`, { cause });
  }
  console.error(`${html} written: open it in a browser`);
}
