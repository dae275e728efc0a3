/** What V8's compilers know, and when: shapes, calls, warm-up, and folklore. */
import { median } from "@hpts/bench";
import { cpuMs } from "./tool/alternate.ts";
import type { Claim, Topic } from "./tool/claim.ts";
import { type Bounds, bodies, times } from "./tool/define.ts";
import { compiled, sampled } from "./tool/measures.ts";

type Read = (list: readonly { x: number }[]) => number;
const newRead = (): Read =>
  compiled<Read>("list", "let sum = 0; for (const o of list) sum += o.x; return sum;");

/** Objects with a field x, of so many shapes. */
function ofShapes(shapes: number, length = 100): { x: number }[] {
  return Array.from({ length }, (_, i) => {
    const object: Record<string, number> = {};
    for (let field = 0; field < i % shapes; field++) object[`f${field}`] = field;
    object["x"] = i + 0.5;
    return object as { x: number };
  });
}

function shapes(id: string, number: number, bounds: Bounds): Claim {
  const sentence = `A place in the code that reads a field of objects of ${number} shapes takes {} times as long as with one.`;
  return times(id, sentence, bounds, () => {
    const [many, one, readMany, readOne] = [ofShapes(number), ofShapes(1), newRead(), newRead()];
    return { slow: () => readMany(many), fast: () => readOne(one) };
  });
}

interface Shape {
  area(): number;
}

/** 100 objects with a method, of so many classes. */
function ofClasses(classes: number): Shape[] {
  const makers = Array.from({ length: classes }, (_, i) =>
    compiled<() => new (x: number) => Shape>(
      `return class C${i} { constructor(x) { this.x = x; } area() { return this.x * ${i + 2}; } }`,
    )(),
  );
  return Array.from({ length: 100 }, (_, i) => new makers[i % classes]!(i + 0.5));
}

type Areas = (list: readonly Shape[]) => number;
const newAreas = (): Areas =>
  compiled<Areas>("list", "let sum = 0; for (const o of list) sum += o.area(); return sum;");

function classes(id: string, number: number, bounds: Bounds): Claim {
  const sentence = `A place in the code that calls a method of objects of ${number} classes takes {} times as long as with one.`;
  return times(id, sentence, bounds, () => {
    const [many, one, callMany, callOne] = [
      ofClasses(number),
      ofClasses(1),
      newAreas(),
      newAreas(),
    ];
    return { slow: () => callMany(many), fast: () => callOne(one) };
  });
}

