/** What a magic is, and the table of them. Another package adds its own by `add`. */
import type { Session } from "./session.ts";

/** What a magic gives back: a value becomes the result of the input, nothing stays nothing. */
export type MagicResult = { readonly value: unknown } | undefined;

export interface Magic {
  /** Without the percent sign. */
  readonly name: string;
  /** "%run file [args]" */
  readonly usage: string;
  /** One line. */
  readonly purpose: string;
  /** More about it, for `%name?`. */
  readonly details?: readonly string[];
  readonly run?: (session: Session, text: string) => MagicResult | Promise<MagicResult>;
  /** `%%name`: the rest of the first line, and the lines below it. */
  readonly runCell?: (
    session: Session,
    text: string,
    body: string,
  ) => MagicResult | Promise<MagicResult>;
}

export class Magics {
  readonly #byName = new Map<string, Magic>();

  /** A magic of the same name is replaced. */
  add(...magics: readonly Magic[]): this {
    for (const magic of magics) this.#byName.set(magic.name, magic);
    return this;
  }

  get(name: string): Magic | undefined {
    return this.#byName.get(name);
  }

  get all(): readonly Magic[] {
    return [...this.#byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }
}
