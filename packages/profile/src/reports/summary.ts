/**
 * What a profile says, in plain words: where the time went, and how far that can be believed.
 *
 * Every sentence rests on figures of the profile. What the engine cannot know is said and not
 * guessed: shares carry the error that their number of samples allows, and without calls there is no
 * word of calls.
 */
import { FRAME_KINDS, type FrameKind, type Profile } from "../model/profile.ts";
import { amountText, digits, percent } from "../stats/amount.ts";
import { idleTime, kindTime } from "../stats/engine-line.ts";
import { type FunctionStats, functionTable } from "../stats/function-table.ts";
import { wrapped } from "../stats/wrapped.ts";
import { doubts, isTooShort } from "./doubts.ts";
import { type HotLine, hotLines } from "./lines.ts";
import { type ReadSource, sourcesOf } from "./source-block.ts";

export interface SummaryOptions {
  readonly readSource?: ReadSource;
}

/** A function or a line with less is not worth a word of its own. */
const WORTH_SAYING_SHARE = 0.1;
/** Calls that are shorter are counted rather than looked into. */
const SHORT_CALL_US = 1;
const MANY_CALLS = 10_000;
/** How many lines are looked at to find the hottest one of the hottest function. */
const LINES = 20;

/** @returns sentences; each begins a line */
export function summary(profile: Profile, options: SummaryOptions = {}): string {
  const lines = summaryLines(profile, options).flatMap((line) => wrapped(line));
  return `${lines.join("\n")}\n`;
}

/** @returns the sentences */
export function summaryLines(profile: Profile, options: SummaryOptions = {}): string[] {
  const facts = factsOf(profile, options);
  const { wholeUs, words } = facts;
  if (wholeUs === 0)
    return [...headOf(facts), `No ${words.noun} was measured.`, ...doubts(profile)];
  if (isTooShort(profile)) return [...headOf(facts), ...doubts(profile)];
  return [
    ...headOf(facts),
    ...hottest(facts),
    ...others(facts),
    ...outside(facts),
    ...waiting(facts),
    ...doubts(profile, facts.functions[0] && facts.functions[0].selfUs / wholeUs),
  ];
}

interface Facts {
  readonly profile: Profile;
  /** Functions of the program, the one with the most time of its own first. */
  readonly functions: readonly FunctionStats[];
  readonly lines: readonly HotLine[];
  /** All but idle time; what shares are of. */
  readonly wholeUs: number;
  readonly words: { readonly noun: string; readonly spent: string };
}

const WORDS = {
  us: { noun: "time", spent: "of the time is in" },
  bytes: { noun: "memory", spent: "of the memory was taken in" },
  count: { noun: "count", spent: "of all is in" },
} as const;

function factsOf(profile: Profile, { readSource = sourcesOf(profile) }: SummaryOptions): Facts {
  const all = functionTable(profile);
  const kind = ({ frame }: FunctionStats): FrameKind =>
    FRAME_KINDS[profile.frames.kind[frame] as number] as FrameKind;
  return {
    profile,
    functions: all.filter((one) => kind(one) === "js").sort((a, b) => b.selfUs - a.selfUs),
    lines: hotLines(profile, LINES, readSource),
    wholeUs: all.reduce((sum, { selfUs }) => sum + selfUs, 0),
    words: WORDS[profile.meta.unit ?? "us"],
  };
}

/** "simul.ts 1000: 1.24 s of work, 0.5 s idle" */
function headOf({ profile, wholeUs }: Facts): string[] {
  const { command, unit = "us", exit } = profile.meta;
  const amount = amountText(wholeUs, { unit });
  const work = unit === "us" ? `${amount} of work` : unit === "bytes" ? `${amount} taken` : amount;
  const idleUs = idleTime(profile);
  const idle = idleUs > 0 ? `, ${amountText(idleUs, { unit })} idle` : "";
  const name = command.length === 0 ? "The program" : command.join(" ");
  const lines = [`${name}: ${work}${idle}.`];
  if (typeof exit === "string")
    lines.push(`It was stopped by ${exit}: this is what ran until then.`);
  else if (exit !== undefined && exit !== 0) lines.push(`It ended with exit code ${exit}.`);
  return lines;
}

