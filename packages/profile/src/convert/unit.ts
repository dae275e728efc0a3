/** What the costs of a profile are: time, memory, or numbers of something. */
import type { Profile } from "../model/profile.ts";

export type Unit = "us" | "bytes" | "count";

export interface UnitWords {
  readonly unit: Unit;
  /** callgrind's event, in whole numbers: `perCost` of them are one unit of the model. */
  readonly event: string;
  readonly perCost: number;
  /** pprof: type and unit of the sample's value. */
  readonly pprofType: string;
  readonly pprofUnit: string;
  /** https://www.speedscope.app/file-format-schema.json, "ValueUnit" */
  readonly speedscope: "microseconds" | "bytes" | "none";
  /** For people: "ms", "KiB", "". */
  readonly shown: string;
  readonly perShown: number;
}

const WORDS: Readonly<Record<Unit, UnitWords>> = {
  us: {
    unit: "us",
    event: "ns",
    perCost: 1000,
    pprofType: "cpu",
    pprofUnit: "nanoseconds",
    speedscope: "microseconds",
    shown: "ms",
    perShown: 1000,
  },
  bytes: {
    unit: "bytes",
    event: "bytes",
    perCost: 1,
    pprofType: "space",
    pprofUnit: "bytes",
    speedscope: "bytes",
    shown: "KiB",
    perShown: 1024,
  },
  count: {
    unit: "count",
    event: "count",
    perCost: 1,
    pprofType: "samples",
    pprofUnit: "count",
    speedscope: "none",
    shown: "",
    perShown: 1,
  },
};

/** What `selfUs` of this profile holds. */
export function unitOf({ meta }: Profile): UnitWords {
  return WORDS[meta.unit ?? "us"];
}
