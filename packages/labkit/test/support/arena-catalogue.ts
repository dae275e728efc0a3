/**
 * A catalogue to test the arena with: meters that add up readings. It is a file, because the
 * arena's child processes load it as one; the tests import the same.
 */
import type { Catalogue, Mutant, Subject } from "../../src/arena/catalogue.ts";

interface MeterParts {
  readonly sum: (readings: readonly number[]) => number;
  readonly clear: (readings: number[]) => void;
  /** The list in which a new meter keeps its readings. */
  readonly list: () => number[];
}

const addUp = (readings: readonly number[]): number =>
  readings.reduce((total, reading) => total + reading, 0);

const RIGHT: MeterParts = {
  sum: addUp,
  clear(readings) {
    readings.length = 0;
  },
  list: () => [],
};

function meter(replaced: Partial<MeterParts> = {}): Subject {
  const { sum, clear, list } = { ...RIGHT, ...replaced };
  class Meter {
    readonly readings: number[] = list();

    add(reading: number): void {
      this.readings.push(reading);
    }

    total(): number {
      return sum(this.readings);
    }

    clear(): void {
      clear(this.readings);
    }
  }
  return { Meter };
}

const mutant = (id: string, behaviour: string, replaced: () => Partial<MeterParts>): Mutant => ({
  id,
  family: "meters",
  behaviour,
  create: () => meter(replaced()),
});

const WRONG_TOTAL = "the total is not the sum of the readings";

export const catalogue: Catalogue = {
  specifier: "#meter",
  // 0.1 + 0.2 + 0.3 is 0.6000000000000001 from the left, and 0.6 for the two others.
  correct: [
    { id: "in-order", create: () => meter() },
    { id: "backwards", create: () => meter({ sum: (readings) => addUp(readings.toReversed()) }) },
    { id: "in-tenths", create: () => meter({ sum: (r) => addUp(r.map((one) => one * 10)) / 10 }) },
  ],
  mutants: [
    mutant("always-zero", WRONG_TOTAL, () => ({ sum: () => 0 })),
    mutant("last-only", WRONG_TOTAL, () => ({ sum: (readings) => readings.at(-1) ?? 0 })),
    mutant("no-negatives", "readings below zero are lost", () => ({
      sum: (readings) => addUp(readings.filter((one) => one >= 0)),
    })),
    mutant("one-list-for-all", "two meters share their readings", () => {
      const shared: number[] = [];
      return { list: () => shared };
    }),
    mutant("keeps-all", "a cleared meter still has its total", () => ({ clear: () => {} })),
    mutant("never-cleared", "clearing a meter takes forever", () => ({
      clear() {
        for (;;);
      },
    })),
  ],
};
