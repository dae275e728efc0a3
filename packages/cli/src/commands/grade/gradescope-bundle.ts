/** `hpts grade gradescope-bundle`: the zip that Gradescope takes as an autograder. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { keptSecret } from "@hpts/grade";
import { gradescopeBundle } from "@hpts/grade/hosts";
import { UsageError } from "@hpts/labkit/lab";
import { currentContext, labNamed } from "../../context.ts";

export interface BundleFlags {
  readonly lab: string;
  readonly output: string;
  readonly commit?: string;
}

export async function writeBundle({ lab: name, output, commit }: BundleFlags): Promise<void> {
  const context = currentContext();
  const { root, cwd } = context;
  const lab = labNamed(context, name);
  const secret = keptSecret(join(root, ".hpts", "grade-secret"));
  const zip = await gradescopeBundle({
    root,
    lab,
    secret,
    ...(commit !== undefined && { commit }),
  });
  try {
    writeFileSync(resolve(cwd, output), zip);
  } catch (error) {
    throw new UsageError(`-o ${output} cannot be written: ${(error as Error).message}`);
  }
  const hash = createHash("sha256").update(zip).digest("hex");
  console.log(`${output}: lab ${lab.manifest.id}, ${(zip.length / 1e6).toFixed(1)} MB`);
  console.log(`  sha256 ${hash}`);
  console.error(
    "hpts: it holds the secret of your hidden inputs: upload it, and hand it to nobody",
  );
}