function hottest(facts: Facts): string[] {
  const { functions, wholeUs, words, lines } = facts;
  const [first] = functions;
  if (first === undefined) return [];
  const share = first.selfUs / wholeUs;
  if (share < WORTH_SAYING_SHARE) {
    return [
      `No function stands out: ${nameOf(first)} has most, with ${percent(share)}.`,
      ...widest(facts),
    ];
  }
  const all = first.totalUs / wholeUs;
  const below = all - share >= 0.05 ? `, ${percent(all)} with what it calls` : "";
  const found = [`${percent(share)} ${words.spent} ${nameOf(first)}${below}${callsOf(first)}.`];
  const line = lines.find(({ name, file }) => name === first.name && file === first.file);
  if (line !== undefined && line.share >= WORTH_SAYING_SHARE) found.push(lineText(line));
  const short = shortCalls(first, facts);
  return short === undefined ? found : [...found, short];
}

/** If many functions share the time, those above them may still be few. */
function widest({ functions, wholeUs }: Facts): string[] {
  const wide = functions
    .filter(({ name, totalUs }) => name !== "<module>" && totalUs / wholeUs >= 0.25)
    .sort((a, b) => b.totalUs - a.totalUs)
    .slice(0, 3)
    .map((one) => `${nameOf(one)} ${percent(one.totalUs / wholeUs)}`);
  return wide.length === 0 ? [] : [`With what they call: ${wide.join(", ")}.`];
}

function lineText({ line, share, text, hits }: HotLine): string {
  const times = hits === undefined ? "" : `, run ${timesText(hits)}`;
  return `Line ${line} alone takes ${percent(share)}${times}${text === "" ? "" : `: \`${text}\``}.`;
}

/** ", called 188000 times, 187250 of them from within itself" */
function callsOf({ calls, primitiveCalls, callers }: FunctionStats): string {
  if (calls === undefined || calls === 0) return "";
  const inner = primitiveCalls === undefined ? 0 : calls - primitiveCalls;
  if (inner > 0) return `, called ${timesText(calls)}, ${inner} of them from within itself`;
  const [caller, ...more] = callers;
  const by =
    caller !== undefined && more.length === 0 && calls > 1 ? ` by ${shortName(caller[0])}` : "";
  return `, called ${timesText(calls)}${by}`;
}

function shortCalls({ calls = 0, selfUs }: FunctionStats, { profile }: Facts): string | undefined {
  const us = selfUs / calls;
  if ((profile.meta.unit ?? "us") !== "us" || calls < MANY_CALLS || us >= SHORT_CALL_US) return;
  return `Each call takes ${digits(us * 1000)} ns only: what counts is how many there are.`;
}

function others({ functions, wholeUs }: Facts): string[] {
  const worth = functions
    .slice(1, 4)
    .filter(({ selfUs }) => selfUs / wholeUs >= WORTH_SAYING_SHARE);
  if (worth.length === 0 || (functions[0] as FunctionStats).selfUs / wholeUs < WORTH_SAYING_SHARE) {
    return [];
  }
  const parts = worth.map(
    (one) => `${percent(one.selfUs / wholeUs)} in ${nameOf(one)}${callsOf(one)}`,
  );
  return [`Then ${parts.join("; ")}.`];
}

/** What no function of the program accounts for. */
function outside({ profile, wholeUs }: Facts): string[] {
  const share = (kind: FrameKind): number => kindTime(profile, kind) / wholeUs;
  const lines: string[] = [];
  if (share("gc") >= 0.05) {
    lines.push(
      `Collecting garbage took ${percent(share("gc"))}: it is in no function, but made by those ` +
        "that make many objects.",
    );
  }
  if (share("program") >= WORTH_SAYING_SHARE) {
    lines.push(`${percent(share("program"))} is native code of which no function is known.`);
  }
  return lines;
}

function waiting({ profile, functions, wholeUs }: Facts): string[] {
  const lines: string[] = [];
  const idleShare = idleTime(profile) / (wholeUs + idleTime(profile));
  if (idleShare >= 0.2) {
    lines.push(
      `For ${percent(idleShare)} of the run the program waited, for timers, files or the network. ` +
        "Faster code does not shorten that.",
    );
  }
  const most = functions.reduce<FunctionStats | undefined>(
    (found, one) => (one.waitUs > (found?.waitUs ?? 0) ? one : found),
    undefined,
  );
  if (most !== undefined && most.waitUs >= wholeUs / 5) {
    lines.push(
      `At awaits, ${nameOf(most)} waited ${amountText(most.waitUs, {})}, which is no part of its time.`,
    );
  }
  return lines;
}

/** "evolve (simul.ts:24)" */
function nameOf(one: FunctionStats): string {
  return one.file === "~" ? one.name : `${shortName(one)} (${one.file}:${one.line})`;
}

function shortName({ name }: FunctionStats): string {
  return name === "<module>" ? "the file's own code" : name;
}

function timesText(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}
