/** A part of any program, sampled by V8; source maps that Node knows lead to the sources. */
import { Session } from "node:inspector";
import { findSourceMap } from "node:module";
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withoutProfiler } from "../engines/v8-part.ts";
import { type Places, profileOfSamples } from "../engines/v8-profile.ts";
import { sampleTimes } from "../engines/v8-tree.ts";
import { type FramePlace, TreeBuilder } from "../model/tree-builder.ts";
import { OWN_SOURCES } from "./child-code.ts";
import type { Part } from "./counted-part.ts";
import { startSampling } from "./v8-sampler.ts";

const NOTE =
  "sampled by V8, calls not counted: the program was not started by hpts profile, which counts them";

/** @param isCall whether the part is one call that the profiler makes */
export function sampledPart(intervalUs: number, isCall: boolean): Part {
  const session = new Session();
  session.connect();
  const sampling = startSampling(session, intervalUs);
  return {
    end() {
      const { v8, meta: sampled } = sampling.end();
      session.disconnect();
      const meta = { ...sampled, engine: "sample" as const, notes: [NOTE] };
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
