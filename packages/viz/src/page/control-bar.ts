/**
 * Buttons of an animation: play or pause, one frame, from the start. Own words and keys on each button;
 * in the bar, also Space or K, "." and Home.
 */
import type { Playable, PlayerState } from "./player.ts";

export interface ControlBar {
  readonly element: HTMLElement;
  /** Takes it out of the page, and its listeners from the player. */
  remove(): void;
}

/** Looks as the page does; sizes and the ring of the focus are its own. */
const STYLE = `
.hpts-controls { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; font: inherit; }
.hpts-controls button { font: inherit; min-width: 2.75rem; min-height: 2.25rem; padding: .25rem .75rem;
  color: inherit; background: transparent; border: 1px solid currentColor; border-radius: .375rem;
  cursor: pointer; }
.hpts-controls button:focus-visible { outline: 3px solid #0072b2; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  .hpts-controls button:focus-visible { outline-color: #56b4e9; }
}
.hpts-controls output { font-variant-numeric: tabular-nums; }
`;

export interface ControlBarOptions {
  /** Says what went wrong, where nothing else in the page does. @default true */
  readonly errors?: boolean;
}

/** @param player one of this page, or what stands for one in a worker */
export function controlBar(
  player: Playable,
  page: Document,
  { errors = true }: ControlBarOptions = {},
): ControlBar {
  const element = page.createElement("div");
  element.className = "hpts-controls";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", "Animation");
  const style = page.createElement("style");
  style.textContent = STYLE;
  const button = (action: string, press: () => void): HTMLButtonElement => {
    const made = page.createElement("button");
    made.type = "button";
    made.dataset["action"] = action;
    made.addEventListener("click", press);
    return made;
  };
  const toggle = (): void => (player.state.status === "playing" ? player.pause() : player.play());
  const play = button("toggle", toggle);
  const step = button("step", () => player.step());
  const restart = button("restart", () => player.restart());
  step.textContent = "Step";
  step.title = "One frame (.)";
  restart.textContent = "Restart";
  restart.title = "From the first frame (Home)";
  // Not told aloud: it changes with every frame.
  const place = page.createElement("output");
  place.setAttribute("aria-live", "off");
  element.append(style, play, step, restart, place);
  element.addEventListener("keydown", (event) => onKey(event, { player, toggle }));
  const show = (state: PlayerState): void => {
    const word = state.status === "playing" ? "Pause" : "Play";
    if (play.textContent !== word) {
      play.textContent = word;
      play.title = `${word} (Space or K)`;
    }
    place.textContent = placeOf(state, errors);
  };
  show(player.state);
  const unlisten = player.onChange(show);
  return {
    element,
    remove() {
      unlisten();
      element.remove();
    },
  };
}

function onKey(
  event: KeyboardEvent,
  { player, toggle }: { readonly player: Playable; readonly toggle: () => void },
): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const actions: Readonly<Record<string, () => void>> = {
    k: toggle,
    ".": () => player.step(),
    Home: () => player.restart(),
  };
  const action = actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

function placeOf({ status, frame, frames, error }: PlayerState, errors: boolean): string {
  if (status === "failed") return `stopped by an error${errors ? `: ${messageOf(error)}` : ""}`;
  const place = frames === undefined ? `frame ${frame}` : `frame ${frame} of ${frames}`;
  return status === "ended" ? `${place}, ended` : place;
}

function messageOf(error: unknown): string {
  const { message } = Object(error) as { readonly message?: unknown };
  return typeof message === "string" ? message : String(error);
}
