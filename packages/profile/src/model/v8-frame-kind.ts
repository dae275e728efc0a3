/** Frames of V8's profiles that are no function of the program. */
import type { FrameKind } from "./profile.ts";

/** https://chromium.googlesource.com/v8/v8 src/profiler/profile-generator.cc */
const SPECIAL: Readonly<Record<string, FrameKind>> = {
  "(root)": "root",
  "(program)": "program",
  "(idle)": "idle",
  "(garbage collector)": "gc",
};

/** @param url of the frame's code; "" for what is V8's own */
export function v8FrameKind(name: string, url: string): FrameKind {
  if (url !== "") return "js";
  return Object.hasOwn(SPECIAL, name) ? (SPECIAL[name] as FrameKind) : "native";
}
