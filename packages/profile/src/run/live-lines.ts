/** Counters on the lines of one function that is loaded. */
import type { Session } from "node:inspector";
import { functionTable } from "../instrument/function-table.ts";
import { Places } from "../instrument/syntax.ts";
import { ProfileError } from "../profile-error.ts";
import { codeOf, LiveCode } from "./live-code.ts";

/** A place in code that V8 runs, as its inspector names it. */
export interface CodePlace {
  readonly scriptId: string;
  readonly url: string;
  /** From 0. */
  readonly line: number;
  readonly column: number;
}

/** @throws ProfileError HPTS_PROFILE_OPTION if V8 does not take the change */
export function liveLines(session: Session, place: CodePlace): LiveCode {
  const code = codeOf(session, place.scriptId);
  const offset = new Places(code).offset(place.line + 1, place.column);
  const wanted = functionTable("code.mjs", code).findLast(
    ({ start, end }) => start <= offset && offset < end,
  );
  const live = new LiveCode(session, "hits");
  live.change(
    ({ scriptId }) => scriptId === place.scriptId,
    (name) => name === wanted?.name,
  );
  if (live.refused.length === 0) return live;
  live.restore();
  throw new ProfileError(
    "HPTS_PROFILE_OPTION",
    `lines of ${wanted?.name ?? "this function"} cannot be counted now: it is running`,
  );
}
