/** `hpts open`: a profile in the browser, in our views or in speedscope. */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, resolve } from "node:path";
import { UsageError } from "@hpts/labkit/lab";
import {
  convertProfile,
  openBrowser,
  type Profile,
  profileData,
  type Served,
  servePage,
  serveSpeedscope,
  speedscopeLink,
  speedscopePage,
} from "@hpts/profile";
import { type MemoryTimeline, readTimeline } from "@hpts/profile/memory";
import { profileDocument } from "@hpts/viz/profile-document";
import { profileAt, sayingMistakes, standingIn } from "../profile-files.ts";
import { Interrupted } from "../report.ts";

export interface OpenFlags {
  readonly browser: boolean;
  readonly html?: string;
  readonly viewer: string;
  readonly memory?: string;
}

/** What there is to be shown. */
interface Shown {
  readonly title: string;
  readonly profile: Profile;
  readonly before?: Profile;
  readonly memory?: MemoryTimeline;
}

/** @param after the profile that is shown, if the first one is what it is compared with */
export async function openFile(
  file: string,
  after: string | undefined,
  flags: OpenFlags,
): Promise<void> {
  const isOurs = isOurViewer(flags.viewer);
  if (!isOurs && after !== undefined) {
    throw new UsageError("speedscope shows one profile, got two: leave --viewer speedscope out");
  }
  if (!isOurs && flags.memory !== undefined) {
    throw new UsageError("speedscope shows no --memory: leave --viewer speedscope out");
  }
  const shown = await sayingMistakes(() => read(file, after, flags.memory));
  if (flags.html !== undefined) {
    writePage(flags.html, isOurs ? await pageOf(shown, []) : speedscopeAsPage(shown));
    return;
  }
  await serve(isOurs ? await servedViews(shown) : await servedSpeedscope(shown), flags.browser);
}

function isOurViewer(viewer: string): boolean {
  if (viewer === "hpts" || viewer === "speedscope") return viewer === "hpts";
  throw new UsageError(`--viewer must be hpts or speedscope, got ${viewer}`);
}

function read(file: string, after: string | undefined, memory: string | undefined): Shown {
  const name = basename(file);
  demandProfile(file);
  const first = profileAt(file);
  const recording = memory === undefined ? undefined : timelineAt(memory);
  const base = recording === undefined ? {} : { memory: recording };
  if (after === undefined) return { ...base, title: name, profile: first };
  const profile = profileAt(after);
  const [unit, other] = [profile.meta.unit ?? "us", first.meta.unit ?? "us"];
  if (unit !== other) {
    throw new UsageError(`expected profiles of one kind, got ${other} and ${unit}`);
  }
  return { ...base, title: `${basename(after)} against ${name}`, profile, before: first };
}

/** Both are kept with -o, and easily confused. */
function demandProfile(file: string): void {
  const path = resolve(standingIn(), file);
  const isRecording = existsSync(path) && statSync(path).isFile() && beginsAsRecording(path);
  if (!isRecording) return;
  throw new UsageError(
    `${file} is memory over time, and no profile: hpts memory plot ${file} draws it; ` +
      `hpts open prof.json --memory ${file} shows it beside a profile`,
  );
}

function beginsAsRecording(path: string): boolean {
  const begin = Buffer.alloc(RECORDING.length);
  const file = openSync(path, "r");
  try {
    readSync(file, begin);
  } finally {
    closeSync(file);
  }
  return begin.toString("latin1") === RECORDING;
}

const RECORDING = "HPTS memory ";

function timelineAt(path: string): MemoryTimeline {
  let text: string;
  try {
    text = readFileSync(resolve(standingIn(), path), "utf8");
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: ${(cause as Error).message}`, { cause });
  }
  return readTimeline(text, path);
}

function pageOf(
  { title, profile, before, memory }: Shown,
  links: readonly { text: string; href: string }[],
): Promise<string> {
  return profileDocument(profileData(profile), {
    title,
    links,
    ...(before !== undefined && { other: profileData(before, { against: profile }) }),
    ...(memory !== undefined && { memory }),
  });
}

async function servedViews(shown: Shown): Promise<Served> {
  const link = { text: "open in speedscope", href: speedscopeLink(shown.title) };
  return servePage(await pageOf(shown, [link]), () => inSpeedscope(shown));
}

async function servedSpeedscope(shown: Shown): Promise<Served> {
  return serveSpeedscope(await sayingMistakes(() => inSpeedscope(shown)), shown.title);
}

function speedscopeAsPage(shown: Shown): string {
  return speedscopePage(inSpeedscope(shown), shown.title);
}

function inSpeedscope({ profile }: Shown): string {
  return convertProfile(profile, "speedscope") as string;
}

async function serve(served: Served, browser: boolean): Promise<never> {
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
