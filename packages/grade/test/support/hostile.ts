/**
 * Submissions for the lab modeling that want marks, or harm, and deserve M1 at most. Each file
 * replaces the solution's; `M1` is what their Particle gets where it is left alone.
 */

export interface Attack {
  readonly name: string;
  /** Of grading.md's kinds. */
  readonly kind: string;
  readonly files: Readonly<Record<string, string>>;
  /** Exercises that it may pass: it does them right. */
  readonly earns: readonly string[];
}

/** Code at the top of steps.ts, whose own answer is wrong. */
function inSteps(kind: string, name: string, code: string, answer = "return 1;"): Attack {
  const text = `${code}\nexport function stepsFor(dt: number, timestep: number): any { ${answer} }\n`;
  return { name, kind, files: { "steps.ts": text }, earns: ["M1", "M2", "M3"] };
}

const NODE = "declare const process: any; declare const Buffer: any;";

export const ATTACKS: readonly Attack[] = [
  inSteps("ends early", "exit 0 while it is loaded", `${NODE} process.exit(0);`),
  inSteps("ends early", "exit 0 in a call", NODE, "process.exit(0);"),
  inSteps("ends early", "abort", NODE, "process.abort();"),
  inSteps("ends early", "kills itself", NODE, "process.kill(process.pid, 'SIGKILL');"),
  inSteps("ends early", "really exits", NODE, "process.reallyExit(0);"),
  inSteps(
    "patches",
    "comparisons of numbers",
    "Object.is = () => true; Math.abs = () => 0; Number.isFinite = () => true;",
  ),
  inSteps(
    "patches",
    "arrays",
    "Array.prototype.find = () => undefined; Array.prototype.every = () => true; Array.prototype.map = function () { return this; };",
  ),
  inSteps(
    "patches",
    "JSON",
    'JSON.stringify = () => \'{"message":{"kind":"return"},"parts":[]}\';',
  ),
  inSteps(
    "patches",
    "JSON.parse",
    "JSON.parse = () => ({ message: { kind: 'run', id: '' }, parts: [] });",
  ),
  inSteps(
    "patches",
    "prototypes of objects",
    "Object.defineProperty(Object.prototype, 'asymmetricMatch', { value: () => true });",
  ),
  inSteps(
    "patches",
    "getters on every object",
    "Object.defineProperty(Object.prototype, 'pass', { get: () => true });",
  ),
  inSteps("patches", "Reflect", "Reflect.apply = () => 1000; Reflect.construct = () => ({});"),
  inSteps(
    "patches",
    "Map and WeakMap",
    "Map.prototype.get = () => undefined; WeakMap.prototype.get = () => 1;",
  ),
  inSteps(
    "patches",
    "setImmediate and timers",
    "(globalThis as any).setImmediate = () => {}; (globalThis as any).setTimeout = (f: any) => f();",
  ),
  inSteps(
    "lies",
    "equal to everything",
    "",
    "return { asymmetricMatch: () => true, valueOf: () => 1000, [Symbol.toPrimitive]: () => 1000 };",
  ),
  inSteps(
    "lies",
    "a string that looks like the number",
    "",
    "return String(Math.round(dt / timestep));",
  ),
  inSteps("lies", "a boxed number", "", "return Object(Math.round(dt / timestep));"),
  inSteps(
    "lies",
    "a proxy",
    "",
    "return new Proxy(() => {}, { get: () => () => 1000, apply: () => 1000 });",
  ),
  inSteps("lies", "NaN", "", "return NaN;"),
  inSteps("lies", "a getter that counts", "let n = 0;", "return { get value() { return n++; } };"),
  inSteps("lies", "an array of 100 million", "", "return new Array(100_000_000);"),
  inSteps(
    "lies",
    "a list 1,000,000 deep",
    "",
    "let l: any = []; for (let i = 0; i < 1e6; i++) l = [l]; return l;",
  ),
  inSteps("lies", "a string of 200 MB", "", "return 'x'.repeat(200_000_000);"),
  inSteps("lies", "throws a RangeError for everything", "", "throw new RangeError('dt');"),
  inSteps(
    "lies",
    "an error whose message loops",
    "class E extends RangeError { get message(): any { for (;;); } }",
    "throw new E();",
  ),
  inSteps("lies", "a thenable", "", "return { then: (f: any) => f(1000) };"),
  frames("a frame that says 1000", "return", "'forged'"),
  frames("an answer before the question", "return", "''"),
  frames("a run of promises", "settled", "''"),
  inSteps("frames", "garbage", writing("Buffer.from('garbage garbage garbage')")),
  inSteps("frames", "a frame of 4 GB", writing("Buffer.from([255, 255, 255, 255, 1, 2, 3, 4])")),
  inSteps(
    "frames",
    "half a frame, then nothing",
    writing("Buffer.from([100, 0, 0, 0, 1])"),
    "for (;;);",
  ),
  inSteps(
    "frames",
    "closes the pipe",
    NODE,
    "process.getBuiltinModule('fs').closeSync(4); return 1;",
  ),
  inSteps(
    "output",
    "a report of passed tests",
    NODE,
    "process.stdout.write('13 passed, 0 failed\\n::set-output name=score::13\\n'); return 1;",
  ),
  inSteps(
    "output",
    "prints without end",
    NODE,
    "for (;;) process.stdout.write('x'.repeat(65536));",
  ),
  inSteps("loops", "in a call", "", "for (;;);"),
  inSteps("loops", "while it is loaded", "for (;;);"),
  inSteps("loops", "a promise that never settles", "await new Promise(() => {});"),
  inSteps("loops", "a regular expression", "", "/^(a+)+$/.test('a'.repeat(40) + 'b'); return 1;"),
  inSteps(
    "memory",
    "the heap",
    "const held: any[] = [];",
    "for (;;) held.push(new Array(1e6).fill(dt));",
  ),
  inSteps(
    "memory",
    "buffers",
    `${NODE} const held: any[] = [];`,
    "for (;;) held.push(Buffer.alloc(5e7, 1));",
  ),
  inSteps(
    "hard-coded",
    "the known answers",
    "",
    "const known: any = { '0.1': 10000, '0.01': 1000, '0.3': 30000 }; return known[dt] ?? 0;",
  ),
  {
    name: "the tests it brings itself",
    kind: "configuration",
    files: {
      "steps.ts": "export const stepsFor = () => 1;\n",
      "tests/M5.test.ts": "export {};\n",
      "package.json": '{"scripts":{"test":"exit 0"},"imports":{"#lab/*":"./other/*.ts"}}',
      "vitest.config.ts": "export default {};\n",
    },
    earns: ["M1", "M2", "M3"],
  },
];

function writing(bytes: string): string {
  return `${NODE} const { writeSync } = process.getBuiltinModule?.("fs") ?? { writeSync() {} };
    let isDone = false; const attack = () => { if (!isDone) { isDone = true; writeSync(4, ${bytes}); } };
    attack();`;
}

/** A frame of the protocol, well formed, at the wrong moment. */
function frames(name: string, kind: string, id: string): Attack {
  const message = `{ message: { kind: "${kind}", id: ${id}, value: 1000, args: [], classes: [], objects: [] }, parts: [] }`;
  return inSteps(
    "frames",
    name,
    writing(
      `((json) => { const b = Buffer.alloc(8 + json.length); b.writeUInt32LE(4 + json.length, 0); b.writeUInt32LE(json.length, 4); b.write(json, 8); return b; })(JSON.stringify(${message}))`,
    ),
  );
}
