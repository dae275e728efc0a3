/** V8's own sampler, in this process. */
import type { Session } from "node:inspector";
import type { V8Profile } from "../engines/v8-tree.ts";
import type { Meta } from "../model/profile.ts";
import { answerOf } from "./inspector-answer.ts";

export interface Sampling {
  end(): { readonly v8: V8Profile; readonly meta: Omit<Meta, "engine" | "notes"> };
}

/** @param session connected; it stays so at the end */
export function startSampling(session: Session, intervalUs: number): Sampling {
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: intervalUs });
  session.post("Profiler.start");
  const startedAt = new Date().toISOString();
  return {
    end() {
      const v8 = answerOf<{ profile: V8Profile }>(session, "Profiler.stop").profile;
      const meta = {
        node: process.versions.node,
        command: process.argv.slice(1),
        cwd: process.cwd(),
        startedAt,
        intervalUs,
        wallUs: v8.endTime - v8.startTime,
      };
      return { v8, meta };
    },
  };
}