const shapesAndCalls: Claim[] = [
  shapes("shapes-4", 4, [0.8, 4]),
  shapes("shapes-5", 5, [2, 15]),
  classes("classes-4", 4, [1, 6]),
  classes("classes-5", 5, [4, 60]),
  times(
    "callbacks-8",
    "A function that is called with eight callbacks in turn takes {} times as long as with one.",
    [1.5, 20],
    () => {
      type Apply = (list: readonly number[], f: (x: number) => number) => number;
      const text = "let sum = 0; for (const x of list) sum += f(x); return sum;";
      const [many, one] = [compiled<Apply>("list", "f", text), compiled<Apply>("list", "f", text)];
      const newCallback = (i: number) =>
        compiled<(x: number) => number>("x", `return x * ${i + 1};`);
      const callbacks = Array.from({ length: 8 }, (_, i) => newCallback(i));
      const [first] = callbacks;
      const list = Array.from({ length: 1000 }, (_, i) => i + 0.5);
      return {
        slow: () => {
          for (const f of callbacks) many(list, f);
        },
        fast: () => {
          for (let i = 0; i < 8; i++) one(list, first!);
        },
      };
    },
  ),
  times(
    "field-orders-2",
    "Two orders of the same fields take {} times as long to read as one.",
    [0.8, 1.8],
    () => {
      const make = (i: number) => (i % 2 === 0 ? { x: i + 0.5, y: 1 } : { y: 1, x: i + 0.5 });
      const [two, one] = [newRead(), newRead()];
      const mixed = Array.from({ length: 100 }, (_, i) => make(i));
      const same = Array.from({ length: 100 }, (_, i) => make(2 * i));
      return { slow: () => two(mixed), fast: () => one(same) };
    },
  ),
  times(
    "shapes-5-memory",
    "With 200,000 objects, more than the cache holds, five shapes take {} times as long to read as one: memory hides what the list of shapes costs.",
    [0.4, 6],
    () => {
      const [many, one] = [ofShapes(5, 200_000), ofShapes(1, 200_000)];
      const [readMany, readOne] = [newRead(), newRead()];
      return { slow: () => readMany(many), fast: () => readOne(one) };
    },
    { turns: 9 },
  ),
  times("frozen-read", "Frozen objects take {} times as long to read.", [0.8, 1.3], () => {
    const [frozen, free] = [ofShapes(1).map((o) => Object.freeze(o)), ofShapes(1)];
    const [readFrozen, readFree] = [newRead(), newRead()];
    return { slow: () => readFrozen(frozen), fast: () => readFree(free) };
  }),
  times(
    "strings-once",
    "A sum that was once given texts takes {} times as long for numbers as one that was not, once V8 has compiled it anew.",
    [0.8, 2.5],
    () => {
      type Add = (list: readonly unknown[]) => unknown;
      const text = "let sum = list[0]; for (const x of list) sum = sum + x; return sum;";
      const [spoilt, fresh] = [compiled<Add>("list", text), compiled<Add>("list", text)];
      const numbers = Array.from({ length: 1000 }, (_, i) => i + 0.5);
      spoilt(["a", "b", "c"]);
      return { slow: () => spoilt(numbers), fast: () => fresh(numbers) };
    },
  ),
  times("proxy-read", "To read a field through a Proxy takes {} times as long.", [8, 200], () => {
    const objects = ofShapes(1);
    const proxies = objects.map((o) => new Proxy(o, {}));
    const [slow, fast] = [newRead(), newRead()];
    return { slow: () => slow(proxies), fast: () => fast(objects) };
  }),
];

const folklore: Claim[] = [
  bodies(
    "temporaries",
    "A temporary variable takes {} times as long as none: it costs nothing.",
    [0.8, 1.25],
    "const x = i * 1.5; const y = x + 2; sum += y;",
    "sum += i * 1.5 + 2;",
  ),
  bodies(
    "try-catch",
    "`try` and `catch` around a sum, without a throw, take {} times as long.",
    [0.7, 3.5],
    "try { sum += i * 1.5; } catch { sum = 0; }",
    "sum += i * 1.5;",
  ),
  bodies(
    "getter",
    "A getter takes {} times as long as a field.",
    [0.8, 1.3],
    "sum += o.g + i;",
    "sum += o.f + i;",
    "const o = new (class { f = 1.5; get g() { return this.f; } })();",
  ),
  bodies(
    "private-field",
    "A `#private` field takes {} times as long to read as a public one.",
    [0.8, 1.3],
    "sum += o.hidden() + i;",
    "sum += o.shown() + i;",
    "const o = new (class { f = 1.5; #p = 1.5; hidden() { return this.#p; } shown() { return this.f; } })();",
  ),
  bodies(
    "object-short-lived",
    "An object that is made and read in the same turn of a loop takes {} times as long as none: V8 never makes it.",
    [0.6, 1.6],
    "const p = { x: i * 1.5, y: i }; sum += p.x + p.y;",
    "const x = i * 1.5; const y = i; sum += x + y;",
  ),
  bodies(
    "object-kept",
    "If the same object is kept in an array, a turn takes {} times as long.",
    [5, 300],
    "const p = { x: i * 1.5, y: i }; kept[i & 1023] = p; sum += p.x + p.y;",
    "const x = i * 1.5; const y = i; sum += x + y;",
    "const kept = new Array(1024).fill(null);",
  ),
  bodies(
    "object-spread",
    "A copy `{ ...o }` in each turn takes {} times as long as reading `o`.",
    [2, 1500],
    "const p = { ...o }; sum += p.x + i;",
    "sum += o.x + i;",
    "const o = { x: 1.5, y: 2, z: 3 };",
  ),
  bodies(
    "closure-kept",
    "A function that is made in each turn of a loop and kept takes {} times as long as one made before it.",
    [2, 150],
    "const f = () => i; kept[i & 1023] = f; sum += f();",
    "kept[i & 1023] = f; sum += f();",
    "const kept = new Array(1024).fill(null); const f = () => 1;",
  ),
  bodies(
    "rest-arguments",
    "A call with `...numbers` takes {} times as long as one with two parameters.",
    [0.7, 2.5],
    "sum += f(i, 2.5);",
    "sum += g(i, 2.5);",
    "const f = (...numbers) => numbers[0] + numbers[1]; const g = (a, b) => a + b;",
  ),
  times(
    "throw-error",
    "To throw and catch an Error takes {} times as long as to return -1.",
    [150, 30_000],
    () => {
      const failing = (i: number): number => {
        if (i >= 0) throw new Error("no");
        return i;
      };
      const returning = (i: number): number => (i >= 0 ? -1 : i);
      return {
        slow: () => {
          let failures = 0;
          for (let i = 0; i < 100; i++) {
            try {
              failures += failing(i);
            } catch {
              failures++;
            }
          }
          return failures;
        },
        fast: () => {
          let all = 0;
          for (let i = 0; i < 100; i++) if (returning(i) === -1) all++;
          return all;
        },
      };
    },
  ),
];

