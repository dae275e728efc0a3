/** "Why is it slow?" of a lab, for a terminal: profiles a program of the lab in a process of its own. */
import { type Lab, type Look, wrap } from "@hpts/labkit/lab";
import { inChild } from "./in-child.ts";
import { measuresOf } from "./measurable.ts";
import type { ProfileResult } from "./results.ts";
import { whySlowText } from "./why-slow/why-slow-text.ts";

export interface WhySlowOfOptions {
  /** The program that is about it is taken, or else the first. */
  readonly exercise?: string | undefined;
  readonly look: Look;
  /** Told what happens now. */
  readonly onStep?: (step: string) => void;
  readonly signal?: AbortSignal;
}

/** @returns the text; also where there is nothing to be profiled, or the code is not ready */
export async function whySlowOf(lab: Lab, options: WhySlowOfOptions): Promise<string> {
  const { exercise, look, onStep = () => {}, signal = new AbortController().signal } = options;
  const { programs } = measuresOf(lab);
  const isAbout = new RegExp(`\\b${exercise}\\b`);
  const program = programs.find(({ about }) => isAbout.test(about)) ?? programs[0];
  if (program === undefined) return `Lab ${lab.manifest.id} has no program to be profiled.`;
  const { trouble, why } = await inChild<ProfileResult>({
    lab,
    kind: "profile",
    options: { program: program.name, handedOut: false },
    signal,
    report: ({ step, done, all }) => onStep(`${done + 1} of ${all}: ${step}`),
  });
  const head = look.bold(`Why is it slow? programs/${program.name}.ts`);
  const said = trouble === undefined ? [] : [`${signOf(trouble.kind, look)} ${trouble.message}`];
  const text = why === undefined ? [] : [whySlowText(why, look)];
  const about = look.dim(wrap(program.about, look.width).join("\n"));
  return [`${head}\n${about}`, ...said, ...text].join("\n\n");
}

function signOf(kind: string, { signs, red, yellow }: Look): string {
  return kind === "todo" ? yellow(signs.todo) : red(signs.failing);
}
