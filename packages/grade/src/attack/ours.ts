/** The attacks, graded by this grader: what it has let happen, by all that can be seen from outside. */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { type Lab, lookOf } from "@hpts/labkit/lab";
import { collect } from "../collect/collect.ts";
import { type Grader, openGrader } from "../grade.ts";
import { renderResult } from "../report/text.ts";
import type { GradeResult } from "../result.ts";
import type { Level } from "../sandbox/level.ts";
import { lookAtMachine, type Machine } from "../sandbox/machine.ts";
import { makeWorkspace, removeFolder } from "../sandbox/workspace.ts";
import { type Attack, HONEST, type Outcome } from "./attack.ts";
import { harmsInExports } from "./exports.ts";
import { handInAttack } from "./hand-in.ts";
import { isPacked } from "./packed.ts";
import {
  Bait,
  countCgroups,
  countDescendants,
  type LeakServer,
  markedFiles,
  openLeakServer,
  processesWith,
} from "./traces.ts";

/** A grading that takes longer has not come to an end. */
const LIMIT_MS = 600_000;
/** Processes and groups are gone some time after they were killed. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 25;
/** It takes milliseconds; a busy machine must not make this a matter of luck. */
const MOST_EXPORT_S = 20;

export interface Target {
  attack(attack: Attack, lab: Lab): Promise<Outcome>;
  /** What is left when all is closed, in words. */
  close(): Promise<string[]>;
}

/**
 * @param modeling the lab whose solution is graded after each attack
 * @param isAlone whether nobody else in this process has sandboxes, so that they can be counted
 */
export async function openTarget(level: Level, modeling: Lab, isAlone: boolean): Promise<Target> {
  const grader = await openGrader({ secret: randomBytes(16).toString("hex"), level });
  const leaks = await openLeakServer();
  return new OurGrader(grader, leaks, modeling, isAlone);
}

class OurGrader implements Target {
  readonly #grader: Grader;
  readonly #leaks: LeakServer;
  readonly #modeling: Lab;
  readonly #machine: Machine = lookAtMachine();
  readonly #isAlone: boolean;
  readonly #dir = makeWorkspace();
  #count = 0;
  /** Of one grader that waits: its next sandbox, and esbuild. */
  #usual: { readonly processes: number; readonly groups: number } | undefined;

  constructor(grader: Grader, leaks: LeakServer, modeling: Lab, isAlone: boolean) {
    this.#grader = grader;
    this.#leaks = leaks;
    this.#modeling = modeling;
    this.#isAlone = isAlone;
  }

