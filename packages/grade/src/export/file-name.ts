/** File names for students that work everywhere, and are nobody else's. */
import { createHash } from "node:crypto";
import { cutBytes } from "./clean.ts";

/** Of 255 that file systems have room for; what is added to the name needs some. */
const MOST_BYTES = 180;
/** Separators, what Windows refuses, a dot at either end, and all that cannot be seen. */
const UNFIT = /[\\/:*?"<>|%]|\p{C}|(?! )\p{Z}|^[.\- ~]|[. ]$/gu;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name itself where it can be one; else changed, with the beginning of its sha256. So are names
 * that some file systems take for the same: in capitals, or with letters composed otherwise.
 *
 * @returns student -> file name, without an ending
 */
export function fileNamesOf(students: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const student of students) {
    const folded = foldedName(student);
    counts.set(folded, (counts.get(folded) ?? 0) + 1);
  }
  return new Map(
    students.map((student) => {
      const isAlone = counts.get(foldedName(student)) === 1;
      return [student, isAlone && fitName(student) === student ? student : marked(student)];
    }),
  );
}

function marked(student: string): string {
  return `${fitName(student)}-${createHash("sha256").update(student).digest("hex").slice(0, 8)}`;
}

function fitName(student: string): string {
  const fit = cutBytes(student.replaceAll(UNFIT, "_"), MOST_BYTES, "");
  return fit === "" || RESERVED.test(fit) ? `_${fit}` : fit;
}

const foldedName = (student: string): string => student.normalize("NFKC").toLowerCase();
