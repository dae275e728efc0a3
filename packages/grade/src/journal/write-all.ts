/** Writes all of it, however many pieces the system takes it in. */
import { writeSync } from "node:fs";

export function writeAll(fd: number, text: string): number {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
  return bytes.length;
}
