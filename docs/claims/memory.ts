/** What objects take on the heap, after garbage collection. */
import { Particle } from "@hpts/core";
import type { Claim, Topic } from "./tool/claim.ts";
import { bytes, times } from "./tool/define.ts";
import { bytesInUse, exact } from "./tool/measures.ts";

/** A number that V8 cannot keep as a small integer, and another for each field. */
const double = (i: number, field: number): number => i + field / 8;

/** A class of its own: V8 would keep doubles for Particle once another particle has had some. */
class Counted extends Particle {}

class Hidden {
  #x: number;
  #y: number;
  #angVel: number;
  constructor(x: number, y: number, angVel: number) {
    this.#x = x;
    this.#y = y;
    this.#angVel = angVel;
  }
  sum(): number {
    return this.#x + this.#y + this.#angVel;
  }
}

class Bound {
  declare x: number;
  declare y: number;
  declare angVel: number;
  constructor(x: number, y: number, angVel: number) {
    this.x = x;
    this.y = y;
    this.angVel = angVel;
  }
  a = (): number => this.x;
  b = (): number => this.y;
  c = (): number => this.angVel;
  d = (): number => this.x + this.y;
}

function closures(x: number, y: number, angVel: number) {
  return {
    move: () => {
      x += angVel;
      y += angVel;
    },
    place: () => [x, y, angVel],
  };
}

const particles: Claim[] = [
  bytes(
    "particle-bytes",
    "A particle, a class with three doubles, takes {} bytes.",
    [94, 97],
    (i) => new Particle(double(i, 1), double(i, 2), double(i, 3)),
  ),
  bytes(
    "particle-bytes-integers",
    "With three small integers it takes {} bytes.",
    [47, 49],
    (i) => new Counted(i & 1023, i & 511, i & 255),
  ),
  bytes(
    "particle-bytes-private",
    "With `#private` fields it takes {} bytes.",
    [94, 97],
    (i) => new Hidden(double(i, 1), double(i, 2), double(i, 3)),
  ),
  bytes("particle-bytes-frozen", "Frozen it takes {} bytes.", [94, 97], (i) =>
    Object.freeze({ x: double(i, 1), y: double(i, 2), angVel: double(i, 3) }),
  ),
  bytes(
    "particle-bytes-added",
    "As an empty object with three fields added later it takes {} bytes.",
    [103, 105],
    (i) => {
      const p: Record<string, number> = {};
      p["x"] = double(i, 1);
      p["y"] = double(i, 2);
      p["angVel"] = double(i, 3);
      return p;
    },
  ),
  bytes("particle-bytes-array", "As the array `[x, y, w]` it takes {} bytes.", [70, 74], (i) => [
    double(i, 1),
    double(i, 2),
    double(i, 3),
  ]),
  bytes(
    "particle-bytes-pushes",
    "As an array of three pushes it takes {} bytes.",
    [175, 190],
    (i) => {
      const p: number[] = [];
      p.push(double(i, 1));
      p.push(double(i, 2));
      p.push(double(i, 3));
      return p;
    },
  ),
  bytes(
    "particle-bytes-float64",
    "As a Float64Array of its own it takes {} bytes.",
    [200, 260],
    (i) => Float64Array.of(double(i, 1), double(i, 2), double(i, 3)),
  ),
  bytes(
    "particle-bytes-map",
    "As a Map it takes {} bytes.",
    [220, 250],
    (i) =>
      new Map([
        ["x", double(i, 1)],
        ["y", double(i, 2)],
        ["angVel", double(i, 3)],
      ]),
  ),
  bytes(
    "particle-bytes-null",
    "As an object without a prototype, `Object.create(null)`, it takes {} bytes: a dictionary from the start.",
    [200, 260],
    (i) => {
      const p = Object.create(null) as Record<string, number>;
      p["x"] = double(i, 1);
      p["y"] = double(i, 2);
      p["angVel"] = double(i, 3);
      return p;
    },
  ),
  bytes(
    "particle-bytes-closures",
    "As two closures over three variables it takes {} bytes.",
    [220, 270],
    (i) => closures(double(i, 1), double(i, 2), double(i, 3)),
  ),
  bytes(
    "particle-bytes-arrows",
    "As a class with four arrow functions as fields it takes {} bytes.",
    [360, 410],
    (i) => new Bound(double(i, 1), double(i, 2), double(i, 3)),
  ),
  bytes(
    "particle-bytes-deleted",
    "After `delete` of another field it takes {} bytes: a dictionary of its own.",
    [300, 620],
    (i) => {
      const p: Record<string, number> = {
        name: i,
        x: double(i, 1),
        y: double(i, 2),
        angVel: double(i, 3),
      };
      delete p["name"];
      return p;
    },
  ),
];

