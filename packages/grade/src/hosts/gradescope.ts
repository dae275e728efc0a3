/**
 * An autograder for Gradescope: a zip with setup.sh, run_autograder and the course as far as a judge
 * needs it. Grader and student share a container there, so the student's code runs as another user
 * (level L1) who cannot look into the course; solutions are not in it all the same.
 *
 * Source of the layout: gradescope-autograders.readthedocs.io, "Autograder Specifications".
 */
import { type Lab, UsageError } from "@hpts/labkit/lab";
import { build } from "esbuild";
import { GitError } from "./git.ts";
import { listTree, readBlobs } from "./git-tree.ts";
import { packageFile } from "./templates.ts";
import { writeZip, type ZippedFile } from "./write-zip.ts";

export interface BundleOptions {
  /** The instructor's course, a git repository. */
  readonly root: string;
  readonly lab: Lab;
  /** Hidden inputs come from it. */
  readonly secret: string;
  /** @default the last one */
  readonly commit?: string;
}

const LEFT_OUT = [
  /^(docs|\.ci|\.github)\//,
  /^packages\/[^/]+\/(test|bench|golden|experiments|attacks|kernels)\//,
  /^labs\/[^/]+\/(wrong|hints)\//,
  /^labs\/[^/]+\/NOTES\.md$/,
  /^tools\/(e2e|test|measure|pictures)\//,
];
const SOLUTION = /^labs\/[^/]+\/solution\//;
/** @returns the zip's bytes; the same course and secret always give the same @throws UsageError */
export async function gradescopeBundle(options: BundleOptions): Promise<Buffer> {
  const { root, lab, secret, commit = "HEAD" } = options;
  const { id } = lab.manifest;
  const script = (name: string): ZippedFile => ({
    path: name,
    content: Buffer.from(packageFile(`gradescope/${name}`).replaceAll("@LAB@", id)),
    isExecutable: true,
  });
  return writeZip([
    script("setup.sh"),
    script("run_autograder"),
    { path: "secret", content: Buffer.from(secret) },
    ...(await courseFiles(root, commit)),
  ]);
}

async function courseFiles(root: string, commit: string): Promise<ZippedFile[]> {
  try {
    const entries = listTree(root, commit).filter(
      ({ mode, path }) => mode.startsWith("100") && !LEFT_OUT.some((pattern) => pattern.test(path)),
    );
    const contents = readBlobs(
      root,
      entries.map(({ id }) => id),
    );
    return await Promise.all(
      entries.map(async ({ path, mode }, i) => ({
        path: `course/${path}`,
        content: SOLUTION.test(path) ? await onlyNames(contents[i]!) : contents[i]!,
        isExecutable: mode === "100755",
      })),
    );
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(
      `a bundle is made from a commit: ${root} must be a git repository with the commit ${commit}`,
    );
  }
}

/** A judge needs the names that a solution exports. Its text is nobody's business there. */
async function onlyNames(solution: Buffer): Promise<Buffer> {
  const { metafile } = await build({
    stdin: { contents: solution.toString("utf8"), loader: "ts" },
    bundle: false,
    write: false,
    format: "esm",
    metafile: true,
    logLevel: "silent",
  });
  const [output] = Object.values(metafile.outputs);
  const names = output?.exports.toSorted() ?? [];
  return Buffer.from(names.map((name) => `export const ${name} = undefined;\n`).join(""));
}
