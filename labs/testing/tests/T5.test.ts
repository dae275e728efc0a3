import type { ArenaReport } from "@hpts/labkit/arena";
import { demand } from "@hpts/labkit/test";
import { acceptsWhatIsRight, runsAllItsTests, suiteExercise, usesArena } from "./arena/open.ts";

const SUITE = ["properties.spec.ts"];
/** A property asserts for each of its inputs; an example asserts once or twice. */
const MANY_ASSERTIONS = 20;
/** What a law finds by itself, at the least. */
const LEAST_KILLS = 8;

usesArena();
acceptsWhatIsRight(SUITE);
runsAllItsTests(SUITE);

const propertiesOf = (report: ArenaReport): ArenaReport["tests"] =>
  report.tests.filter(({ assertions }) => assertions >= MANY_ASSERTIONS);

suiteExercise("two tests each try many inputs", SUITE, (report) => {
  const counts = report.tests.map(({ name, assertions }) => `"${name}" ${assertions}`);

  const why = `two tests with at least ${MANY_ASSERTIONS} assertions each are needed; assertions so far: ${counts.join(", ") || "none"}`;
  demand(propertiesOf(report).length >= 2, why);
});

suiteExercise("each of the two finds mistakes by itself", SUITE, (report, { note }) => {
  const properties = propertiesOf(report);
  const strong = properties.filter(({ kills }) => kills >= LEAST_KILLS);

  for (const { name, kills } of properties) note(`"${name}" finds ${kills} mistakes`);
  const why = `two laws that each find ${LEAST_KILLS} mistakes are needed: is the law one that a wrong simulator breaks, and are the speeds large enough to move anything?`;
  demand(strong.length >= 2, why);
});
