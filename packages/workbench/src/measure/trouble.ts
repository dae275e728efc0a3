/** Why code cannot be measured, in words for the student: out of what a program or a comparison said. */
import type { Fault } from "@hpts/bench/compare";
import type { LabManifest } from "@hpts/labkit/lab";
import type { Trouble } from "./results.ts";

/** "Todo: M4: take that many steps", as an error; "Not written yet: M4: ...", as orTodo says it. */
const TODO = /(?:^|\W)(?:Todo|Not written yet): (?:([A-Z]\d{1,2}): )?([^\n]*)/;

/** Whether a text tells of work that is not written yet, and which. */
export function todoIn(text: string, manifest: LabManifest): Trouble | undefined {
  const found = TODO.exec(text);
  if (found === null) return undefined;
  const [, id, rest = ""] = found;
  // The input may be an object that is written on several lines.
  const what = rest.replace(/\s*\((?:input \d+:.*|[^()]*:\d+:\d+\))\s*$/, "").trim();
  const exercise = manifest.exercises.find((one) => one.id === id);
  const place = exercise === undefined ? "" : ` It belongs into ${exercise.file}.`;
  const name = id === undefined ? "Something" : id;
  const end = /[.!?]$/.test(what) ? "" : ".";
  return { kind: "todo", message: `${name} is not written yet: ${what}${end}${place}` };
}

/** What a comparison says of a side that failed. */
export function troubleOfFault({ verdict, message, side }: Fault, manifest: LabManifest): Trouble {
  if (side === "baseline") {
    return {
      kind: "crash",
      message:
        "What your code is compared with could not be measured. That is a fault of the course, not yours.",
    };
  }
  const todo = todoIn(message, manifest);
  if (todo !== undefined) return todo;
  const said = message.replace(/^the (?:candidate|baseline) (?:fails|takes too long): /, "");
  if (verdict === "timeout") {
    const where = /within ([\d.]+) s/.exec(message)?.[1];
    return {
      kind: "endless",
      message: `Your code did not come back${where === undefined ? "" : ` within ${where} s`}. Is there a loop that does not end?`,
    };
  }
  if (verdict === "wrong-result") {
    return {
      kind: "wrong-result",
      message: `Not timed: your code gives other results than expected. ${sided(message)}. First make the tests of the exercise pass.`,
    };
  }
  return { kind: "crash", message: `Your code stopped with an error: ${said}` };
}

/** Of a program that ran on its own. */
export function troubleOfProgram(
  ended: {
    readonly exitCode: number;
    readonly stderr: string;
    readonly problem?: string | undefined;
  },
  manifest: LabManifest,
): Trouble | undefined {
  if (ended.exitCode === 0) return undefined;
  if (ended.problem !== undefined) return syntaxTrouble(ended.problem);
  const todo = todoIn(ended.stderr, manifest);
  if (todo !== undefined) return todo;
  return { kind: "crash", message: `The program stopped with an error: ${errorIn(ended)}` };
}

export function syntaxTrouble(message: string): Trouble {
  return { kind: "syntax", message: `Your code cannot be read: ${message}` };
}

export function endlessTrouble(seconds: number): Trouble {
  return {
    kind: "endless",
    message: `The program did not end within ${seconds} s, so it was stopped. Is there a loop that does not end?`,
  };
}

const sided = (message: string): string =>
  message
    .replaceAll("the candidate", "your code")
    .replaceAll("the baseline", "the other one")
    .replace(/^./, (letter) => letter.toUpperCase())
    .replace(/\.$/, "");

/** "TypeError: x is not a function (starter/evolve.ts:3:5)" */
function errorIn({
  exitCode,
  stderr,
}: {
  readonly exitCode: number;
  readonly stderr: string;
}): string {
  const fatal = /^FATAL ERROR: .*heap out of memory/m.test(stderr);
  if (fatal) return "it used up all memory. Does a list grow without end?";
  const line = /^(?:Uncaught )?\w*(?:Error|Exception)\b.*$/m.exec(stderr)?.[0];
  const place = /^\s+at .*?((?:starter|programs)\/[\w.-]+:\d+:\d+)\)?$/m.exec(stderr)?.[1];
  const where = place === undefined ? "" : ` (${place})`;
  return line === undefined ? `it ended with exit code ${exitCode}` : `${line}${where}`;
}
