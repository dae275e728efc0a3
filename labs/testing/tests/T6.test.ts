import { expect } from "vitest";
import lab from "../lab.json" with { type: "json" };
import { acceptsWhatIsRight, suiteExercise, usesArena } from "./arena/open.ts";

const SUITE = ["evolve.spec.ts", "edge-cases.spec.ts", "properties.spec.ts", "hunt.spec.ts"];
const SURVIVORS_SHOWN = 8;

const marks = lab.exercises.find(({ id }) => id === "T6")?.marks;
if (marks === undefined) throw new Error("lab.json has no marks for T6");
const { pass, full, honours } = marks;

usesArena();
acceptsWhatIsRight(SUITE);

suiteExercise("finds most of what can go wrong", SUITE, (report, { note }) => {
  const { killed, survivors, killedShare } = report;
  const all = killed.length + survivors.length;
  note(
    `${killed.length} of ${all} broken simulators found (${percent(killedShare)}): ${mark(killedShare)}`,
  );
  if (killedShare < honours) {
    note(`pass ${percent(pass)}, full marks ${percent(full)}, honours ${percent(honours)}.`);
    note("What still gets through:");
  }
  const open = report.describeSurvivors();
  for (const behaviour of open.slice(0, SURVIVORS_SHOWN)) note(`  - ${behaviour}`);
  if (open.length > SURVIVORS_SHOWN) note(`  and ${open.length - SURVIVORS_SHOWN} other kinds`);
  const why = `${percent(full)} are needed for full marks`;
  expect(killedShare, why).toBeGreaterThanOrEqual(full);
});

function mark(share: number): string {
  if (share >= honours) return "honours";
  if (share >= full) return "full marks";
  return share >= pass ? "a pass" : "no marks yet";
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
