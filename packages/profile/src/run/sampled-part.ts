/** A part of any program, sampled by V8; source maps that Node knows lead to the sources. */
import { Session } from "node:inspector";
import { findSourceMap } from "node:module";
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withoutProfiler } from "../engines/v8-part.ts";
import { type Places, profileOfSamples } from "../engines/v8-profile.ts";
import { sampleTimes, type V8Profile } from "../engines/v8-tree.ts";
import { type FramePlace, TreeBuilder } from "../model/tree-builder.ts";
import { OWN_SOURCES } from "./child-code.ts";
import type { Part } from "./counted-part.ts";

const NOTE =
  "sampled by V8, calls not counted: the program was not started by hpts profile, which counts them";

/** @param isCall whether the part is one call that the profiler makes */
export function sampledPart(intervalUs: number, isCall: boolean): Part {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: intervalUs });
  session.post("Profiler.start");
  const startedAt = new Date().toISOString();
  return {
    end() {
      let v8: V8Profile = { nodes: [], startTime: 0, endTime: 0 };
      session.post("Profiler.stop", (error, { profile }) => {
        if (error === null) v8 = profile as V8Profile;
      });
      session.disconnect();
      const meta = {
        engine: "sample" as const,
        node: process.versions.node,
        command: process.argv.slice(1),
        cwd: process.cwd(),
        startedAt,
        intervalUs,
        wallUs: v8.endTime - v8.startTime,
        notes: [NOTE],
      };
      const part = withoutProfiler(v8, sampleTimes(v8), isOwn, isCall);
      return profileOfSamples(new TreeBuilder(), part.v8, part.times, meta, PLACES);
    },
  };
}

const OWN_URL = pathToFileURL(OWN_SOURCES).href;

function isOwn(url: string): boolean {
  return url.startsWith(`${OWN_URL}/`) || url.startsWith(OWN_SOURCES + sep);
}

const PLACES: Places = { functionAt, lineAt: () => undefined };

/** Lines are left out: loaders like tsx put the whole program on one, where nothing can be told. */
function functionAt(
  url: string,
  line: number,
  column: number,
  name: string,
): FramePlace | undefined {
  if (!url.startsWith("file:")) return undefined;
  const entry = findSourceMap(url)?.findEntry(line - 1, column);
  if (entry === undefined || !("originalLine" in entry)) return undefined;
  const { originalSource, originalLine, originalColumn } = entry;
  return {
    name: name === "" ? "(anonymous)" : name,
    file: fileURLToPath(originalSource.startsWith("file:") ? originalSource : url),
    line: originalLine + 1,
    column: originalColumn + 1,
  };
}
