/**
 * Appends results to a journal, in a process of its own, until it has all students or is killed:
 * arguments are the journal's file and how many students. Says what is on the disk.
 */
import { type Journal, openJournal } from "../../src/journal/journal.ts";
import { HEAD, recordOf } from "./results.ts";

const [, , file = "", count = "0"] = process.argv;
let journal: Journal;
try {
  journal = openJournal(file, { mode: "resume", head: HEAD });
} catch (error) {
  console.log(`refused ${(error as Error).message}`);
  process.exit(3);
}
console.log(`open ${journal.removedBytes}`);
for (let i = 0; i < Number(count); i++) {
  const student = `student ${i}`;
  if (journal.entries.has(student)) continue;
  journal.append(recordOf(student));
  console.log(`safe ${student}`);
}
if (Number(count) === 0)
  setInterval(() => {}, 1_000_000); // holds it
else journal.close();
