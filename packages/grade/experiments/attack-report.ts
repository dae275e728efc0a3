/** docs/measurements/attacks.md, from all outcomes that there are. */
import { cpus, release, type } from "node:os";
import type { Attack } from "../src/attack/self-test.ts";
import type { Kept, OutcomeFile, Place } from "./attack-outcomes.ts";

const LEVELS = ["L3", "L2"] as const;
/** Those that give no marks: what is known of them is shown, and nothing is promised. */
const WEAK = ["L1", "L0"] as const;
const CONTROLS = ["restored", "kept"] as const;

export function attackReport(attacks: readonly Attack[], file: OutcomeFile): string {
  const has = (place: Place, damage: Kept["damage"], some = attacks): number =>
    some.filter((attack) => file.of(attack, place)?.damage === damage).length;
  const isBiting = (attack: Attack): boolean =>
    CONTROLS.some((place) => (file.of(attack, place)?.damage ?? "none") !== "none");
  const biting = attacks.filter(isBiting);
  const categories = new Map(attacks.map(({ category }) => [category.number, category.title]));

  const level = (some: readonly Attack[], place: Place): string => {
    const run = some.filter((attack) => file.of(attack, place) !== undefined).length;
    const [forged, harmed] = [has(place, "forged", some), has(place, "harmed", some)];
    return `${forged} | ${harmed}${run === some.length ? "" : ` (${some.length - run} not run)`}`;
  };
  const weak = (some: readonly Attack[], place: Place): string => {
    const run = some.filter((attack) => file.of(attack, place) !== undefined);
    if (run.length < some.length) return "–";
    return `${has(place, "forged", run)} / ${has(place, "harmed", run)}`;
  };
  const cells = (some: readonly Attack[]): string[] => [
    ...LEVELS.map((one) => level(some, one)),
    ...WEAK.map((one) => weak(some, one)),
  ];
  const row = (name: string, some: readonly Attack[]): string =>
    `| ${[name, some.length, some.filter(isBiting).length, ...cells(some)].join(" | ")} |`;
  const rows = [...categories].map(([number, title]) =>
    row(
      `${number} | ${title}`,
      attacks.filter(({ category }) => category.number === number),
    ),
  );
  return `# Attacks on the grader

${conditionsOf(attacks, file)}
Command: \`pnpm experiment:attacks --write\`. The attacks are in packages/grade/attacks, all outcomes in
attacks.json beside this file.

${attacks.length} attacks; ${biting.length} of them beat or harm a grader that runs vitest in the student's folder and
believes what it says. The others are probes: they are run, and prove nothing.

| the naive grader | forged | harmed | of |
|---|---|---|---|
| tests and settings of the student's, exit code | ${has("kept", "forged")} | ${has("kept", "harmed")} | ${attacks.length} |
| tests and settings restored, JSON report | ${has("restored", "forged")} | ${has("restored", "harmed")} | ${attacks.length} |

This grader, by category. Forged: points that were not earned. Harmed: something was left running or
written, or read, or credit was lost, or a report or an export did harm, or who was graded next, and was
right, did not get all points. The last two columns are for information: at L1 and L0, which give no marks,
each attack is run with its judge in a box; forged / harmed, – where not all were run.

| | category | attacks | bite the control | forged, L3 | harmed, L3 | forged, L2 | harmed, L2 | L1 | L0 |
|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|
${rows.join("\n")}
${row(" | **all**", attacks)}

${notStopped(attacks, file)}
## What bites, and how

| attack | restored | kept |
|---|---|---|
${biting.map((attack) => proofRow(attack, file)).join("\n")}

Probes: ${attacks
    .filter((attack) => !isBiting(attack))
    .map(({ id }) => id)
    .join(", ")}.
`;
}

function conditionsOf(attacks: readonly Attack[], file: OutcomeFile): string {
  const all = attacks.flatMap((attack) =>
    [...LEVELS, ...WEAK, ...CONTROLS].flatMap((place) => file.of(attack, place) ?? []),
  );
  const days = [...new Set(all.map(({ on }) => on))].sort();
  const when = days.length > 1 ? `from ${days[0]} to ${days.at(-1)}` : `on ${days[0] ?? "no day"}`;
  const minutes = Math.round(all.reduce((sum, { ms }) => sum + ms, 0) / 60_000);
  const earlier = attacks.filter((attack) =>
    LEVELS.some((place) => file.of(attack, place) && !file.isFresh(attack, place)),
  ).length;
  return [
    `Measured ${when}: ${cpus().length} cores (${cpus()[0]?.model.trim()}, shared and noisy),`,
    `${type()} ${release()}, Node ${process.versions.node}; ${minutes} minutes in all.`,
    ...(earlier > 0 ? [`${earlier} attacks met a grader of an earlier version.`] : []),
  ].join("\n");
}

function notStopped(attacks: readonly Attack[], file: OutcomeFile): string {
  const lines = LEVELS.flatMap((place) =>
    attacks.flatMap((attack) => {
      const { damage = "none", why = "" } = file.of(attack, place) ?? {};
      return damage === "none" ? [] : [`- ${place}, ${attack.id}: ${damage}: ${why}`];
    }),
  );
  const unasked = attacks.filter((attack) => file.of(attack, "L3")?.isAsked === false);
  const notAsked = `For points that this grader does not give: ${unasked.map(({ id }) => id).join(", ")}.\n`;
  return [
    lines.length === 0
      ? "None that was run has forged points or done harm.\n"
      : `Not stopped:\n\n${lines.join("\n")}\n`,
    ...(unasked.length > 0 ? [notAsked] : []),
  ].join("\n");
}

function proofRow(attack: Attack, file: OutcomeFile): string {
  const cell = (place: Place): string => {
    const { damage = "none", why = "" } = file.of(attack, place) ?? {};
    return damage === "none" ? "" : `${damage}: ${why}`.replaceAll("|", "/").slice(0, 70);
  };
  return `| ${attack.id} | ${cell("restored")} | ${cell("kept")} |`;
}
