/**
 * A session with a person: node:repl reads the lines (editing, history, search, several lines), the
 * session runs them.
 *
 * While an input runs, the terminal is out of raw mode, so that ^C is a signal that ends the input;
 * at the prompt it is a key that clears the line. Inputs are run outside node:repl's domain, whose
 * handling of errors is not ours.
 */
import process from "node:process";
import { type REPLServer, Recoverable, start } from "node:repl";
import { complete } from "./complete.ts";
import { writeDirectly } from "./direct-write.ts";
import type { HistoryFile } from "./history.ts";
import { forgetInterrupts, surviveInterrupts } from "./interrupt.ts";
import type { Session } from "./session.ts";
import { resultText } from "./show.ts";
import { type Trouble, troubleText } from "./trouble.ts";

const KEEPS_ALIVE_MS = 2 ** 30;

/** A line that was typed or pasted; `done` answers it, and is not called if the next one goes on. */
interface Job {
  readonly line: string;
  readonly done: (isIncomplete: boolean) => void;
}

/** Returns when the person leaves. */
export async function runTerminal(session: Session, history: HistoryFile): Promise<void> {
  surviveInterrupts();
  writeDirectly(process.stdout);
  writeDirectly(process.stderr);
  const jobs = new Jobs();
  const { hasColours } = session.host;
  const showTrouble = (trouble: Trouble): void => {
    process.stderr.write(`${troubleText(trouble)}\n`);
  };
  const alive = setInterval(() => undefined, KEEPS_ALIVE_MS);
  const running = runJobs();
  const server = open(session, history, jobs);
  const onUncaught = (error: unknown): void => {
    process.stdout.write("\n");
    showTrouble(session.trouble(error));
    server.displayPrompt(true);
  };
  process.on("uncaughtException", onUncaught);
  process.on("unhandledRejection", onUncaught);
  await new Promise<void>((resolve) => {
    server.once("exit", resolve);
  });
  jobs.end();
  await running;
  clearInterval(alive);

  async function runJobs(): Promise<void> {
    for (let job = await jobs.take(); job !== undefined; job = await jobs.take()) {
      const text = jobs.begun + job.line;
      if (await session.isIncomplete(text)) {
        jobs.begun = `${text}\n`;
        // Of a paste, all lines are here before the first one is looked at.
        if (jobs.isEmpty) job.done(true);
        continue;
      }
      jobs.begun = "";
      forgetInterrupts();
      setRaw(false);
      const outcome = await session.run(text);
      setRaw(true);
      if (outcome.kind === "leave") {
        server.close();
        return;
      }
      if (outcome.kind === "trouble") showTrouble(outcome.trouble);
      if (outcome.kind === "value") {
        const label = `Out[${outcome.number}]: `;
        const shown = resultText(outcome.value, hasColours);
        process.stdout.write(`${label}${shown.includes("\n") ? "\n" : ""}${shown}\n`);
      }
      job.done(false);
    }
  }
}

function open(session: Session, history: HistoryFile, jobs: Jobs): REPLServer {
  let isContinued = false;
  let buffered = 0;
  const server = start({
    prompt: "",
    input: process.stdin,
    output: process.stdout,
    useGlobal: false,
    ignoreUndefined: true,
    useColors: session.host.hasColours,
    completer: (line: string) => complete(session, line),
    eval: (text, _context, _file, answer) => {
      server.pause();
      // node:repl hands over what it has buffered, too; `jobs.begun` has that already.
      const line = text.slice(buffered);
      jobs.add({
        line: line.replace(/\n$/, ""),
        done: (isIncomplete) => {
          isContinued = isIncomplete;
          buffered = isIncomplete ? buffered + line.length : 0;
          server.resume();
          answer(isIncomplete ? new Recoverable(new SyntaxError()) : null, undefined);
        },
      });
    },
  });
  // Before node:repl drops its own buffer, and shows the prompt.
  server.prependListener("SIGINT", () => {
    jobs.begun = "";
    buffered = 0;
    isContinued = false;
  });
  // In place of node:repl's own, which knows nothing of numbers.
  server.displayPrompt = (preserveCursor?: boolean) => {
    const prompt = `In [${session.nextNumber}]: `;
    server.setPrompt(isContinued ? `${"...: ".padStart(prompt.length)}` : prompt);
    isContinued = false;
    server.prompt(preserveCursor);
  };
  for (const replaced of ["load", "save"]) {
    Reflect.deleteProperty(server.commands as object, replaced);
  }
  const lines = server as unknown as { history: string[] };
  lines.history = history.load().reverse();
  server.on("history", ([newest]: string[]) => history.add(newest ?? ""));
  server.displayPrompt();
  return server;
}

function setRaw(isRaw: boolean): void {
  if (process.stdin.isTTY) process.stdin.setRawMode(isRaw);
}

/** What is typed waits here for what runs. */
class Jobs {
  /** The lines of an input that is not whole yet. */
  begun = "";
  readonly #waiting: Job[] = [];
  #isEnded = false;
  #wake: () => void = () => undefined;

  add(job: Job): void {
    this.#waiting.push(job);
    this.#wake();
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  end(): void {
    this.#isEnded = true;
    this.#wake();
  }

  /** @returns undefined at the end */
  async take(): Promise<Job | undefined> {
    while (this.#waiting.length === 0 && !this.#isEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#waiting.shift();
  }
}
