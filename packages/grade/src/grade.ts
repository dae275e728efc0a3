/**
 * Grading: from a folder that somebody handed in to a result. Opened once for many submissions: what
 * it takes to start is spent once.
 */
import { createHash } from "node:crypto";
import { readdirSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { release } from "node:os";
import { basename, join } from "node:path";
import { type Lab, UsageError } from "@hpts/labkit/lab";
import { graderVersion } from "./grader-version.ts";
import { InfrastructureError, type Judge, startJudge, type Verdicts } from "./judge/judge.ts";
import type { LabPlan } from "./judge/lab-plan.ts";
import type { Job } from "./judge/messages.ts";
import { askTwice, type Verdict } from "./judge/second-try.ts";
import type { Surveyed, SurveyPart } from "./judge/survey.ts";
import { bundleTests, type TestBundle } from "./judge/test-bundle.ts";
import { planOf } from "./labs/plans.ts";
import { testsOf, totalOf } from "./policy.ts";
import type { GradeResult } from "./result.ts";
import { DEFAULT_DEMAND, type Level } from "./sandbox/level.ts";
import { lookAtMachine } from "./sandbox/machine.ts";
import { type LevelProbe, probeLevels } from "./sandbox/probe.ts";
import { sandboxRunner } from "./sandbox/runner.ts";
import { makeSandboxes, type SandboxMaker } from "./sandbox/sandbox.ts";
import { reap } from "./sandbox/workspace.ts";
import { seedFor } from "./seed.ts";
import { type BundledFiles, bundleSubmission } from "./submission/bundle.ts";
import { type Submission, takeIn } from "./submission/intake.ts";
import { bundleLibraries, type Libraries } from "./submission/libraries.ts";

export interface GraderOptions {
  /** What seeds are made from; whoever has it can foresee the hidden inputs. */
  readonly secret: string;
  /** Use this level, not the strongest. @throws UsageError where it does not work */
  readonly level?: Level;
  /** Below it, results are no marks. @default 2 */
  readonly demand?: Level;
}

export interface GradeOptions {
  /** The student's name in the result. @default the folder's */
  readonly id?: string;
  /** Only these, such as "M4"; the others are not in the result. @default all */
  readonly exercises?: readonly string[];
}

/** What a result is of: a grading of the same again gives the same. */
export interface Identity {
  readonly grader: string;
  readonly labDigest: string;
  /** Of the submission's files. */
  readonly digest: string;
  /** Points that the lab has. */
  readonly max: number;
  /** Why there is nothing to grade; empty if there is. */
  readonly problem: string;
}

export interface Grader {
  readonly level: Level;
  /** What a grading would be of; runs nothing. @throws UsageError if there is no such folder */
  identify(dir: string, lab: Lab): Promise<Identity>;
  grade(dir: string, lab: Lab, options?: GradeOptions): Promise<GradeResult>;
  /** What a suite of tests finds. @throws UsageError if there is none to read, InfrastructureError */
  survey(dir: string, lab: Lab, part: SurveyPart): Promise<Surveyed[]>;
  close(): Promise<void>;
}

export async function openGrader(options: GraderOptions): Promise<Grader> {
  const machine = lookAtMachine();
  await reap(machine.cgroups);
  const runner = await sandboxRunner();
  const level = options.level ?? levelOf(await probeLevels(machine, runner));
  const sandboxes = makeSandboxes(machine, level, runner);
  return new OpenGrader(options, sandboxes, await startJudge(sandboxes));
}

/** The strongest that works. @throws UsageError where none does */
export function levelOf(probes: readonly LevelProbe[]): Level {
  const working = probes.find(({ works }) => works);
  if (working !== undefined) return working.level;
  const whys = probes.map(({ level, why }) => `\n  L${level}: ${why}`).join("");
  throw new UsageError(
    `no sandbox starts on this machine, not even a plain process of Node:${whys}`,
  );
}

/** What is the same for all submissions of a lab. */
interface PreparedLab {
  readonly lab: Lab;
  readonly plan: LabPlan;
  readonly tests: TestBundle;
  readonly races: Job["races"];
  readonly apart: BundledFiles;
  readonly prebuilt: Libraries;
  readonly digest: string;
  readonly expected: readonly string[];
}

class OpenGrader implements Grader {
  readonly #options: GraderOptions;
  readonly #sandboxes: SandboxMaker;
  readonly #judge: Judge;
  readonly #labs = new Map<string, Promise<PreparedLab>>();

  constructor(options: GraderOptions, sandboxes: SandboxMaker, judge: Judge) {
    this.#options = options;
    this.#sandboxes = sandboxes;
    this.#judge = judge;
  }

  get level(): Level {
    return this.#sandboxes.level;
  }

  async identify(dir: string, lab: Lab): Promise<Identity> {
    const prepared = await this.#prepared(lab);
    const submission = takeIn(folderOf(dir), lab.manifest.id, prepared.expected);
    const { grader, labDigest, max } = this.#frame(prepared, submission, "", "");
    return { grader, labDigest, max, digest: submission.digest, problem: submission.problem ?? "" };
  }

  async grade(dir: string, lab: Lab, options: GradeOptions = {}): Promise<GradeResult> {
    const begun = performance.now();
    const { id = basename(dir), exercises } = options;
    const prepared = onlyOf(await this.#prepared(lab), exercises);
    const submission = takeIn(folderOf(dir), lab.manifest.id, prepared.expected);
    const seed = seedFor(this.#options.secret, lab.manifest.id, submission.digest);
    const frame = this.#frame(prepared, submission, id, seed.id);
    const durations = (judgeMs = 0): GradeResult["durations"] => ({
      totalMs: Math.round(performance.now() - begun),
      judgeMs: Math.round(judgeMs),
    });
    if (submission.problem !== undefined) {
      const problem = submission.problem;
      return { ...frame, status: "ungradable", problem, durations: durations() };
    }
    try {
      const files = await this.#bundled(prepared, submission);
      const specs = await bundledSpecs(prepared, submission);
      const judging = performance.now();
      const verdicts = await this.#ask(prepared, { submission: files, specs, seed: seed.seed });
      return graded(frame, prepared, verdicts, durations(performance.now() - judging));
    } catch (error) {
      if (!(error instanceof InfrastructureError)) throw error;
      const problem = `${error.message}; this says nothing about the submission: grade it again`;
      return { ...frame, status: "infrastructure", problem, durations: durations() };
    }
  }

  async survey(dir: string, lab: Lab, part: SurveyPart): Promise<Surveyed[]> {
    const prepared = await this.#prepared(lab);
    const { plan, tests } = prepared;
    if (plan.arena === undefined) {
      throw new UsageError(`the answer of the lab ${plan.id} is no suite of tests`);
    }
    const submission = takeIn(folderOf(dir), lab.manifest.id, prepared.expected);
    if (submission.problem !== undefined) throw new UsageError(submission.problem);
    const specs = await bundledSpecs(prepared, submission);
    const { text, exercises } = tests;
    const nothing = { submission: {}, apart: {}, races: {}, seed: 0 };
    const job = { ...nothing, plan, tests: text, exercises, specs, survey: part };
    const { checks } = await this.#judge.judge(job);
    return checks.map(({ notes: [surveyed] }) => JSON.parse(surveyed!) as Surveyed);
  }

  async close(): Promise<void> {
    await this.#judge.close();
    await this.#sandboxes.close();
  }

  #prepared(lab: Lab): Promise<PreparedLab> {
    let prepared = this.#labs.get(lab.dir);
    if (prepared === undefined) {
      prepared = prepare(lab);
      this.#labs.set(lab.dir, prepared);
    }
    return prepared;
  }

  #bundled(
    { lab, plan, tests, prebuilt }: PreparedLab,
    { files }: Submission,
  ): Promise<BundledFiles> {
    const { libraries, given } = plan;
    const standIns = Object.entries(plan.standIns).map(([name, own]) => [name, ownFile(own)]);
    const inside = Object.entries(plan.inside).map(([file, name]) => [name, join(lab.dir, file)]);
    if (plan.races !== undefined) inside.push(["inside-race", ownFile("inside-race")]);
    const { modules } = tests;
    return bundleSubmission({
      files,
      modules,
      libraries,
      given: Object.keys(given),
      inside: Object.fromEntries(inside),
      standIns: Object.fromEntries(standIns),
      prebuilt,
      labDir: lab.dir,
    });
  }

  #ask(
    { plan, tests, races, apart }: PreparedLab,
    of: Pick<Job, "submission" | "specs" | "seed">,
  ): Promise<Verdict> {
    const { text } = tests;
    const all = { ...of, plan, tests: text, races, apart };
    const ask = (exercises: readonly string[]): Promise<Verdicts> =>
      this.#judge.judge({ ...all, exercises });
    return askTwice(ask, tests.exercises, Object.keys(races));
  }

  #frame(
    { lab, digest, plan, tests }: PreparedLab,
    submission: Submission,
    id: string,
    seedId: string,
  ): GradeResult {
    const { manifest } = lab;
    const judged = manifest.exercises.filter(
      ({ id }) => tests.exercises.includes(id) && plan.notGraded[id] === undefined,
    );
    return {
      schema: "hpts/result/v1",
      lab: manifest.id,
      labDigest: digest,
      grader: graderVersion(),
      submission: { id, digest: submission.digest },
      sandbox: { level: this.level, kernel: release() },
      seedId,
      status: "graded",
      problem: "",
      score: null,
      max: judged.reduce((sum, { points }) => sum + points, 0),
      isMark: this.level >= (this.#options.demand ?? DEFAULT_DEMAND),
      tests: [],
      flags: [],
      restarts: 0,
      retried: [],
      ignored: submission.ignored,
      durations: { totalMs: 0, judgeMs: 0 },
    };
  }
}

