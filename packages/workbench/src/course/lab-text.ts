/** The texts of a lab's page: its README, cut up by exercise, and the hints that were taken. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Lab, overviewOf, readHints, readProgress } from "@hpts/labkit/lab";
import type { ExerciseText, HintText, LabText } from "../protocol.ts";
import { imagesOf } from "./images.ts";
import { htmlOf, type TextPlace } from "./markdown.ts";

export function labText(lab: Lab, editor: string | undefined): LabText {
  const { id, title, minutes, exercises } = lab.manifest;
  const readme = readIfAny(join(lab.dir, "README.md"));
  const place: TextPlace = {
    lab: id,
    images: new Set(imagesOf(readme).map(({ name }) => name)),
    hasEditor: editor !== undefined,
  };
  const sections = sectionsOf(readme);
  const idOf = (heading: string): string | undefined =>
    exercises.find((one) => heading === one.id || heading.startsWith(`${one.id} `))?.id;
  const first = sections.findIndex(({ heading }) => idOf(heading) !== undefined);
  const last = sections.findLastIndex(({ heading }) => idOf(heading) !== undefined);
  const { done } = overviewOf(lab);
  return {
    id,
    title: title.replace(/\s+/g, " "),
    minutes,
    introHtml: htmlOf(joined(sections.slice(0, Math.max(0, first))), place),
    exercises: exercises.map((exercise): ExerciseText => {
      const section = sections.find(({ heading }) => idOf(heading) === exercise.id);
      return {
        id: exercise.id,
        title: exercise.title,
        file: exercise.file,
        points: exercise.points,
        html: htmlOf(section?.text ?? "", place),
        isDone: done.has(exercise.id),
        hints: hintsTaken(lab, exercise.id),
        hintsInAll: readHints(lab.dir, exercise.id).length,
      };
    }),
    closingHtml: htmlOf(joined(sections.slice(last + 1)), place),
    ...(editor !== undefined && { editor }),
    hasLive: existsSync(join(lab.dir, "live.ts")),
  };
}

/** The hints of an exercise that were shown already. */
export function hintsTaken(lab: Lab, exercise: string): HintText[] {
  const taken = readProgress(lab.dir).hints[exercise] ?? 0;
  const place = { lab: lab.manifest.id, images: new Set<string>(), hasEditor: false };
  return readHints(lab.dir, exercise)
    .slice(0, taken)
    .map(({ tier, markdown }) => ({ tier, html: htmlOf(markdown, place) }));
}

interface Section {
  /** Without the signs; empty for what stands above all sections. */
  readonly heading: string;
  readonly text: string;
}

/** Parts at `## `; a line of code may begin like that, so fences are heeded. The title is left out. */
function sectionsOf(readme: string): Section[] {
  const sections: { heading: string; text: string }[] = [{ heading: "", text: "" }];
  let isCode = false;
  for (const line of readme.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    if (!isCode && line.startsWith("## "))
      sections.push({ heading: line.slice(3).trim(), text: "" });
    else if (isCode || !line.startsWith("# ")) sections.at(-1)!.text += `${line}\n`;
  }
  return sections;
}

const joined = (sections: readonly Section[]): string =>
  sections
    .map(({ heading, text }) => (heading === "" ? text : `## ${heading}\n${text}`))
    .join("\n");

function readIfAny(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
