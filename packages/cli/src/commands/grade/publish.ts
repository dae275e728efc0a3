/** `hpts grade publish`: the repository that students get, and whether it may be handed out. */
import { resolve } from "node:path";
import { type Publication, publish } from "@hpts/grade/publish";
import { type Context, currentContext } from "../../context.ts";
import { EXIT } from "../../exit-codes.ts";
import { printError } from "../../report.ts";

export interface GradePublishOptions {
  readonly commit?: string;
  readonly release?: readonly string[];
  readonly run: boolean;
  readonly json?: boolean;
}

export async function publishCourse(dir: string, options: GradePublishOptions): Promise<void> {
  const context = currentContext();
  const { commit, release, run, json } = options;
  const made = await publish(context.root, resolve(context.cwd, dir), {
    ...(commit !== undefined && { commit }),
    ...(release !== undefined && { released: release }),
    runsStarters: run,
    onStep: (step) => console.error(context.look.dim(`${step} ...`)),
  });
  console.log(json ? JSON.stringify(made, null, 1) : textOf(made, dir, run, context));
  if (made.faults.length > 0) process.exitCode = EXIT.notReached;
}

function textOf(made: Publication, dir: string, hasRun: boolean, { look }: Context): string {
  const { signs, green, red, bold } = look;
  if (made.uncommitted > 0) {
    printError(
      `${made.uncommitted} files of the course differ from its commit; published is what was committed`,
    );
  }
  const solutions =
    made.released.length === 0 ? "no solutions" : `solutions of ${made.released.join(", ")}`;
  const lines = [
    bold(`${dir}: ${made.files} files, ${made.labs.length} labs, ${solutions}`),
    `  commit ${made.commit} on main, from ${made.source.slice(0, 12)}`,
  ];
  const faults = made.faults.map(({ check, message }) =>
    red(` ${signs.failing} ${check.padEnd(8)} ${message}`),
  );
  if (faults.length > 0) return [...lines, ...faults, "Do not hand it out."].join("\n");
  const next = `  git -C ${dir} push --force <address> main`;
  const starters = hasRun ? "starters are as declared" : "starters were not run";
  const checked = `no leak, links lead somewhere, ${starters}`;
  return [...lines, green(` ${signs.done} ${checked}`), "Hand it out with", next].join("\n");
}
