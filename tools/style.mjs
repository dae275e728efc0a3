/**
 * Format, lint, and unused code. A student's files in starter/ may look as they like; with
 * HPTS_AUTHOR=1 the starters are checked as well, since then they are what is handed out.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = join(root, "node_modules");

const paths = readdirSync(root).filter(
  (name) => !name.startsWith(".") && name !== "node_modules" && name !== "labs",
);
for (const lab of readdirSync(join(root, "labs"))) {
  const names = readdirSync(join(root, "labs", lab)).filter(
    (name) => !name.startsWith(".") && name !== "node_modules",
  );
  const shown = names.filter((name) => name !== "starter" || process.env.HPTS_AUTHOR);
  paths.push(...shown.map((name) => join("labs", lab, name)));
}

// Their JavaScript, not what is in .bin: on Windows that is .cmd files, which only a shell starts.
for (const [file, args] of [
  [
    join(packages, "@biomejs", "biome", "bin", "biome"),
    ["ci", "--colors=off", "--error-on-warnings", "--files-ignore-unknown=true", ...paths],
  ],
  [join(packages, "knip", "bin", "knip.js"), []],
]) {
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
