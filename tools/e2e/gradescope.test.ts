/**
 * The bundle for Gradescope in a root like a container's: its layout, the rights that Docker leaves to
 * root, processes of its own, and no way to make a stronger sandbox. setup.sh and run_autograder run as
 * they are in the zip.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { keepPristineCopies, pristineDir } from "@hpts/labkit/lab";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../src/sources.ts";

const place = mkdtempSync(join(tmpdir(), "hpts-gradescope-"));
const autograder = join(place, "autograder");
afterAll(() => rmSync(place, { recursive: true, force: true }));

const hasProgram = (name: string): boolean =>
  (process.env["PATH"] ?? "").split(delimiter).some((dir) => existsSync(join(dir, name)));
const isRoot = process.getuid?.() === 0;
const missing = ["bwrap", "unzip", "setpriv", "prlimit"].filter((name) => !hasProgram(name));
const canRun = isRoot && missing.length === 0;
if (!canRun) {
  const why = isRoot ? `Debian packages bubblewrap, unzip, util-linux: ${missing}` : "needs root";
  console.warn(`NOT TESTED: the Gradescope bundle in a container-like root (${why})`);
}

/** What Docker leaves to root by default, as far as it matters here. */
const RIGHTS = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID"];

function inContainer(command: string): { status: number | null; output: string } {
  const bind = (from: string, to: string): string[] => ["--bind", from, to];
  const certificates = process.env["NODE_EXTRA_CA_CERTS"];
  const args = [
    ...["--perms", "0755", "--tmpfs", "/"],
    ...["/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc"].flatMap((dir) => [
      ...["--ro-bind-try", dir, dir],
    ]),
    ...["--dev", "/dev", "--proc", "/proc"],
    ...bind(autograder, "/autograder"),
    ...bind(join(place, "tmp"), "/tmp"),
    ...bind(join(place, "root"), "/root"),
    ...["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent"],
    ...["--cap-drop", "ALL", ...RIGHTS.flatMap((right) => ["--cap-add", `CAP_${right}`])],
    ...["--clearenv", "--setenv", "HOME", "/root"],
    ...["--setenv", "PATH", `${dirname(process.execPath)}:/usr/bin:/bin:/usr/sbin:/sbin`],
    ...(certificates ? ["--setenv", "NODE_EXTRA_CA_CERTS", certificates] : []),
    ...["--", "bash", "-c", command],
  ];
  const { status, stdout, stderr } = spawnSync("bwrap", args, { encoding: "utf8" });
  return { status, output: stdout + stderr };
}

describe.runIf(canRun)("in a container-like root", () => {
  beforeAll(() => {
    const zip = join(place, "autograder.zip");
    const hpts = join(ROOT, "packages/cli/bin/hpts.mjs");
    const bundle = ["grade", "gradescope-bundle", "--lab", "modeling", "-o", zip];
    execFileSync(process.execPath, [hpts, ...bundle], { cwd: ROOT, stdio: "ignore" });
    for (const dir of ["source", "results"]) mkdirSync(join(autograder, dir), { recursive: true });
    for (const dir of ["tmp", "root"]) mkdirSync(join(place, dir));
    chmodSync(place, 0o755);
    chmodSync(join(place, "tmp"), 0o1777);
    execFileSync("unzip", ["-q", zip, "-d", join(autograder, "source")]);
    cpSync(join(autograder, "source", "run_autograder"), join(autograder, "run_autograder"));
  });

  test("setup.sh installs, and another user is the strongest sandbox", () => {
    const { status, output } = inContainer("bash /autograder/source/setup.sh");

    expect(status, output).toBe(0);
    expect(output).toContain("Sandbox level L1");
  });

  function graded(folder: string, changes: Readonly<Record<string, string>> = {}): unknown {
    const submission = join(autograder, "submission");
    rmSync(submission, { recursive: true, force: true });
    rmSync(join(autograder, "results", "results.json"), { force: true });
    const lab = join(ROOT, "labs/modeling");
    expect(keepPristineCopies(lab)).toEqual([]);
    const from = folder === "starter" ? pristineDir(lab) : join(lab, folder);
    cpSync(from, submission, { recursive: true });
    for (const [to, from] of Object.entries(changes)) {
      cpSync(join(ROOT, "labs/modeling", from), join(submission, to));
    }
    const { status, output } = inContainer("/autograder/run_autograder");
    expect(status, output).toBe(0);
    return JSON.parse(readFileSync(join(autograder, "results", "results.json"), "utf8"));
  }

  test.each<[string, string, Record<string, string>, number]>([
    ["the solution", "solution", {}, 13],
    ["the starter", "starter", {}, 0],
    [
      "half of it",
      "starter",
      { "particle.ts": "solution/particle.ts", "motion.ts": "solution/motion.ts" },
      4,
    ],
  ])("run_autograder gives %s its points", (_, folder, changes, score) => {
    const result = graded(folder, changes) as { score: number; tests: { max_score: number }[] };

    expect(result.score).toBe(score);
    expect(result.tests.reduce((sum, one) => sum + one.max_score, 0)).toBe(13);
    expect(result).toMatchObject({ extra_data: { level: 1 } });
  });

  test("what has nothing to do with the lab has no score, and the reason", () => {
    const result = graded("hints");

    expect(result).not.toHaveProperty("score");
    expect(JSON.stringify(result)).toContain("none of the lab's files");
  });

  test("the student's user can look neither into the course nor at the results", () => {
    const as = "setpriv --reuid 65534 --regid 65534 --clear-groups --";
    for (const path of ["source/secret", "source/course/labs", "results", "submission"]) {
      const { status, output } = inContainer(`${as} ls /autograder/${path}`);
      expect(status, path).not.toBe(0);
      expect(output).toContain("Permission denied");
    }
  });
});
