/**
 * Seeds of hidden inputs. The same submission always gets the same inputs, another one gets others,
 * and nobody without the secret can tell which.
 */
import { createHash, createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface Seed {
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** Names the seed without giving it away, for whoever repeats a grading. */
  readonly id: string;
}

/** @param digest of the submission's files */
export function seedFor(secret: string, lab: string, digest: string): Seed {
  const mac = createHmac("sha256", secret)
    .update(JSON.stringify([lab, digest]))
    .digest();
  const id = createHash("sha256").update("seed id").update(mac).digest("hex").slice(0, 16);
  return { seed: mac.readUInt32LE(0), id };
}

/** The installation's secret; made at the first call, readable by its user only. */
export function keptSecret(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(dirname(file), { recursive: true });
    const secret = randomBytes(32).toString("hex");
    writeFileSync(file, secret, { mode: 0o600, flag: "wx" });
    return secret;
  }
}
