/** A rule: what it is asked about, and what it says. */
import type { LineSyntax } from "./syntax.ts";

/** A line on which time was spent. */
export interface Spot {
  /** Relative to the folder in which the program ran, where it is below it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The function in which it is. */
  readonly name: string;
  /** Without space around it. */
  readonly text: string;
  /** Of the time of the code that was looked at; 0 to 1. */
  readonly share: number;
  /** Without the functions of the program that it calls; microseconds. */
  readonly selfUs: number;
  /** How often a statement began on it; undefined if lines were only sampled. */
  readonly hits: number | undefined;
  /** Of the function: all calls, and those that it does not make itself. */
  readonly calls?: { readonly all: number; readonly primitive: number } | undefined;
}

/** What a rule has seen, in plain words; never the way to write it better. */
export interface Finding {
  readonly rule: string;
  readonly seen: string;
  /** Why that costs in V8. */
  readonly why: string;
  /** To think about. */
  readonly ask: string;
}

export type Rule = (spot: Spot, at: LineSyntax) => Finding | undefined;

/** What runs less often is not worth a word, whatever it is. */
const OFTEN = 200;

/** Turns of the line, about: several statements on one line are counted one by one. */
export function turnsOf(spot: Spot, at: LineSyntax): number | undefined {
  if (spot.hits === undefined) return undefined;
  return Math.max(1, Math.round(spot.hits / Math.max(1, at.statements)));
}

export function isOften(spot: Spot, at: LineSyntax): boolean {
  const turns = turnsOf(spot, at);
  return turns === undefined ? at.nodes.some((node) => at.loopAround(node)) : turns >= OFTEN;
}
