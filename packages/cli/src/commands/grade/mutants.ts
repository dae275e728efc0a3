/** `hpts grade mutants`: the programs that suites of tests must tell apart, and whether one does. */
import { join, resolve } from "node:path";
import {
  keptSecret,
  misjudged,
  openGraders,
  type Surveyed,
  safeText,
  surveySuite,
} from "@hpts/grade";
import { type Look, wrap } from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { stepLine } from "./step-line.ts";

export interface GradeMutantsOptions {
  readonly suite?: string;
  readonly list?: boolean;
  readonly jobs: number;
  readonly json?: boolean;
}

/** The one lab whose answer is a suite. */
const DEFAULT_LAB = "testing";

export async function examineMutants(
  name: string = DEFAULT_LAB,
  { suite, list = false, jobs, json = false }: GradeMutantsOptions,
): Promise<void> {
  const context = currentContext();
  const lab = labNamed(context, name);
  const dir = suite === undefined ? join(lab.dir, "solution") : resolve(context.cwd, suite);
  const secret = keptSecret(join(context.root, ".hpts", "grade-secret"));
  const graders = await openGraders({ secret }, jobs);
  const line = stepLine(process.stderr);
  try {
    const all = await surveySuite({
      ...{ graders, lab, dir, isRun: !list },
      onPart: (done, of) => line.show("", done, of),
    }).finally(() => line.clear());
    const shows: Shows = list ? "names" : suite === undefined ? "verdicts" : "tests";
    console.log(json ? asJson(name, suite, list, all) : textOf(all, shows, context.look));
    if (!list && misjudged(all).length > 0) process.exitCode = EXIT.notReached;
  } finally {
    await graders.close();
  }
}

type Shows = "names" | "verdicts" | "tests";

function asJson(
  lab: string,
  suite: string | undefined,
  isListed: boolean,
  all: readonly Surveyed[],
): string {
  const programs = all.map(({ all: _all, failed, ...program }) => ({
    ...program,
    ...(!isListed && { failed }),
  }));
  return JSON.stringify({ lab, suite: suite ?? "solution", programs }, null, 1);
}

const SETS: Readonly<Record<Surveyed["set"], string>> = {
  lab: "The lab's own set, which students can read",
  marking: "The marking set, which stays with you",
};

function textOf(all: readonly Surveyed[], shows: Shows, look: Look): string {
  const lines = (["lab", "marking"] as const).flatMap((set) => {
    const programs = all.filter((one) => one.set === set);
    if (programs.length === 0) return [];
    const right = programs.filter(({ isRight }) => isRight);
    const broken = programs.filter(({ isRight }) => !isRight);
    const families = [...new Set(broken.map(({ family }) => family))];
    return [
      look.bold(SETS[set]),
      "right",
      ...right.flatMap((one) => programLines(one, shows, look)),
      ...families.flatMap((family) => [
        family,
        ...broken
          .filter((one) => one.family === family)
          .flatMap((one) => programLines(one, shows, look)),
      ]),
      "",
    ];
  });
  return [...lines, ...(shows === "names" ? countLines(all) : verdictLines(all))].join("\n");
}

function programLines(program: Surveyed, shows: Shows, look: Look): string[] {
  const { id, behaviour, isRight, failed } = program;
  const text = isRight ? id : `${id}: ${behaviour}`;
  if (shows === "names") return indented(`  ${look.signs.todo} `, text, look);
  const isGood = misjudged([program]).length === 0;
  const sign = isGood ? "done" : "failing";
  const paint = isGood ? look.green : look.red;
  const lines = indented(`  ${look.signs[sign]} `, text, look).map((line) => paint(line));
  if (shows === "verdicts" && isGood) return lines;
  return [...lines, ...failed.flatMap((name) => indented("      ", safeText(name), look))];
}

function indented(lead: string, text: string, look: Look): string[] {
  const rest = " ".repeat(lead.length);
  const [first = "", ...more] = wrap(text, Math.min(look.width, 80) - lead.length);
  return [`${lead}${first}`, ...more.map((line) => `${rest}${line}`)];
}

function countLines(all: readonly Surveyed[]): string[] {
  const right = all.filter(({ isRight }) => isRight).length;
  return [`${right} right programs, ${all.length - right} broken ones`];
}

function verdictLines(all: readonly Surveyed[]): string[] {
  const missed = new Set(misjudged(all));
  const count = (isRight: boolean): string => {
    const some = all.filter((one) => one.isRight === isRight);
    return `${some.filter((one) => !missed.has(one)).length} of ${some.length}`;
  };
  return [`${count(true)} right programs accepted, ${count(false)} broken ones found`];
}
