/** The views of a profile in a page: a flame graph, a table, sources, and what is around a function. */
import type { ProfileData } from "@hpts/profile";
import type { MemoryTimeline } from "@hpts/profile/memory";
import { effect } from "@preact/signals";
import { render } from "preact";
import { profileModel } from "../profile-model.ts";
import { App } from "./app.tsx";
import { useStyles } from "./style.ts";
import { hottest, viewState } from "./view-state.ts";

/** A function: the text that reports call it by ("simul.ts:4(evolve)"), its name, or its place. */
export type FunctionChoice = string | { readonly file: string; readonly line: number };

export interface SelectedFunction {
  /** "simul.ts:4(evolve)" */
  readonly label: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export interface MountOptions {
  /** Shown as the difference to it: what became slower or faster. */
  readonly other?: ProfileData;
  readonly title?: string;
  /** What is selected at first. Default: the function with the most time of its own. */
  readonly select?: FunctionChoice;
  /** Called with each new selection, whoever made it. */
  readonly onSelect?: (selected: SelectedFunction) => void;
  /** Memory over time, of `hpts memory run`: a view more. */
  readonly memory?: MemoryTimeline;
  /** Links at the head of the page, "open in speedscope". */
  readonly links?: readonly { readonly text: string; readonly href: string }[];
}

export interface MountedProfile {
  /** Selects a function in all views; nothing happens if there is no such one. */
  select(choice: FunctionChoice): void;
  /** Shows another profile; the selected function stays selected if it is there, too. */
  update(profile: ProfileData): void;
  close(): void;
}

/**
 * Shows a profile in an element, which needs a height.
 * @param profile made by `profileData` of @hpts/profile; as it comes from JSON.parse will do
 */
export function mountProfile(
  element: HTMLElement,
  profile: ProfileData,
  options: MountOptions = {},
): MountedProfile {
  const removeStyles = useStyles(element.ownerDocument);
  const state = viewState(profile, options);
  const select = (choice: FunctionChoice): void => {
    const fn = find(state.model.peek().data, choice);
    if (fn !== -1) state.selected.value = fn;
  };
  if (options.select !== undefined) select(options.select);
  const title = options.title ?? profile.meta.command.join(" ") ?? "profile";
  render(<App state={state} title={title} links={options.links ?? []} />, element);
  let isFirst = true;
  const stop = effect(() => {
    const selected = describe(state.model.peek().data, state.selected.value);
    if (selected !== undefined && !isFirst) options.onSelect?.(selected);
    isFirst = false;
  });
  return {
    select,
    update: (data) => {
      const key = state.model.peek().data.functions.key[state.selected.peek()];
      const same = key === undefined ? -1 : data.functions.key.indexOf(key);
      state.selected.value = -1;
      state.model.value = profileModel(data);
      state.selected.value = same === -1 ? hottest(data) : same;
    },
    close: () => {
      stop();
      render(null, element);
      removeStyles();
    },
  };
}

function find({ functions }: ProfileData, choice: FunctionChoice): number {
  if (typeof choice === "string") {
    const byLabel = functions.label.indexOf(choice);
    return byLabel === -1 ? functions.name.indexOf(choice) : byLabel;
  }
  // The function that begins last before the line.
  let best = -1;
  for (const [fn, file] of functions.file.entries()) {
    const line = functions.line[fn] as number;
    const isBefore = file === choice.file && line <= choice.line;
    if (isBefore && (best === -1 || line > (functions.line[best] as number))) best = fn;
  }
  return best;
}

function describe({ functions }: ProfileData, fn: number): SelectedFunction | undefined {
  const label = functions.label[fn];
  if (label === undefined) return undefined;
  return {
    label,
    name: functions.name[fn] as string,
    file: functions.file[fn] as string,
    line: functions.line[fn] as number,
  };
}