/** The student's tests, for sandboxes of their own; T3's file is tried out as well. */
async function bundledSpecs(
  { lab, plan, expected }: PreparedLab,
  { files }: Submission,
): Promise<BundledFiles> {
  if (plan.arena === undefined) return {};
  const specs = expected.filter((name) => name.endsWith(".spec.ts"));
  return bundleSubmission({
    files,
    modules: specs.map((name) => basename(name, ".ts")),
    libraries: plan.libraries.filter((name) => name !== plan.arena?.subject),
    given: [plan.arena.subject, "vitest"],
    inside: { "inside-arena": ownFile("inside-arena") },
    standIns: {},
    labDir: lab.dir,
    isMinified: true,
  });
}

const ownFile = (name: string): string =>
  createRequire(import.meta.url).resolve(`@hpts/grade/${name}`);

/** What submissions are compared with: of the lab's tests, never of the student's. */
async function bundledRaces(lab: Lab, { libraries, races = {} }: LabPlan): Promise<Job["races"]> {
  const made: Record<string, Job["races"][string]> = {};
  for (const { id, file, speed } of lab.manifest.exercises) {
    const plan = races[id];
    if (plan === undefined || speed === undefined) continue;
    const inside = {
      "inside-race": ownFile("inside-race"),
      baseline: join(lab.dir, plan.baseline),
    };
    const files = new Map();
    const options = { files, modules: [], libraries, given: [], standIns: {}, labDir: lab.dir };
    made[id] = {
      minRatio: speed.bronze,
      particles: plan.particles,
      module: basename(file, ".ts"),
      baseline: await bundleSubmission({ ...options, inside }),
    };
  }
  return made;
}

