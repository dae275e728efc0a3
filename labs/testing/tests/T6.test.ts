import { demand } from "@hpts/labkit/test";
import lab from "../lab.json" with { type: "json" };
import { describeMark, needed, percent } from "./arena/marks.ts";
import { acceptsWhatIsRight, runsAllItsTests, suiteExercise, usesArena } from "./arena/open.ts";

const SUITE = ["evolve.spec.ts", "edge-cases.spec.ts", "properties.spec.ts", "hunt.spec.ts"];
const SURVIVORS_SHOWN = 8;

const marks = lab.exercises.find(({ id }) => id === "T6")?.marks;
if (marks === undefined) throw new Error("lab.json has no marks for T6");
const { pass } = marks;

usesArena();
acceptsWhatIsRight(SUITE);
runsAllItsTests(["hunt.spec.ts"]);

suiteExercise("finds enough of what can go wrong", SUITE, (report, { note }) => {
  const found = report.killed.length;
  const all = found + report.survivors.length;
  for (const line of describeMark(found, all, marks)) note(line);
  const open = report.describeSurvivors();
  if (open.length > 0) note("What still gets through:");
  for (const behaviour of open.slice(0, SURVIVORS_SHOWN)) note(`  - ${behaviour}`);
  if (open.length > SURVIVORS_SHOWN) note(`  and ${open.length - SURVIVORS_SHOWN} other kinds`);
  const why = `${percent(pass)} are needed to pass, that is ${needed(pass, all)} of ${all}`;
  demand(found >= needed(pass, all), why);
});
