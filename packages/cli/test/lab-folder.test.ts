/** `pnpm hpts` and `npm run hpts` take the script of the nearest package: inside of a lab, its own. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { Running, startProcess } from "./support/run.ts";

const LABS = join(import.meta.dirname, "..", "..", "..", "labs");
const NPM = process.platform === "win32" ? ["cmd", "/c", "npm"] : ["npm"];

test.each(["modeling", "testing", "timing", "profiling"])(
  "hpts runs inside of labs/%s",
  async (lab) => {
    const command = [...NPM, "run", "--silent", "hpts", "--", "labs", "--json"];

    const child = startProcess(command, "ignore", { cwd: join(LABS, lab, "starter") });

    const { code, stdout } = await new Running(child).ended;
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ id: lab }));
    expect(code).toBe(0);
  },
);
