/**
 * What came of attacks, kept in docs/measurements/attacks.json: written after each one, so that the
 * catalogue can be run in pieces, and a run that was ended goes on where it was.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ATTACKS_DIR } from "../src/attack/catalogue.ts";
import type { Attack, Outcome } from "../src/attack/self-test.ts";
import { graderVersion } from "../src/grader-version.ts";

/** Who was attacked: this grader at a level, or the naive one. */
export type Place = "L3" | "L2" | "L1" | "L0" | "restored" | "kept";

export interface Kept {
  readonly damage: Outcome["damage"];
  readonly why: string;
  readonly isAsked: boolean;
  readonly ms: number;
  /** YYYY-MM-DD */
  readonly on: string;
  /** Of the attack and of who was attacked: another one makes the outcome one of an earlier time. */
  readonly of: string;
}

type Outcomes = Record<string, Partial<Record<Place, Kept>>>;

const LONGEST_WHY = 200;

export class OutcomeFile {
  readonly #path: string;
  readonly #outcomes: Outcomes;
  readonly #digests = new Map<string, string>();

  /** @param all the catalogue: outcomes of attacks that are gone are left out */
  constructor(path: string, all: readonly Attack[]) {
    this.#path = path;
    const read: Outcomes = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
    this.#outcomes = Object.fromEntries(all.map(({ id }) => [id, read[id] ?? {}]));
    for (const attack of all) this.#digests.set(attack.id, digestOf(attack));
  }

  keep(place: Place, { id, damage, why, isAsked, durationMs }: Outcome): void {
    const on = new Date().toISOString().slice(0, 10);
    const short = why.slice(0, LONGEST_WHY);
    const of = this.#of(id, place);
    this.#outcomes[id]![place] = { damage, why: short, isAsked, ms: durationMs, on, of };
    writeFileSync(this.#path, `${JSON.stringify(this.#outcomes, null, 1)}\n`);
  }

  /** The last outcome; undefined if there is none, or if the attack is another one since. */
  of({ id }: Attack, place: Place): Kept | undefined {
    const kept = this.#outcomes[id]?.[place];
    return kept?.of.startsWith(this.#digests.get(id)!) ? kept : undefined;
  }

  /** Whether who was attacked is still the same as well. */
  isFresh(attack: Attack, place: Place): boolean {
    return this.of(attack, place)?.of === this.#of(attack.id, place);
  }

  #of(id: string, place: Place): string {
    const isOurs = place.startsWith("L");
    return `${this.#digests.get(id)} ${isOurs ? graderVersion() : controlVersion()}`;
  }
}

/** Of all that makes it; not of how it is described. */
function digestOf({ lab, asks, earns, keeps, gradings, files, actions }: Attack): string {
  const parts = [lab, asks, earns, keeps, gradings, [...files], actions];
  return short(JSON.stringify(parts) + textOf("snippets.files"));
}

let version: string | undefined;

function controlVersion(): string {
  const names = readdirSync(join(ATTACKS_DIR, "control")).sort();
  version ??= `control ${short(names.map((name) => textOf(`control/${name}`)).join(""))}`;
  return version;
}

const textOf = (name: string): string => readFileSync(join(ATTACKS_DIR, name), "utf8");
const short = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 12);
