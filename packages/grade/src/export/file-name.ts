/** A file name for a student that works everywhere, and is nobody else's. */
import { createHash } from "node:crypto";
import { cutBytes } from "./clean.ts";

/** Of 255 that file systems have room for; what is added to the name needs some. */
const MOST_BYTES = 180;
/** Separators, what Windows refuses, a dot at either end, and all that cannot be seen. */
const UNFIT = /[\\/:*?"<>|%]|\p{C}|(?! )\p{Z}|^[.\- ~]|[. ]$/gu;

/** The name itself where it can be one; else changed, with the beginning of its sha256. */
export function fileNameOf(student: string): string {
  const fit = cutBytes(student.replaceAll(UNFIT, "_"), MOST_BYTES, "");
  // Some file systems take capitals, or composed letters, for the same name.
  const isOwn =
    student !== "" && fit === student && student === student.toLowerCase().normalize("NFC");
  if (isOwn && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/.test(student)) return student;
  return `${fit || "_"}-${createHash("sha256").update(student).digest("hex").slice(0, 8)}`;
}