  async attack(attack: Attack, lab: Lab): Promise<Outcome> {
    await this.#learnWhatIsUsual();
    const folder = join(this.#dir, `attack-${++this.#count}`);
    const begun = performance.now();
    const beganAtMs = Date.now();
    const token = `token-${randomBytes(9).toString("base64url")}`;
    const home = join(this.#dir, `home-${this.#count}`);
    mkdirSync(home);
    chmodSync(home, 0o777);
    const bait = new Bait(home, token);
    const solution = join(lab.dir, "solution");
    const places = { home, token, leakPort: this.#leaks.port, solution, lab: lab.dir };
    // What a grader on a CI service has in its environment.
    process.env["HPTS_ATTACK_TOKEN"] = token;
    try {
      handInAttack(attack, lab.dir, folder, places);
      const result = await this.#graded(attack, lab, folder);
      const harms = [
        ...harmsIn(result, attack, token),
        ...exportHarms(result, token),
        ...(await this.#traces(bait, beganAtMs)),
      ];
      harms.push(...(await this.#harmsToTheNext()));
      return this.#outcome(attack, result, harms, begun);
    } catch (error) {
      return {
        id: attack.id,
        damage: "harmed",
        why: `the grader threw: ${(error as Error).message}`,
        isAsked: true,
        durationMs: Math.round(performance.now() - begun),
      };
    } finally {
      delete process.env["HPTS_ATTACK_TOKEN"];
      for (const one of [folder, home, `${folder}-collected`]) removeFolder(one);
    }
  }

  /** As often as it is handed in: the last result. */
  async #graded(attack: Attack, lab: Lab, folder: string): Promise<GradeResult> {
    const options = { id: "ada", exercises: attack.asks };
    const from = isPacked(attack) ? await collected(folder, lab) : folder;
    for (let grading = 1; grading < attack.gradings; grading++) {
      await within(this.#grader.grade(from, lab, options));
    }
    return within(this.#grader.grade(from, lab, options));
  }

  async close(): Promise<string[]> {
    await this.#grader.close();
    this.#leaks.close();
    removeFolder(this.#dir);
    if (!this.#isAlone) return [];
    const { cgroups } = this.#machine;
    await until(() => countCgroups(cgroups) === 0);
    const left = countCgroups(cgroups);
    return left === 0 ? [] : [`${left} control groups are left`];
  }

  #outcome(attack: Attack, result: GradeResult, harms: string[], begun: number): Outcome {
    const { id, earns } = attack;
    const forged = result.tests.filter(
      (test) => (test.status === "pass" || test.points > 0) && !earns.includes(test.id),
    );
    const isForged = forged.length > 0;
    const points = isForged ? [`${forged.map((test) => test.id).join(", ")} passed`] : [];
    return {
      id,
      damage: isForged ? "forged" : harms.length > 0 ? "harmed" : "none",
      why: [...points, ...harms].join("; "),
      isAsked:
        result.status !== "graded" || result.tests.some(({ status }) => status !== "ungraded"),
      durationMs: Math.round(performance.now() - begun),
    };
  }

  async #learnWhatIsUsual(): Promise<void> {
    if (this.#usual !== undefined || !this.#isAlone) return;
    await this.#harmsToTheNext();
    const { cgroups } = this.#machine;
    await until(() => countCgroups(cgroups) <= 1);
    this.#usual = { processes: countDescendants(), groups: countCgroups(cgroups) };
  }

  async #traces(bait: Bait, sinceMs: number): Promise<string[]> {
    const { cgroups } = this.#machine;
    const usual = this.#usual;
    if (usual !== undefined) {
      await until(
        () => countDescendants() <= usual.processes && countCgroups(cgroups) <= usual.groups,
      );
    }
    const processes = usual === undefined ? 0 : countDescendants() - usual.processes;
    const groups = usual === undefined ? 0 : countCgroups(cgroups) - usual.groups;
    const left = processesWith(bait.token);
    const changed = [...bait.changes(), ...markedFiles(sinceMs)];
    const came = this.#leaks.take();
    return [
      ...(left.length > 0 ? [`left running: ${left[0]}`] : []),
      ...(processes > 0 ? [`${processes} more processes than before`] : []),
      ...(groups > 0 ? [`${groups} more control groups than before`] : []),
      ...(changed.length > 0 ? [`changed: ${changed.slice(0, 3).join(", ")}`] : []),
      ...(came > 0 ? ["a server on this machine was reached"] : []),
    ];
  }

  /** Whoever is graded next, and has done it right, must not lose a point. */
  async #harmsToTheNext(): Promise<string[]> {
    const lab = this.#modeling;
    const folder = join(this.#dir, "next");
    const places = { home: "", token: "", leakPort: 0, solution: "", lab: "" };
    handInAttack(HONEST, lab.dir, folder, places);
    const result = await within(this.#grader.grade(folder, lab, { exercises: HONEST.asks }));
    removeFolder(folder);
    const lost = result.tests.filter(({ status }) => status !== "pass" && status !== "ungraded");
    if (result.status === "graded" && lost.length === 0) return [];
    const what = lost.map(({ id, message }) => `${id} (${message.slice(0, 80)})`).join(", ");
    return [`the next one, who is right, was ${result.status} and lost ${what}`];
  }
}

/** The folder that is made of what was handed in; empty if nothing of it is taken. */
async function collected(folder: string, lab: Lab): Promise<string> {
  const out = `${folder}-collected`;
  const root = join(lab.dir, "../..");
  await collect({ root, lab, sources: [folder], cwd: root, out });
  const made = join(out, basename(folder));
  mkdirSync(made, { recursive: true });
  return made;
}

/** What is written about a submission must not take for ever: its texts are the submission's. */
function exportHarms(result: GradeResult, token: string): string[] {
  const begun = performance.now();
  const harms = harmsInExports(result, token);
  const seconds = Math.round((performance.now() - begun) / 1000);
  return seconds > MOST_EXPORT_S ? [...harms, `exporting it took ${seconds} s`] : harms;
}

/** Control characters, other directions, commands at the beginning of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|^::/m;
const LONGEST_REPORT = 100_000;

function harmsIn(result: GradeResult, { keeps }: Attack, token: string): string[] {
  const text = renderResult(result, { ...lookOf(process.stdout, { NO_COLOR: "1" }), width: 80 });
  const json = JSON.stringify(result);
  const passed = result.tests.filter(({ status }) => status === "pass").map(({ id }) => id);
  const lost = result.status === "graded" ? keeps.filter((id) => !passed.includes(id)) : [];
  const ungraded = new Set(
    result.tests.filter((test) => test.status === "ungraded").map((t) => t.id),
  );
  const harms: [boolean, string][] = [
    [result.status === "infrastructure", `not graded: ${result.problem}`],
    [lost.some((id) => !ungraded.has(id)), `${lost.join(", ")} lost`],
    [json.includes(token), "the token is in the result"],
    [HARMFUL.test(text), "the report has characters or lines that give commands"],
    [json.length > LONGEST_REPORT, `the result has ${json.length} characters`],
  ];
  return harms.filter(([happens]) => happens).map(([, why]) => why);
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!holds() && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