const stepText = `for (let step = 0; step < 200; step++) {
  for (let i = 0; i < ps.length; i++) {
    const p = ps[i];
    const norm = Math.sqrt(p.x * p.x + p.y * p.y);
    const dx = 1e-5 * p.w * -p.y / norm;
    const dy = 1e-5 * p.w * p.x / norm;
    p.x += dx; p.y += dy;
  }
}`;

const warmUp: Claim[] = [
  {
    id: "evolve-cold",
    sentence:
      "In its 2nd to 30th call the simulator, 10 steps of 10 particles, takes {} times as long as after 200,000.",
    unit: "x",
    range: { low: 5, high: 400 },
    measure: sampled(
      "median of calls 2 to 30 against that of ten batches of 100 calls after 200,000, in a process that did nothing before",
      () => {
        const evolve = compiled<(ps: unknown[]) => void>("ps", stepText.replace("200", "10"));
        const particles = Array.from({ length: 10 }, (_, i) => ({ x: 0.1 + i / 10, y: 0.5, w: 1 }));
        // A warm call is about as short as a look at the clock: so many of them between two looks.
        const msPerCall = (calls: number): number => {
          const start = cpuMs();
          for (let call = 0; call < calls; call++) evolve(particles);
          return (cpuMs() - start) / calls;
        };
        const cold = Array.from({ length: 30 }, () => msPerCall(1)).slice(1);
        msPerCall(200_000);
        return median(cold) / median(Array.from({ length: 10 }, () => msPerCall(100)));
      },
    ),
  },
  {
    id: "evolve-first-call",
    sentence:
      "The first call of the simulator, 200 steps of 10 particles, takes {} times as long as the 300th.",
    unit: "x",
    range: { low: 4, high: 2000 },
    measure: sampled(
      "the first of 350 calls against the median of the last 50, in a process that did nothing before",
      () => {
        const evolve = compiled<(ps: unknown[]) => void>("ps", stepText);
        const particles = Array.from({ length: 10 }, (_, i) => ({ x: 0.1 + i / 10, y: 0.5, w: 1 }));
        const ms = Array.from({ length: 350 }, () => {
          const start = performance.now();
          evolve(particles);
          return performance.now() - start;
        });
        const last = ms.slice(-50).sort((a, b) => a - b);
        return ms[0]! / last[25]!;
      },
    ),
  },
];

export const JIT: Topic = { title: "V8", claims: [...warmUp, ...shapesAndCalls, ...folklore] };