/** What runs without the submission. */
async function bundledApart({ dir }: Lab, { apart }: LabPlan): Promise<BundledFiles> {
  const inside = Object.fromEntries(
    Object.entries(apart).map(([file, name]) => [name, join(dir, file)]),
  );
  const options = { files: new Map(), modules: [], libraries: [], given: [], standIns: {} };
  return bundleSubmission({ ...options, inside, labDir: dir });
}

/** The lab with some of its exercises. */
function onlyOf(prepared: PreparedLab, wanted: readonly string[] | undefined): PreparedLab {
  if (wanted === undefined) return prepared;
  const { lab, tests } = prepared;
  const exercises = lab.manifest.exercises.filter(({ id }) => wanted.includes(id));
  return {
    ...prepared,
    lab: { ...lab, manifest: { ...lab.manifest, exercises } },
    tests: { ...tests, exercises: tests.exercises.filter((id) => wanted.includes(id)) },
  };
}

async function prepare(lab: Lab): Promise<PreparedLab> {
  const plan = planOf(lab.manifest.id);
  const tests = await bundleTests(lab.dir, plan);
  const digest = createHash("sha256").update(tests.text).update(JSON.stringify(plan)).digest("hex");
  const expected = readdirSync(join(lab.dir, "solution")).filter((name) => name.endsWith(".ts"));
  const [races, apart] = [await bundledRaces(lab, plan), await bundledApart(lab, plan)];
  const ownOnes = plan.libraries.filter((name) => plan.arena?.subject !== name);
  const prebuilt = await bundleLibraries(ownOnes, lab.dir);
  return { lab, plan, tests, races, apart, prebuilt, digest, expected };
}

/** @throws UsageError if there is no such folder */
function folderOf(dir: string): string {
  const stat = statSync(dir, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return realpathSync(dir);
  const what = stat === undefined ? "is not there" : "is a file";
  throw new UsageError(`a submission is a folder; ${dir} ${what}`);
}

function graded(
  frame: GradeResult,
  { lab, plan }: PreparedLab,
  { checks, flags, restarts, retried }: Verdict,
  durations: GradeResult["durations"],
): GradeResult {
  const { id, exercises } = lab.manifest;
  const hidden = new Set(checks.filter(({ isHidden }) => isHidden).map((check) => check.id));
  const { notGraded } = plan;
  const tests = testsOf({ lab: id, exercises, checks, hidden, notGraded });
  return {
    ...frame,
    ...totalOf(tests),
    tests,
    flags: [...flags].sort(),
    restarts,
    retried,
    durations,
  };
}
