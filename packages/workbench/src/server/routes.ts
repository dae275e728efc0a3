/**
 * Everything that can be asked for, by name. Reading runs nothing; what runs something is a POST, and
 * has passed gate.ts. No address is a path of the disk.
 */
import type { ServerResponse } from "node:http";
import { type Lab, ManifestError, UsageError } from "@hpts/labkit/lab";
import { courseState, labWithId } from "../course/course-state.ts";
import { type Editor, openInEditor } from "../course/editor.ts";
import { readImage } from "../course/images.ts";
import { labText } from "../course/lab-text.ts";
import { nextHint, resetExercise } from "../course/verbs.ts";
import type { WatchedLab } from "../course/watched-lab.ts";
import type { LiveLabs } from "../live/live-labs.ts";
import { measuresOf } from "../measure/measurable.ts";
import { type Answer, json, Refused, SCRIPT } from "./answer.ts";
import { type Body, textIfAny, textIn } from "./body.ts";
import type { Channel } from "./channel.ts";
import type { Jobs } from "./jobs.ts";
import type { PageFiles } from "./page-files.ts";
import { ICON, PAGE_POLICY, shellHtml, WORKER_POLICY } from "./shell.ts";

/** How a student's exercise differs from the reference, if it may be shown. */
export type Differ = (lab: Lab, exercise: string) => DiffAnswer;

export interface DiffAnswer {
  /** A unified diff; none if it may not be shown. */
  readonly diff?: string;
  /** What else is to be said, such as why there is none. */
  readonly said?: string;
}

/** All that the routes work with. */
export interface Workings {
  readonly root: string;
  readonly token: string;
  readonly files: PageFiles;
  readonly channel: Channel;
  readonly watched: WatchedLab;
  readonly live: LiveLabs;
  readonly jobs: Jobs;
  readonly editor: Editor | undefined;
  readonly diff: Differ;
}

export type Reading = (workings: Workings, query: URLSearchParams) => Answer;
/** None if the answer stays open. */
export type Doing = (
  workings: Workings,
  body: Body,
  response: ServerResponse,
) => Promise<Answer | undefined> | Answer | undefined;

export const READINGS: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  [
    "/",
    ({ token }) => ({
      type: "text/html; charset=utf-8",
      body: shellHtml(token),
      policy: PAGE_POLICY,
    }),
  ],
  ["/page.js", ({ files }) => ({ type: SCRIPT, body: files.script })],
  ["/page.css", ({ files }) => ({ type: "text/css; charset=utf-8", body: files.styles })],
  ["/views.js", ({ files }) => ({ type: SCRIPT, body: files.views })],
  ["/worker.js", ({ files }) => ({ type: SCRIPT, body: files.worker, policy: WORKER_POLICY })],
  ["/icon.svg", () => ({ type: "image/svg+xml", body: ICON })],
  ["/live.js", liveModule],
  ["/image", image],
  ["/api/labs", ({ root }) => json(courseState(root))],
  ["/api/lab", ({ root, editor }, query) => json(labText(labIn(root, query), editor?.name))],
  ["/api/measures", ({ root }, query) => json(measuresOf(labIn(root, query)))],
  ["/api/jobs", ({ root, jobs }, query) => json(jobs.statesOf(labIn(root, query).manifest.id))],
]);

export const DOINGS: ReadonlyMap<string, Doing> = new Map<string, Doing>([
  ["/api/events", openEvents],
  ["/api/rerun", rerun],
  [
    "/api/hint",
    ({ root }, body) => json(said(() => nextHint(labOf(root, body), textIn(body, "exercise")))),
  ],
  ["/api/reset", reset],
  [
    "/api/diff",
    ({ root, diff }, body) => json(said(() => diff(labOf(root, body), textIn(body, "exercise")))),
  ],
  ["/api/edit", edit],
  ["/api/place", place],
  ["/api/loop", markedModule],
  ["/api/job/start", startJob],
  ["/api/job/stop", stopJob],
]);

