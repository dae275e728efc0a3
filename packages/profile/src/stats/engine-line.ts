/** How the figures of a report were got, in one line: engine, rate, calibration, what is left out. */
import { FRAME_KINDS, type Profile } from "../model/profile.ts";
import { amountText, digits, duration } from "./amount.ts";

export interface EngineLineOptions {
  /** Whether the report counts the time in which the event loop waited. */
  readonly withIdle?: boolean;
  /** Whether the report is one of lines, and not of calls. */
  readonly ofLines?: boolean;
}

export function engineLine(
  profile: Profile,
  { withIdle = false, ofLines = false }: EngineLineOptions = {},
): string {
  const { meta } = profile;
  const counts = ofLines ? hitsText(profile) : countsText(profile);
  const parts = [`engine ${meta.engine}: ${counts}`];
  const rate = sampledText(profile);
  if (rate !== undefined) parts.push(rate);
  else if (meta.engine === "clock") parts.push("a clock read at each call and return");
  if (meta.calibrationNsPerCall !== undefined) {
    parts.push(`${digits(meta.calibrationNsPerCall)} ns a call taken off`);
  }
  const idleUs = idleTime(profile);
  if (idleUs > 0 && !withIdle) parts.push(`${amountText(idleUs, meta)} idle left out`);
  if ((meta.threads ?? 1) > 1) parts.push(`${meta.threads} threads`);
  if ((meta.runs ?? 1) > 1) parts.push(`${meta.runs} profiles added`);
  return parts.join("; ");
}

/** @returns how long the event loop waited, in µs */
export function idleTime({ frames, nodes }: Profile): number {
  return kindTime({ frames, nodes }, "idle");
}

const MUCH = 0.2;

/** In small programs it is more than any function. */
export function programNote(profile: Profile): string[] {
  if ((profile.meta.unit ?? "us") !== "us") return [];
  const allUs = profile.nodes.selfUs.reduce((sum, us) => sum + us, 0) - idleTime(profile);
  if (kindTime(profile, "program") <= allUs * MUCH) return [];
  return ["{program}: V8 itself, starting up and compiling"];
}

/** @returns the time of all nodes whose frame is of this kind, in µs */
export function kindTime(
  { frames, nodes }: Pick<Profile, "frames" | "nodes">,
  kind: (typeof FRAME_KINDS)[number],
): number {
  const wanted = FRAME_KINDS.indexOf(kind);
  return nodes.selfUs.reduce(
    (sum, us, node) => (frames.kind[nodes.frame[node] as number] === wanted ? sum + us : sum),
    0,
  );
}

function countsText({ nodes, frames }: Profile): string {
  if (nodes.calls !== undefined) return "calls counted";
  return frames.calls === undefined ? "calls not counted" : "calls counted, callers sampled";
}

function hitsText({ lines }: Profile): string {
  return lines?.hits === undefined ? "hits not counted" : "hits counted";
}

function sampledText({ meta }: Profile): string | undefined {
  const { samples, intervalUs, wallUs } = meta;
  if (samples !== undefined) {
    const rate = wallUs > 0 ? ` at ${frequency(samples / (wallUs / 1e6))}` : "";
    return `time from ${samples} samples${rate}`;
  }
  return intervalUs === undefined ? undefined : `time sampled every ${duration(intervalUs)}`;
}

function frequency(hz: number): string {
  return hz >= 1000 ? `${digits(hz / 1000)} kHz` : `${digits(hz)} Hz`;
}
