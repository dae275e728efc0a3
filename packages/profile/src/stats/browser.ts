/**
 * The commands of the pstats browser, without a terminal: takes lines, writes text. Who reads the
 * lines, and whether a person is there, is the caller's affair.
 */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Profile } from "../model/profile.ts";
import { ProfileError } from "../profile-error.ts";
import { summary } from "../reports/summary.ts";
import { parseRestriction, type Restriction } from "./restrictions.ts";
import { SORT_KEY_MEANINGS } from "./sort-keys.ts";
import { type Sink, Stats } from "./stats.ts";

export interface BrowserOptions {
  readonly stream: Sink;
  readonly read?: (path: string) => Profile;
  readonly cwd?: string;
  readonly withIdle?: boolean;
}

interface BrowserCommand {
  readonly usage: string;
  readonly help: string;
  /** @returns true if the browser is to be left */
  run(rest: string): boolean | undefined;
}

const RESTRICTIONS_HELP = `
Each WHICH leaves some functions out, from left to right:
  10       the first 10
  0.25     the first quarter
  evolve   those in whose "file:line(name)" the pattern (a regular expression) occurs`;

export class StatsBrowser {
  #stats: Stats | undefined;
  #file = "";
  #last = "";
  readonly #options: BrowserOptions;
  readonly #commands: Readonly<Record<string, BrowserCommand>> = this.#defineCommands();

  constructor(options: BrowserOptions) {
    this.#options = options;
  }

  /** "prof.json% " */
  get prompt(): string {
    return `${this.#file}% `;
  }

  /**
   * Runs a line as it was typed. An empty one repeats the line before.
   * @returns whether the browser is to be left
   */
  execute(line: string): boolean {
    const text = line.trim() || this.#last;
    if (text === "") return false;
    this.#last = text;
    const [, name = "", rest = ""] = /^(\?|\S+)\s*(.*)$/.exec(text) ?? [];
    const command = this.#command(name === "?" ? "help" : name);
    if (command === undefined) {
      this.#say(`${name} is no command: help lists them`);
      return false;
    }
    try {
      return command.run(rest) ?? false;
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error;
      this.#say(error.message);
      return false;
    }
  }

  /**
   * @param line what is typed so far
   * @returns the words that its last word can become: commands, sort keys, files
   */
  complete(line: string): readonly string[] {
    const words = line.trimStart().split(/\s+/);
    const last = words.at(-1) ?? "";
    const names = Object.keys(this.#commands).filter((name) => name !== "EOF");
    const choices =
      words.length === 1 || words[0] === "help" || words[0] === "?"
        ? names
        : this.#argumentsOf(words[0] as string, last);
    return choices.filter((choice) => choice.startsWith(last));
  }

  #argumentsOf(command: string, typed: string): readonly string[] {
    if (command === "sort") return SORT_KEY_MEANINGS.map(([key]) => key);
    if (command !== "read" && command !== "add") return [];
    const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
    try {
      const entries = readdirSync(resolve(this.#options.cwd ?? "", folder), {
        withFileTypes: true,
      });
      return entries.map((entry) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`);
    } catch {
      return [];
    }
  }

  #command(name: string): BrowserCommand | undefined {
    return Object.hasOwn(this.#commands, name) ? this.#commands[name] : undefined;
  }

  #say(text: string): void {
    this.#options.stream.write(`${text}\n`);
  }

  #defineCommands(): Record<string, BrowserCommand> {
    const restricted = (usage: string, help: string, print: RestrictedPrint): BrowserCommand => ({
      usage: `${usage} [WHICH]...`,
      help: help + RESTRICTIONS_HELP,
      run: (rest) => this.#print(rest, print),
    });
    return {
      add: {
        usage: "add FILE",
        help: "Adds the profile in FILE to what is loaded. The order is lost.",
        run: (rest) => this.#withStats((stats) => stats.add(rest)),
      },
      callees: restricted("callees", "Which functions each function calls.", (stats, chosen) =>
        stats.printCallees(...chosen),
      ),
      callers: restricted("callers", "Which functions call each function.", (stats, chosen) =>
        stats.printCallers(...chosen),
      ),
      help: {
        usage: "help [COMMAND]",
        help: "What the commands are, or what one of them does.",
        run: (rest) => this.#help(rest),
      },
      quit: { usage: "quit", help: "Leaves the browser; so does Ctrl+D.", run: () => true },
      read: {
        usage: "read [FILE]",
        help: "Loads FILE in place of all others; without FILE, the same once more.",
        run: (rest) => this.#read(rest),
      },
      reverse: {
        usage: "reverse",
        help: "Turns the order round.",
        run: () => this.#withStats((stats) => stats.reverseOrder()),
      },
      sort: {
        usage: "sort [KEY]...",
        help: "Sorts by these keys; without one, lists the keys.",
        run: (rest) => this.#sort(rest),
      },
      stats: restricted("stats", "Calls and times of the functions.", (stats, chosen) =>
        stats.printStats(...chosen),
      ),
      summary: {
        usage: "summary",
        help: "Says in plain words where the time went.",
        run: () => this.#withStats((stats) => this.#say(summary(stats.profile).trimEnd())),
      },
      strip: {
        usage: "strip",
        help: "Shows files without their folders.",
        run: () => this.#withStats((stats) => stats.stripDirs()),
      },
      EOF: {
        usage: "EOF",
        help: "Leaves the browser, as quit does.",
        run: () => {
          this.#say("");
          return true;
        },
      },
    };
  }

  #withStats(use: (stats: Stats) => unknown): undefined {
    if (this.#stats === undefined) this.#say("No profile is loaded: read FILE loads one");
    else use(this.#stats);
  }

  #print(rest: string, print: RestrictedPrint): undefined {
    this.#withStats((stats) => print(stats, wordsOf(rest).map(parseRestriction)));
  }

  #read(rest: string): undefined {
    const file = rest === "" ? this.#file : rest;
    if (file === "") {
      this.#say("No profile is loaded that could be read once more: read FILE loads one");
      return;
    }
    this.#stats = new Stats(file, this.#options);
    this.#file = file;
  }

  #sort(rest: string): undefined {
    const keys = wordsOf(rest);
    this.#withStats((stats) => {
      if (keys.length > 0) stats.sortStats(...keys);
      else {
        this.#say("Sort keys; the beginning of one will do:");
        for (const [key, meaning] of SORT_KEY_MEANINGS) this.#say(`${key} -- ${meaning}`);
      }
    });
  }

  #help(name: string): undefined {
    if (name === "") {
      const all = Object.values(this.#commands);
      for (const { usage, help } of all) this.#say(`${usage.padEnd(17)} ${help.split("\n")[0]}`);
      return;
    }
    const command = this.#command(name);
    if (command === undefined) this.#say(`${name} is no command: help lists them`);
    else this.#say(`${command.usage}\n${command.help}`);
  }
}

type RestrictedPrint = (stats: Stats, restrictions: readonly Restriction[]) => unknown;

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