const labIn = (root: string, query: URLSearchParams): Lab =>
  labWithId(root, query.get("lab") ?? "");
const labOf = (root: string, body: Body): Lab => labWithId(root, textIn(body, "lab"));

function liveModule({ live }: Workings, query: URLSearchParams): Answer {
  const version = Number(query.get("version"));
  const code = live.buildOf(query.get("lab") ?? "")?.codeOf(version);
  if (code === undefined) throw new Refused("this code is not kept any more", 404);
  return { type: SCRIPT, body: code };
}

function image({ root }: Workings, query: URLSearchParams): Answer {
  const found = readImage(labIn(root, query), query.get("name") ?? "");
  if (found === undefined) throw new Refused("the lab has no such image", 404);
  // An SVG that is opened by itself must not run what may be in it.
  return found;
}

/** A page has opened; with it, its lab. */
function openEvents(workings: Workings, body: Body, response: ServerResponse): undefined {
  const { root, channel, watched, live, jobs } = workings;
  const id = textIfAny(body, "lab");
  const lab = id === undefined ? undefined : labWithId(root, id);
  if (lab !== undefined) {
    live.open(lab);
    watched.open(lab);
  }
  const now =
    id === undefined
      ? []
      : [
          ...live.stateOf(id),
          ...watched.stateOf(id),
          ...jobs.statesOf(id).map((job) => ({ type: "job", lab: id, job }) as const),
        ];
  channel.open(response, id, now, () => {
    if (id !== undefined && !channel.hasPageOf(id)) watched.leave(id);
  });
}

function rerun({ root, watched }: Workings, body: Body): Answer {
  // What comes of it is an event.
  watched.rerun(labOf(root, body));
  return json({});
}

function reset({ root, channel }: Workings, body: Body): Answer {
  const isConfirmed = body["isConfirmed"] === true;
  const answer = said(() =>
    resetExercise(labOf(root, body), textIfAny(body, "exercise"), isConfirmed),
  );
  if (isConfirmed) channel.send({ type: "progress" });
  return json(answer);
}

function edit({ root, editor }: Workings, body: Body): Answer {
  if (editor === undefined) {
    throw new Refused("no editor was found: set VISUAL, as in VISUAL=code, and start again", 409);
  }
  const [line, column] = ["line", "column"].map((field) => wholeIn(body, field));
  openInEditor(editor, labOf(root, body), {
    file: textIn(body, "file"),
    line: line!,
    column: column!,
  });
  return json({});
}

function wholeIn(body: Body, field: string): number {
  const value = body[field] ?? 1;
  if (Number.isSafeInteger(value) && (value as number) >= 1) return value as number;
  throw new Refused(`"${field}" must be a whole number, 1 or more, got ${JSON.stringify(value)}`);
}

/** Where in the student's file something of the module was written. */
function place({ live }: Workings, body: Body): Answer {
  const build = live.buildOf(textIn(body, "lab"));
  const at = build?.placeOf(
    wholeIn(body, "version"),
    wholeIn(body, "line"),
    wholeIn(body, "column"),
  );
  return json({ at: at ?? null });
}

/** The student's code with marks in its loops, for a worker that finds out which one does not end. */
async function markedModule({ live }: Workings, body: Body): Promise<Answer> {
  const version = await live.buildOf(textIn(body, "lab"))?.buildMarked();
  return json({ version: version ?? null });
}

function startJob({ root, jobs }: Workings, body: Body): Answer {
  jobs.start(labOf(root, body), textIn(body, "kind"), body);
  return json({});
}

async function stopJob({ jobs }: Workings): Promise<Answer> {
  await jobs.stop();
  return json({});
}

/** What labkit says of a call that makes no sense is for the person at the page. */
function said<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UsageError || error instanceof ManifestError) {
      throw new Refused(error.message, 409);
    }
    throw error;
  }
}
