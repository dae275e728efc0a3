/**
 * How many blocks of a bench file run in one call, counted by V8's block coverage (the inspector's
 * Profiler.startPreciseCoverage). A function that returns nothing, and takes no longer than an empty
 * loop with as many turns, has had its work removed.
 *
 * Coverage counts only what is compiled after its start, and slows everything down: it runs in a
 * process of its own.
 */
import { Session } from "node:inspector";

export interface BlockCounter {
  /** Blocks of the file that run in `call`; the file must be loaded after the counter was started. */
  count(fileUrl: string, call: () => unknown): number;
}

export function startBlockCounter(): BlockCounter {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return {
    count(fileUrl, call) {
      take(session, fileUrl);
      call();
      return take(session, fileUrl);
    },
  };
}

/** Blocks since the last look. The session answers before `post` returns. */
function take(session: Session, fileUrl: string): number {
  let blocks = 0;
  session.post("Profiler.takePreciseCoverage", (error, coverage) => {
    if (error) throw error;
    const functions = coverage.result
      .filter(({ url }) => url === fileUrl)
      .flatMap(({ functions: all }) => all);
    for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
  });
  return blocks;
}
