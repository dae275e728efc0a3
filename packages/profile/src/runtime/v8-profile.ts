/** V8's own sampling profiler, for this thread. */
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { join } from "node:path";
import { options, thread } from "./own-thread.ts";

let session: Session | undefined;

export function startV8(): void {
  session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: options.intervalUs });
  session.post("Profiler.start");
}

/** Writes `v8-*.json`; the session answers before `post` returns. */
export function stopV8(): void {
  session?.post("Profiler.stop", (error, answer) => {
    if (error !== null) return;
    writeFileSync(join(options.dir, `v8-${thread}.json`), JSON.stringify(answer.profile));
  });
  session = undefined;
}
