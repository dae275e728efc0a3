/** `hpts grade doctor`: which sandbox this machine has, what it promises, and what would lift it. */
import { type Doctor, examineSandbox } from "@hpts/grade";
import { type Look, wrap } from "@hpts/labkit/lab";
import { currentContext } from "../../context.ts";

const LEVEL_TEXTS = [
  "a plain process: practice, no marks",
  "another user: scores cannot be forged, harm is limited",
  "bubblewrap, seccomp, limits: marks",
  "bubblewrap, seccomp, limits, control groups: marks",
];

export async function examineGrading({ json = false }: { json?: boolean }): Promise<void> {
  const { look } = currentContext();
  const found = await examineSandbox();
  console.log(json ? JSON.stringify(found, null, 1) : textOf(found, look));
}

function textOf({ level, levels, guarantees, fixes, reaped }: Doctor, look: Look): string {
  const { signs, green, yellow, bold } = look;
  const lines = [bold(`Sandbox level L${level}: ${LEVEL_TEXTS[level]}`), ""];
  for (const { claim, holds, why } of guarantees) {
    const [sign, paint] = holds ? [signs.done, green] : [signs.failing, yellow];
    lines.push(paint(` ${sign} ${holds ? "yes" : "no "}  ${claim}`));
    if (!holds) lines.push(...indented(why, look));
  }
  const failed = levels.filter(({ works }) => !works);
  if (failed.length > 0) lines.push("", "Not on this machine:");
  for (const one of failed) lines.push(...indented(`L${one.level}: ${one.why}`, look));
  if (fixes.length > 0) lines.push("", "What would help:");
  for (const { what, command } of fixes) {
    lines.push(...indented(what, look), ...(command === "" ? [] : [`           ${command}`]));
  }
  if (reaped.length > 0)
    lines.push("", `Left by judges that were killed, now removed: ${reaped.length}`);
  return lines.join("\n");
}

const indented = (text: string, look: Look): string[] =>
  wrap(text, look.width - 8).map((line) => `        ${line}`);
