/**
 * pstats.Stats: tables of functions, of their callers and of their callees, sorted and restricted.
 *
 * The text is that of CPython's pstats, byte for byte (test/stats/pstats.test.ts), but for this:
 *
 * - A line under the head tells engine, rate, calibration and what is left out; notes follow it.
 * - Calls that were not counted are "-", with blanks for percall. `wait` is a column of its own.
 * - stripDirs keeps what it strips: files are written with full paths, `add` strips as well, and
 *   functions that become one are taken for recursion, so that no time is counted twice.
 * - A restriction that is no count and no share is refused; pstats shows all. 1 is a count, and
 *   `{ share: 1 }` all: JavaScript has no 1.0.
 * - Abbreviations of keys that mean the same, as "cum", are no doubt. Numeric keys are not taken.
 * - Patterns are JavaScript's.
 */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { loadProfile, saveProfile } from "../model/file.ts";
import { mergeProfiles } from "../model/merge.ts";
import type { Profile } from "../model/profile.ts";
import { ProfileError } from "../profile-error.ts";
import { scaleOf } from "./amount.ts";
import { engineLine, programNote } from "./engine-line.ts";
import { type FunctionStats, functionTable } from "./function-table.ts";
import { fixed3 } from "./number-text.ts";
import { type Restriction, restrict } from "./restrictions.ts";
import { sortOrder } from "./sort-keys.ts";
import { type StatsProfile, statsProfile } from "./stats-profile.ts";
import { functionLines, relationLines } from "./tables.ts";
import { wrapped } from "./wrapped.ts";

/** Where reports are written; process.stdout is one. */
export interface Sink {
  write(text: string): unknown;
}

export interface StatsOptions {
  /** Default: standard output. */
  readonly stream?: Sink;
  /** Count the time in which the event loop waited as well. Default false. */
  readonly withIdle?: boolean;
  /** How to read a profile from a file. Default: a file of hpts. */
  readonly read?: (path: string) => Profile;
  /** The folder from which relative paths lead, for `read` as well. Default: the current one. */
  readonly cwd?: string;
}

/** A profile, or the path of a file with one, or what gives one, as a Profiler. */
export type StatsSource = Profile | string | { profile(): Profile };

/**
 * @example
 * new Stats("prof.json").stripDirs().sortStats("cumulative", "name").printStats(10, "evolve");
 */
export class Stats {
  /** When each file was written and its name, for the head of the reports. */
  readonly files: string[] = [];
  readonly #stream: Sink;
  readonly #withIdle: boolean;
  readonly #read: (path: string) => Profile;
  readonly #cwd: string;
  #profile: Profile;
  #functions: readonly FunctionStats[] = [];
  #isStripped = false;
  #order: FunctionStats[] | undefined;
  #orderedBy = "";

  /**
   * @param sources at least one; several are added up
   * @throws ProfileError HPTS_PROFILE_FILE if a file is no profile
   */
  constructor(sources: StatsSource | readonly StatsSource[], options: StatsOptions = {}) {
    this.#stream = options.stream ?? process.stdout;
    this.#withIdle = options.withIdle ?? false;
    this.#cwd = options.cwd ?? process.cwd();
    this.#read = options.read ?? ((path) => loadProfile(path, this.#cwd));
    const [first, ...others] = Array.isArray(sources) ? sources : [sources];
    if (first === undefined) {
      throw new ProfileError("HPTS_PROFILE_OPTION", "Stats: expected a profile or file, got none");
    }
    this.#profile = this.#load(first);
    this.#renew();
    this.add(...others);
  }

  /** All that was loaded and added. */
  get profile(): Profile {
    return this.#profile;
  }

  /** Adds profiles up: calls and times of functions that are in both. The order is lost. */
  add(...sources: readonly StatsSource[]): this {
    for (const source of sources) this.#profile = mergeProfiles(this.#profile, this.#load(source));
    if (sources.length > 0) this.#renew();
    return this;
  }

