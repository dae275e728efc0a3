/**
 * A session without a person: a script on stdin. No prompts; results on stdout, each error one line
 * on stderr, and the session goes on.
 */
import process from "node:process";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { Outcome, Session } from "./session.ts";
import { resultText } from "./show.ts";
import { type Trouble, troubleLine } from "./trouble.ts";

export interface ScriptInput {
  readonly text: string;
  /** 1-based. */
  readonly firstLine: number;
}

/** A line that can only go on with what stands before it. */
const GOES_ON = /^\s*(?:\.[A-Za-z_$#]|\?\.|else\b|catch\b|finally\b|&&|\|\||\?\?)/;

/** @returns how many inputs failed */
export async function runScript(session: Session, stdin: Readable): Promise<number> {
  let failed = 0;
  const fail = (trouble: Trouble): void => {
    failed++;
    process.stderr.write(`${troubleLine(trouble)}\n`);
  };
  const onUncaught = (error: unknown): void => fail(session.trouble(error));
  process.on("uncaughtException", onUncaught);
  process.on("unhandledRejection", onUncaught);
  try {
    const lines = (await text(stdin)).replace(/^#!.*/, "").split(/\r?\n/);
    for await (const input of splitScript(lines, (code) => session.isIncomplete(code))) {
      const outcome = await runToEnd(session, input);
      if (outcome.kind === "leave") break;
      if (outcome.kind === "trouble") fail(outcome.trouble);
      if (outcome.kind === "value") session.host.print(resultText(outcome.value, false));
    }
    await settled();
    return failed;
  } finally {
    process.off("uncaughtException", onUncaught);
    process.off("unhandledRejection", onUncaught);
  }
}

/** Inputs of a script: as many lines as make one whole, and those that can only belong to it. */
export async function* splitScript(
  lines: readonly string[],
  isIncomplete: (text: string) => Promise<boolean>,
): AsyncGenerator<ScriptInput> {
  for (let at = 0; at < lines.length; ) {
    const from = at;
    let text = lines[at++]!;
    if (text.trim() === "") continue;
    while (at < lines.length && (GOES_ON.test(lines[at]!) || (await isIncomplete(text)))) {
      text += `\n${lines[at++]}`;
    }
    yield { text: text.trimEnd(), firstLine: from + 1 };
  }
}

/** An input that waits for what nothing is left to bring about would end the process silently. */
async function runToEnd(session: Session, { text, firstLine }: ScriptInput): Promise<Outcome> {
  let giveUp = (): void => undefined;
  const stuck = new Promise<Outcome>((resolve) => {
    giveUp = () => {
      const error = new Error("the input waits for something that never comes");
      resolve({ kind: "trouble", trouble: session.trouble(error) });
    };
    process.once("beforeExit", giveUp);
  });
  const outcome = await Promise.race([session.run(text, firstLine), stuck]);
  process.off("beforeExit", giveUp);
  return outcome;
}

/** Timers that the script has left may still fail. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    process.once("beforeExit", () => resolve());
    // Called from a beforeExit, there would be no further one without anything to do.
    setImmediate(() => undefined);
  });
}
