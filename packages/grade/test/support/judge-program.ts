/** Grades a submission that loops, in a process of its own, until somebody kills it. */
import { openGrader } from "../../src/grade.ts";
import { courseLab, handIn } from "./course.ts";

const grader = await openGrader({ secret: "of no matter" });
const lab = courseLab("modeling");
const loop = "for (;;);";
const handed = handIn(lab, {
  "particle.ts": `export class Particle { constructor() { ${loop} } }`,
});
console.log(handed.dir);
for (;;) await grader.grade(handed.dir, lab);