  /** Takes a file's profile in place of all that was loaded and added. */
  loadStats(path: string): this {
    const profile = this.#read(path);
    this.files.splice(0, this.files.length, headLine(path, this.#cwd));
    this.#profile = profile;
    this.#isStripped = false;
    this.#renew();
    return this;
  }

  /** Writes all that was loaded and added to a file, paths unstripped. */
  dumpStats(path: string): this {
    saveProfile(resolve(this.#cwd, path), this.#profile);
    return this;
  }

  /** Shows files without their folders; functions that look the same then are one. The order is lost. */
  stripDirs(): this {
    this.#isStripped = true;
    this.#renew();
    return this;
  }

  /**
   * Sorts by one or more keys, most important first: calls, cumulative, filename, line, module,
   * name, ncalls, nfl, pcalls, stdname, time and their aliases cumtime, tottime; beginnings of keys
   * will do. Numbers go from most to least, texts from A to Z. No key: no order.
   * @throws ProfileError HPTS_PROFILE_OPTION for what is no key, or could be several
   */
  sortStats(...keys: readonly string[]): this {
    if (keys.length === 0) {
      this.#order = undefined;
      return this;
    }
    const { meaning, compare } = sortOrder(keys);
    this.#order = this.#functions.toSorted(compare);
    this.#orderedBy = meaning;
    return this;
  }

  reverseOrder(): this {
    this.#order?.reverse();
    return this;
  }

  /** The functions that a report with these restrictions shows, in its order; times in µs. */
  functions(...restrictions: readonly Restriction[]): readonly FunctionStats[] {
    return restrict(this.#order ?? this.#functions, restrictions).kept;
  }

  printStats(...restrictions: readonly Restriction[]): this {
    this.#stream.write(this.statsText(...restrictions));
    return this;
  }

  printCallers(...restrictions: readonly Restriction[]): this {
    this.#stream.write(this.callersText(...restrictions));
    return this;
  }

  printCallees(...restrictions: readonly Restriction[]): this {
    this.#stream.write(this.calleesText(...restrictions));
    return this;
  }

  /** What {@link printStats} prints. */
  statsText(...restrictions: readonly Restriction[]): string {
    const files = this.files.length > 0 ? [...this.files, ""] : [];
    const indent = " ".repeat(9);
    const head = [
      this.#totalText(),
      engineLine(this.#profile, { withIdle: this.#withIdle }),
      ...this.#profile.meta.notes,
      ...programNote(this.#profile),
    ];
    const notes = head.flatMap((line) => wrapped(line, indent));
    const { kept, messages } = this.#choose(restrictions);
    const table =
      kept.length === 0
        ? []
        : [...messages, "", ...functionLines(kept, scaleOf(this.#profile.meta))];
    return textOf([...files, ...notes, "", ...table]);
  }

  /** What {@link printCallers} prints. */
  callersText(...restrictions: readonly Restriction[]): string {
    return this.#relationText("callers", restrictions);
  }

  /** What {@link printCallees} prints. */
  calleesText(...restrictions: readonly Restriction[]): string {
    return this.#relationText("callees", restrictions);
  }

  /** The figures as data, rounded as they are printed. */
  getStatsProfile(): StatsProfile {
    return statsProfile(this.#order ?? this.#functions);
  }

  #relationText(relation: "callers" | "callees", restrictions: readonly Restriction[]): string {
    const { kept, messages } = this.#choose(restrictions);
    if (kept.length === 0) return "";
    const shown = kept.length < this.#functions.length ? kept : this.#functions;
    const width = shown.reduce((most, { label }) => Math.max(most, label.length), 0) + 2;
    const scale = scaleOf(this.#profile.meta);
    const lines = relationLines(kept, relation, { width, all: this.#functions, scale });
    return textOf([...messages, "", ...lines]);
  }

  #choose(restrictions: readonly Restriction[]): ReturnType<typeof restrict> {
    const { kept, messages } = restrict(this.#order ?? this.#functions, restrictions);
    const order = this.#order
      ? `   Ordered by: ${this.#orderedBy}`
      : "   Random listing order was used";
    return { kept, messages: [order, ...messages] };
  }

  /** "12 function calls (10 primitive calls) in 0.123 seconds" */
  #totalText(): string {
    const sum = (of: (one: FunctionStats) => number): number =>
      this.#functions.reduce((total, one) => total + of(one), 0);
    const { divisor, name } = scaleOf(this.#profile.meta);
    const time = `in ${fixed3(sum(({ selfUs }) => selfUs) / divisor)} ${name}`;
    if (!this.#functions.some(({ calls }) => calls !== undefined)) {
      const { samples } = this.#profile.meta;
      return samples === undefined ? time : `${samples} samples ${time}`;
    }
    const calls = sum((one) => one.calls ?? 0);
    const primitive = sum((one) => one.primitiveCalls ?? one.calls ?? 0);
    const note = calls === primitive ? "" : `(${primitive} primitive calls) `;
    return `${calls} function calls ${note}${time}`;
  }

  #load(source: StatsSource): Profile {
    if (typeof source !== "string") return "profile" in source ? source.profile() : source;
    const profile = this.#read(source);
    this.files.push(headLine(source, this.#cwd));
    return profile;
  }

  #renew(): void {
    const options = { isStripped: this.#isStripped, withIdle: this.#withIdle };
    this.#functions = functionTable(this.#profile, options);
    this.#order = undefined;
  }
}

function textOf(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

/** "Sun Nov  1 09:05:00 2026    prof.json", as C's ctime says it. */
function headLine(path: string, cwd: string): string {
  const at = statSync(resolve(cwd, path), { throwIfNoEntry: false })?.mtime;
  if (at === undefined) return path;
  const [weekday, month] = at.toDateString().split(" ");
  const day = String(at.getDate()).padStart(2);
  return `${weekday} ${month} ${day} ${at.toTimeString().slice(0, 8)} ${at.getFullYear()}    ${path}`;
}
