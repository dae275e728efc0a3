import { demand } from "@hpts/labkit/test";
import { acceptsWhatIsRight, runsAllItsTests, suiteExercise, usesArena } from "./arena/open.ts";

const SUITE = ["edge-cases.spec.ts"];
/** Mistakes that no ordinary input shows. */
const EDGE_FAMILIES = ["special values", "duplicates"];
const NEEDED = 8;

usesArena();
acceptsWhatIsRight(SUITE);
runsAllItsTests(SUITE);

suiteExercise("every test asserts something", SUITE, (report) => {
  const silent = report.tests.find(({ assertions, isLeftOut }) => assertions === 0 && !isLeftOut);

  const why = `"${silent?.name}" asserts nothing: no expect(...) was called`;
  demand(silent === undefined, why);
});

suiteExercise(
  `finds at least ${NEEDED} mistakes that show only at the edge`,
  SUITE,
  (report, { note }) => {
    const isEdge = ({ family }: { family: string }): boolean => EDGE_FAMILIES.includes(family);
    const found = report.killed.filter(isEdge).length;
    const missed = report.survivors.filter(isEdge);

    note(`${found} of ${found + missed.length} mistakes at the edge found`);
    const why = `${NEEDED} are needed. Your tests accept, for example, a simulator where ${missed[0]?.behaviour}`;
    demand(found >= NEEDED, why);
  },
);
