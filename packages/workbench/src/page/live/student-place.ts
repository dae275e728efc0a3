/** Where in the student's file an error came from: the server knows the map of the code it has made. */
import type { Place } from "@hpts/labkit/lab";
import { post } from "../server.ts";

/** The first frame of the stack that is in the student's own files; none if there is none. */
export async function studentPlace(lab: string, stack: string): Promise<Place | undefined> {
  const frames = [...stack.matchAll(/\/live\.js\?lab=[a-z0-9-]+&version=(\d+):(\d+):(\d+)/g)];
  for (const [, version, line, column] of frames.slice(0, 20)) {
    const body = { lab, version: Number(version), line: Number(line), column: Number(column) };
    const { at } = await post<{ at: Place | null }>("/api/place", body);
    if (at?.file.startsWith("starter/")) return at;
  }
  return undefined;
}
