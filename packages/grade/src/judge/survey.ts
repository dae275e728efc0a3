/**
 * What each test of a suite finds in which program: a table for instructors, and no marks. Nothing is
 * left out as it is when marks are given: every test file meets every program.
 */
import type { Catalogue, Mutant, SpecRun, Variant } from "@hpts/labkit/arena";
import { type SpecHost, SpecSandbox } from "./spec-runs.ts";
import { Stopwatch } from "./stopwatch.ts";

/** A part of all programs, so that who asks can tell how far it is. */
export interface SurveyPart {
  readonly from: number;
  /** Not this one any more. */
  readonly to: number;
  /** Whether the suite is run; without, the programs are only named. */
  readonly isRun: boolean;
}

export interface Surveyed {
  readonly id: string;
  /** The lab's own set, which students can read, or the marking set. */
  readonly set: "lab" | "marking";
  readonly isRight: boolean;
  /** Of a broken one: the kind of mistake, and what a user notices. Empty for right ones. */
  readonly family: string;
  readonly behaviour: string;
  /** Tests that failed, such as "hunt.spec › it moves"; none if the suite was not run. */
  readonly failed: readonly string[];
  /** How many programs there are in all. */
  readonly all: number;
}

type Program = Omit<Surveyed, "failed" | "all"> & { readonly create: Variant["create"] };

export async function survey(
  catalogues: Readonly<Record<Surveyed["set"], Catalogue | undefined>>,
  specs: readonly string[],
  part: SurveyPart,
  host: SpecHost,
): Promise<Surveyed[]> {
  const programs = [
    ...programsOf("lab", catalogues.lab),
    ...programsOf("marking", catalogues.marking),
  ];
  const specifier = catalogues.lab?.specifier ?? "";
  const surveyed: Surveyed[] = [];
  for (const { create, ...program } of programs.slice(part.from, part.to)) {
    const failed: string[] = [];
    if (part.isRun) {
      const task = { specifier, subject: create(), stopwatch: new Stopwatch(), limitMs: LIMIT_MS };
      const sandbox = new SpecSandbox(host, task);
      for (const spec of specs) failed.push(...failuresIn(spec, await sandbox.run(spec)));
    }
    surveyed.push({ ...program, failed, all: programs.length });
  }
  return surveyed;
}

/** Of processor time, for a test file. */
const LIMIT_MS = 6_000;

function programsOf(set: Surveyed["set"], catalogue: Catalogue | undefined): Program[] {
  const { correct = [], mutants = [] } = catalogue ?? {};
  const right = { set, isRight: true, family: "", behaviour: "" };
  return [
    ...correct.map(({ id, create }) => ({ ...right, id, create })),
    ...mutants.map(({ id, family, behaviour, create }: Mutant) => {
      return { set, isRight: false, id, family, behaviour, create };
    }),
  ];
}

function failuresIn(spec: string, { crash, todos, tests }: SpecRun): string[] {
  const [todo] = todos;
  if (todo !== undefined) return [`${spec} › to do: ${todo.message}`];
  if (crash !== undefined) return [`${spec} › ${crash.message}`];
  return tests.filter(({ passed }) => !passed).map(({ name }) => `${spec} › ${name}`);
}
