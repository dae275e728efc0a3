/** `hpts labs`, and `npm start`: all labs, what is done in each, and what comes next. */
import { type LabOverview, overviewOf, placeText } from "@hpts/labkit/lab";
import { type Context, currentContext, pathTo, usableLabs } from "../context.ts";

const BAR_WIDTH = 14;

export function showDashboard({ json = false }: { json?: boolean }): void {
  const context = currentContext();
  const overviews = usableLabs(context).map(overviewOf);
  if (json) console.log(JSON.stringify(overviews.map(asJson), null, 1));
  else if (overviews.length > 0) console.log(dashboard(overviews, context).join("\n"));
}

function dashboard(overviews: readonly LabOverview[], context: Context): string[] {
  const { look, command } = context;
  const width = Math.max(...overviews.map(({ lab }) => lab.manifest.id.length), 3);
  const next = overviews.find((overview) => overview.next !== undefined);
  return [
    look.bold("High-Performance TypeScript"),
    "",
    look.dim(`  ${"lab".padEnd(width)}  minutes  kind       progress`),
    ...overviews.map((overview) => row(overview, width, context)),
    "",
    ...(next === undefined ? ["All labs are done."] : nextLines(next, context)),
    "",
    `  ${look.bold("work")}     ${command} watch ${next?.lab.manifest.id ?? "<lab>"}   checks whenever you save`,
    `  ${look.bold("stuck?")}   ${command} hint ${next?.lab.manifest.id ?? "<lab>"}    one hint more each time`,
    `  ${look.bold("trouble?")} ${command} doctor`,
  ];
}

function row({ lab, done }: LabOverview, width: number, { look }: Context): string {
  const { id, minutes, tier, exercises } = lab.manifest;
  const filled = Math.round((done.size / exercises.length) * BAR_WIDTH);
  const bar = look.signs.full.repeat(filled) + look.signs.empty.repeat(BAR_WIDTH - filled);
  const count = `${done.size} of ${exercises.length} done`;
  const text = `  ${id.padEnd(width)}  ${String(minutes).padStart(7)}  ${tier.padEnd(9)}  ${bar}  ${count}`;
  return done.size === exercises.length ? look.green(text) : text;
}

/** What to do next in a lab, with the place to click on. */
export function nextLines({ lab, next }: LabOverview, context: Context): string[] {
  if (next === undefined) return [`Lab ${lab.manifest.id} is done.`];
  const { look, command } = context;
  const { id, title, file } = next.exercise;
  const missing = [
    `${file} is missing; bring it back:`,
    `${command} reset ${lab.manifest.id} ${id}`,
  ];
  const place = look.cyan(placeText(next.at, pathTo(context, lab)));
  return [
    `${look.bold("Next:")} ${id} ${title}  (lab ${lab.manifest.id})`,
    ...(next.isMissing ? missing : [place]).map((line) => `  ${line}`),
  ];
}

export function asJson({ lab, done, next }: LabOverview): object {
  const { id, title, minutes, tier, exercises } = lab.manifest;
  return {
    id,
    title,
    minutes,
    tier,
    exercises: exercises.map((exercise) => ({ id: exercise.id, done: done.has(exercise.id) })),
    next: next === undefined ? null : { id: next.exercise.id, at: next.at },
  };
}
