/**
 * GitHub's workflow commands: an error for each exercise that is not passed. GitHub shows ten of a
 * kind for a step; the others are lines of the log. Only we write commands: whatever a submission
 * says stands escaped inside of one, or behind a bar.
 *
 * Source: docs.github.com, "Workflow commands"; actions/toolkit, command.ts, for what is escaped.
 */
import { type Exported, type Shown, shownOf } from "./shown.ts";

const MOST_SHOWN = 10;

export function* annotations(all: Iterable<Exported>): Generator<string> {
  let shownErrors = 0;
  let shownWarnings = 0;
  for (const { result } of all) {
    const shown = shownOf(result);
    const { mark, student, lab } = shown;
    if (mark.kind !== "mark") {
      const title = `${lab} ${student}: no mark`;
      const isShown = shownWarnings++ < MOST_SHOWN;
      yield isShown ? command("warning", title, mark.reason) : logLine(title, mark.reason);
    }
    for (const { title, text } of faultsOf(shown)) {
      const isShown = shownErrors++ < MOST_SHOWN;
      yield isShown ? command("error", title, text) : logLine(title, text);
    }
    if (mark.kind === "mark") yield logLine(`${lab} ${student}`, `${mark.score} of ${mark.max}`);
  }
}

function faultsOf({ student, exercises }: Shown): { title: string; text: string }[] {
  return exercises
    .filter(({ status }) => status !== "pass" && status !== "ungraded")
    .map(({ id, points, weight, why, hint }) => {
      const text = [why, hint].filter((one) => one !== "").join("\n");
      return { title: `${student} ${id}: ${points} of ${weight} points`, text };
    });
}

function command(kind: "error" | "warning", title: string, text: string): string {
  return `::${kind} title=${escapedProperty(title)}::${escapedData(text)}\n`;
}

/** On one line, behind a bar, and without the older way to write commands anywhere in it. */
function logLine(title: string, text: string): string {
  return `| ${`${title}: ${text}`.replaceAll(/\s+/g, " ").replaceAll("##[", "## [")}\n`;
}

const escapedData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapedProperty = (text: string): string =>
  escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