/** One structure of many elements. */
function bytesPer(
  id: string,
  sentence: string,
  bounds: [number, number],
  make: (n: number) => unknown,
): Claim {
  const n = 200_000;
  return {
    id,
    sentence,
    unit: "bytes",
    range: { low: bounds[0], high: bounds[1] },
    measure: {
      ...exact(
        "growth of heapUsed and arrayBuffers by one of 200,000 elements, after garbage collection",
        () => {
          make(10);
          const before = bytesInUse();
          const kept = make(n);
          const grown = bytesInUse() - before;
          if (kept === undefined) throw new Error("nothing was made");
          return Number((grown / n).toPrecision(2));
        },
      ),
      flags: ["--expose-gc"],
    },
  };
}

const collections: Claim[] = [
  bytesPer(
    "particle-bytes-soa",
    "In three Float64Arrays a particle takes {} bytes.",
    [22, 25],
    (n) => [new Float64Array(n), new Float64Array(n), new Float64Array(n)],
  ),
  bytesPer("set-bytes", "A whole number in a Set takes {} bytes.", [18, 45], (n) => {
    const set = new Set<number>();
    for (let i = 0; i < n; i++) set.add(i);
    return set;
  }),
  bytesPer("map-bytes", "A pair of whole numbers in a Map takes {} bytes.", [25, 60], (n) => {
    const map = new Map<number, number>();
    for (let i = 0; i < n; i++) map.set(i, i);
    return map;
  }),
  bytesPer(
    "map-bytes-texts",
    "A pair of a text and a whole number in a Map takes {} bytes, the text included.",
    [45, 100],
    (n) => {
      const map = new Map<string, number>();
      for (let i = 0; i < n; i++) map.set(`k${i}`, i);
      return map;
    },
  ),
  bytesPer("object-bytes-texts", "The same pair in an object takes {} bytes.", [60, 140], (n) => {
    const object: Record<string, number> = {};
    for (let i = 0; i < n; i++) object[`k${i}`] = i;
    return object;
  }),
  bytesPer(
    "mixed-double-bytes",
    "A double in an array that also holds a text takes {} bytes.",
    [18, 40],
    (n) => {
      const list: unknown[] = ["a"];
      for (let i = 0; i < n; i++) list.push(i + 0.5);
      return list;
    },
  ),
  bytesPer(
    "uint32-bytes",
    "A whole number in a Uint32Array takes {} bytes.",
    [4, 4],
    (n) => new Uint32Array(n),
  ),
  bytesPer(
    "pushed-int-bytes",
    "A small whole number pushed to an array takes {} bytes, the room to grow included.",
    [7.5, 13],
    (n) => {
      const list: number[] = [];
      for (let i = 0; i < n; i++) list.push(i);
      return list;
    },
  ),
  bytesPer(
    "slice-bytes",
    "A slice of 14 characters keeps its parent of 70: it takes {} bytes.",
    [110, 180],
    (n) =>
      Array.from({ length: n }, (_, i) =>
        `${i}${"abcdefghij".repeat(7)}`.slice(0, 70).replace("z", "").slice(10, 24),
      ),
  ),
];

const speed: Claim[] = [
  times(
    "delete-read",
    "Reading a field takes {} times as long after `delete` of another one than after `= undefined`.",
    [2, 20],
    () => {
      const sum = (list: Record<string, number | undefined>[]) => {
        let total = 0;
        for (const p of list) total += p["x"]! + p["y"]!;
        return total;
      };
      const sumOther = (list: Record<string, number | undefined>[]) => {
        let all = 0;
        for (const p of list) all += p["x"]! + p["y"]!;
        return all;
      };
      const make = (i: number): Record<string, number | undefined> => ({
        name: 1,
        x: double(i, 1),
        y: double(i, 2),
      });
      const deleted = Array.from({ length: 200 }, (_, i) => make(i));
      for (const p of deleted) delete p["name"];
      const cleared = Array.from({ length: 200 }, (_, i) => make(i));
      for (const p of cleared) p["name"] = undefined;
      return { slow: () => sum(deleted), fast: () => sumOther(cleared) };
    },
  ),
];

export const MEMORY: Topic = { title: "Memory", claims: [...particles, ...collections, ...speed] };
