/** `hpts grade verify`: whether this machine grades the labs as their authors mean it. */
import { join } from "node:path";
import { keptSecret, openGrader, safeText } from "@hpts/grade";
import {
  type Finding,
  type Holds,
  type LabVerification,
  outcomeOf,
  type RoomFinding,
  verifyLabs as verify,
} from "@hpts/grade/verify";
import { type Look, wrap } from "@hpts/labkit/lab";
import { currentContext, labNamed, usableLabs } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { printError } from "../../report.ts";
import { stepLine } from "./step-line.ts";

export interface GradeVerifyOptions {
  readonly speed: boolean;
  readonly wrong: boolean;
  readonly json?: boolean;
}

/** Below it, what is graded gives no marks. */
const LEAST_LEVEL = 2;

export async function verifyLabs(
  names: readonly string[],
  { speed, wrong, json = false }: GradeVerifyOptions,
): Promise<void> {
  const context = currentContext();
  const labs =
    names.length === 0 ? usableLabs(context) : names.map((name) => labNamed(context, name));
  const grader = await openGrader({
    secret: keptSecret(join(context.root, ".hpts", "grade-secret")),
  });
  const line = stepLine(process.stderr);
  try {
    const verified = await verify({
      ...{ grader, labs, measuresRoom: speed, handsInWrong: wrong },
      onStep: (step, done, all) => line.show(step, done, all),
    }).finally(() => line.clear());
    const { look } = context;
    console.log(
      json
        ? JSON.stringify({ level: grader.level, labs: verified }, null, 1)
        : verified.flatMap((one) => labLines(one, look)).join("\n"),
    );
    const isWeak = grader.level < LEAST_LEVEL;
    if (isWeak) printError(`sandbox level L${grader.level} gives no marks: see hpts grade doctor`);
    process.exitCode = exitCodeOf(outcomeOf(verified), isWeak);
  } finally {
    await grader.close();
  }
}

function exitCodeOf(outcome: Holds, isWeak: boolean): number {
  if (outcome === "no") return EXIT.notReached;
  if (isWeak) return EXIT.environment;
  return outcome === "unclear" ? EXIT.inconclusive : EXIT.ok;
}

function labLines(
  { lab, judged, notJudged, findings, room }: LabVerification,
  look: Look,
): string[] {
  const isWrong = ({ what }: Finding): boolean => what.startsWith("wrong/");
  const wrong = findings.filter(isWrong);
  const [solution, starter] = ["solution", "starter"].map(
    (what) => findings.find((one) => one.what === what)!,
  ) as [Finding, Finding];
  return [
    look.bold(
      `${lab}  ${judged.length} of ${judged.length + notJudged.length} exercises are judged`,
    ),
    ...findingLines(solution, "the solution gets all points", look),
    ...findingLines(starter, "the starter gets none, and is as lab.json declares", look),
    ...wrongLines(wrong, look),
    ...room.flatMap((one) => roomLines(one, look)),
    ...notJudged.flatMap(({ id, why }) => marked("todo", `${id} is not judged: ${why}`, look)),
  ];
}

function wrongLines(wrong: readonly Finding[], look: Look): string[] {
  if (wrong.length === 0) return [];
  const bad = wrong.filter(({ holds }) => holds !== "yes");
  const good = wrong.length - bad.length;
  const text = `${good} of ${wrong.length} wrong solutions lose what they must`;
  return [
    ...marked(bad.length === 0 ? "done" : "failing", text, look),
    ...bad.flatMap(({ what, holds, message }) => marked(SIGN[holds], `${what}: ${message}`, look)),
  ];
}

const SIGN: Readonly<Record<Holds, "done" | "failing" | "todo">> = {
  yes: "done",
  no: "failing",
  unclear: "todo",
};

function findingLines({ holds, message, what }: Finding, text: string, look: Look): string[] {
  return marked(SIGN[holds], holds === "yes" ? text : `${what}: ${message}`, look);
}

function roomLines({ holds, message, exercise, ...found }: RoomFinding, look: Look): string[] {
  const { noise, ratio, interval, threshold, room, tiers } = found;
  const head = message === "" ? `${exercise}: all tiers can be reached` : `${exercise}: ${message}`;
  const lines = marked(SIGN[holds], head, look);
  if (noise === undefined || ratio === undefined || interval === undefined) return lines;
  const x = (value: number): string => `${value.toPrecision(3)}x`;
  const asked = tiers.map(({ name, wanted }) => `${name} ${wanted}x`).join(", ");
  const facts = [
    `the same code twice differs by up to ${((noise - 1) * 100).toFixed(1)} % here`,
    `the solution is ${x(ratio)} as fast as the starter (${x(interval.low)} to ${x(interval.high)}); asked for: ${asked}`,
    `threshold for this room: ${threshold}x, with ${x(room ?? 0)} on both sides`,
  ];
  return [...lines, ...facts.flatMap((fact) => indented(fact, look))];
}

function marked(sign: "done" | "failing" | "todo", text: string, look: Look): string[] {
  const paint = { done: look.green, failing: look.red, todo: look.yellow }[sign];
  const [first = "", ...more] = wrap(safeText(text), Math.min(look.width, 80) - 3);
  return [paint(` ${look.signs[sign]} ${first}`), ...more.map((line) => `   ${line}`)];
}

const indented = (text: string, look: Look): string[] =>
  wrap(text, Math.min(look.width, 80) - 5).map((line) => `     ${line}`);
