/** The script of a served page (serve/server.ts): an animation, and what went wrong with it. */
import { controlBar } from "../control-bar.ts";
import type { PlayerState } from "../player.ts";
import type { Scheme } from "../rgba.ts";
import type { TextOfError } from "../worker-messages.ts";
import { WorkerPlayer } from "../worker-player.ts";
import { placeInSource } from "./source-place.ts";

/** What the server tells at the beginning, and after each change of a file. */
interface Change {
  /** Counts what could be bundled; 0 before the first time. */
  readonly version: number;
  /** Why the files as they are now cannot be bundled. */
  readonly error?: string;
}

const part = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const canvas = part<HTMLCanvasElement>("canvas");
const controls = part("controls");
/** Of the files as they are, and of the code that runs. */
const problems = { loading: part("loading"), running: part("running") };
const dark = matchMedia("(prefers-color-scheme: dark)");
const scheme = (): Scheme => (dark.matches ? "dark" : "light");
const limitMs = Number(canvas.dataset["limitMs"]);

let shown: { readonly version: number; readonly player: WorkerPlayer } | undefined;
dark.addEventListener("change", () => shown?.player.paintAs(scheme()));

const changes = new EventSource("/changes");
changes.addEventListener("message", ({ data }) => {
  const { version, error } = JSON.parse(data) as Change;
  if (version > 0 && version !== shown?.version) show(version);
  if (error !== undefined) {
    const still = shown === undefined ? "" : " What you see is the code before.";
    say("loading", `The code cannot be loaded.${still}`, error);
  }
});
changes.addEventListener("error", () =>
  say("loading", "hpts has ended, and changes are not seen any more. Start it again to go on."),
);

/** The page, the window and whether it plays stay as they are; the code begins anew. */
function show(version: number): void {
  const plays =
    shown === undefined
      ? !matchMedia("(prefers-reduced-motion: reduce)").matches
      : shown.player.state.status !== "paused";
  shown?.player.stop();
  const start = (): Worker => new Worker(`/worker.js?${version}`, { type: "module" });
  const player = new WorkerPlayer(start, { canvas, plays, scheme: scheme(), limitMs });
  player.onChange(sayFailure);
  shown = { version, player };
  problems.loading.replaceChildren();
  problems.running.replaceChildren();
  const focused = (document.activeElement as HTMLElement | null)?.dataset["action"];
  controls.replaceChildren(controlBar(player, document, { errors: false }).element);
  controls.querySelector<HTMLElement>(`[data-action="${focused}"]`)?.focus();
}

async function sayFailure({ status, error }: PlayerState): Promise<void> {
  if (status !== "failed") return problems.running.replaceChildren();
  const { message, stack } = error as TextOfError;
  say("running", "The code stopped:", message);
  const place = stack && (await placeOf(stack));
  const isStill = shown?.player.state.error === error;
  if (place && isStill) say("running", "The code stopped:", `${message}  (${place})`);
}

const IN_BUNDLE = /\/animation\.js\?\d+:(?<line>\d+):(?<column>\d+)/;

async function placeOf(stack: string): Promise<string | undefined> {
  const answer = await fetch("/animation.map").catch(() => undefined);
  return answer?.ok ? placeInSource(stack, IN_BUNDLE, await answer.json()) : undefined;
}

function say(about: keyof typeof problems, sentence: string, text = ""): void {
  const line = document.createElement("p");
  line.textContent = sentence;
  const detail = document.createElement("pre");
  detail.textContent = text;
  problems[about].replaceChildren(line, ...(text === "" ? [] : [detail]));
}
