/** Types the student's session of B7 at a prompt; gives plain data. */
import { session } from "#lab/session";
import { runSession, type SessionLine } from "./prompt.ts";

export function driveSession(): Promise<SessionLine[]> {
  return runSession(session());
}
