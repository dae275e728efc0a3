/**
 * Seeded random numbers: the same seed gives the same numbers on every machine, and the same
 * numbers that Python's `random` gives after `random.seed(seed)`.
 *
 * Generator: MT19937, the Mersenne Twister of M. Matsumoto and T. Nishimura, ACM Transactions on
 * Modeling and Computer Simulation 8 (1998), seeded through `init_by_array` of their 2002 revision.
 * State: 624 words of 32 bits. Period 2^19937 - 1. Not for secrets.
 *
 * It was chosen for being CPython's generator: a benchmark here and a benchmark in Python run the
 * very same particles, and the tests compare with numbers that CPython printed.
 */

export interface Random {
  /** A number in [0, 1), a multiple of 2^-53: Python's `random.random()`. */
  next(): number;
  /** A number between `lo` and `hi`: Python's `random.uniform(lo, hi)`. */
  uniform(lo: number, hi: number): number;
}

const STATE_WORDS = 624;
const MIDDLE_WORD = 397;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;
const TWIST = 0x9908b0df;

/**
 * A generator with its own state; two of them never disturb each other.
 *
 * @param seed a whole number from 0 to 2^53 - 1
 * @throws RangeError for any other seed
 */
export function createRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`seed must be a whole number from 0 to 2^53 - 1, got ${seed}`);
  }
  const state = seedState(seed);
  let used = STATE_WORDS;

  function nextWord(): number {
    if (used === STATE_WORDS) {
      twist(state);
      used = 0;
    }
    let word = state[used++]!;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  }

  function next(): number {
    const high = nextWord() >>> 5; // 27 bits
    const low = nextWord() >>> 6; // 26 bits
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  function uniform(lo: number, hi: number): number {
    if (!Number.isFinite(hi - lo)) {
      throw new RangeError(
        `uniform(lo, hi) needs two finite numbers less than 1.8e308 apart, got ${lo} and ${hi}`,
      );
    }
    return lo + (hi - lo) * next();
  }

  return { next, uniform };
}

/** CPython's way from a whole number to the state: its 32-bit words, lowest first, as the key. */
function seedState(seed: number): Uint32Array {
  const high = Math.floor(seed / 0x100000000);
  const key = high > 0 ? [seed >>> 0, high] : [seed >>> 0];
  const state = new Uint32Array(STATE_WORDS);
  state[0] = 19650218;
  for (let i = 1; i < STATE_WORDS; i++) {
    state[i] = Math.imul(1812433253, mixed(state, i)) + i;
  }
  let i = 1;
  let k = 0;
  const advance = (): void => {
    if (++i >= STATE_WORDS) {
      state[0] = state[STATE_WORDS - 1]!;
      i = 1;
    }
  };
  for (let turn = STATE_WORDS; turn > 0; turn--) {
    state[i] = (state[i]! ^ Math.imul(mixed(state, i), 1664525)) + key[k]! + k;
    k = (k + 1) % key.length;
    advance();
  }
  for (let turn = STATE_WORDS - 1; turn > 0; turn--) {
    state[i] = (state[i]! ^ Math.imul(mixed(state, i), 1566083941)) - i;
    advance();
  }
  state[0] = UPPER_BIT;
  return state;
}

/** The word before word i with its two highest bits folded into the lowest two. */
function mixed(state: Uint32Array, i: number): number {
  const before = state[i - 1]!;
  return before ^ (before >>> 30);
}

/** Replaces all 624 words by their successors. */
function twist(state: Uint32Array): void {
  for (let i = 0; i < STATE_WORDS; i++) {
    const bits = (state[i]! & UPPER_BIT) | (state[(i + 1) % STATE_WORDS]! & LOWER_BITS);
    const far = state[(i + MIDDLE_WORD) % STATE_WORDS]!;
    state[i] = far ^ (bits >>> 1) ^ (bits & 1 ? TWIST : 0);
  }
}
