import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { type Driven, driveProfile } from "./bench/drive-profile.ts";

/** One run for all checks, unless it fails: it takes most of a second. */
let driving: Promise<Driven> | undefined;
async function driven(): Promise<Driven> {
  try {
    driving ??= driveProfile();
    return await driving;
  } catch (error) {
    driving = undefined;
    throw error;
  }
}
const LIMIT = { limitMs: 30_000 };

const check = (name: string, look: (found: Driven) => void): void =>
  exercise(name, async () => look(await driven()), LIMIT);

check("-o: the profile is kept, with every call counted", ({ profile }) => {
  demand(typeof profile !== "string", `files.profile is no profile: ${String(profile)}`);
  const why =
    "the slides' 188000/750: that takes an engine that counts calls. Samples are no calls, and of a program that is over in 30 ms there are few";
  expect(profile.factorial, why).toBe("188000/750");
});

check("-s tottime: the table by own time", ({ table }) => {
  demand(table.includes("function calls"), "files.table has no table: statsText() gives its text");
  const why = 'the slides sort by tottime, "internal time": sortStats("tottime")';
  demand(table.includes("Ordered by: internal time"), why);
  expect(table.split("\n").length, "the table is not cut short").toBeGreaterThan(10);
});

check("convert: a callgrind file for KCachegrind", ({ callgrind, callgrindText }) => {
  const why = "files.callgrind is not in the format callgrind, which has lines events: and fn=";
  demand(/^events:/m.test(callgrindText) && /^fn=/m.test(callgrindText), why);
  demand(typeof callgrind !== "string", `files.callgrind: ${String(callgrind)}`);
  const counted = "the calls of factorial go into the file too";
  expect(callgrind.factorial.split("/")[0], counted).toBe("188000");
});

check("one run: all three files say the same", ({ profile, callgrind, table }) => {
  demand(typeof profile !== "string" && typeof callgrind !== "string", "both files are needed");
  const off = Math.abs(profile.totalUs / callgrind.totalUs - 1);
  const why = `${(profile.totalUs / 1000).toFixed(3)} ms in one file, ${(callgrind.totalUs / 1000).toFixed(3)} ms in the other: two runs never take the same time. Run the program once, and write all three files from that`;
  demand(off < 1e-4, why);
  const seconds = (profile.totalUs / 1e6).toFixed(3);
  demand(table.includes(`in ${seconds} seconds`), `the table is of another run: ${why}`);
});
