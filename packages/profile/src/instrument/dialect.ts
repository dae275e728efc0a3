/**
 * What is written into the program, by engine. `H` is the prefix of all names that are added.
 *
 * Engines `exact` and `clock` keep the current node of the tree of calls in s[0]; what it was before
 * lives in a local, so it heals after an exception:
 *
 *     const p = e(ID); try { ... } finally { x(p); }
 *
 * A call, because V8 then finds s as a constant where x is; s[0] itself costs more: a fifth on fib.
 *
 * Engine `line` keeps a stack of lines in shared memory, k, and its depth in s[1]:
 *
 *     const d = i(); try { h(LINE, d); ... } finally { x(d); }     h: l[LINE]++; k[d] = LINE
 *
 * A function that can be suspended puts the caller back before, and itself in again after:
 *
 *     await x   b(await o(x, p, a = w[0]), p = 0, c, a)
 *     yield x   g(yield o(x, p), p = s[0], c)
 *
 * All of these begin with a name, not with a bracket: a line above without a semicolon stays apart.
 */
export const H = "__hpts_";

/** What a function is, as far as the added text differs. */
export type Suspends = "never" | "async" | "generator" | "async generator";

export interface Wrap {
  readonly before: string;
  readonly after: string;
}

export interface Dialect {
  /** Names that the runtime of the engine exports, without prefix. */
  readonly names: readonly string[];
  /** Whether a CommonJS file gets the text of `module`, or the loader does the same around it. */
  readonly framesCommonJs: boolean;
  /** Around the statements of a function. */
  body(id: number, suspends: Suspends): Wrap;
  /** At the start and at the end of a module; `undefined` if its code is not measured. */
  module(id: number, suspends: Suspends): Wrap;
  /** An expression in an arrow function without braces, when no line is marked. */
  expression(id: number): Wrap | undefined;
  /** Before a statement. */
  line(id: number): string;
  /** The same for the later statements of a long function, in which V8 does not inline all calls. */
  farLine?(id: number): string;
  /** Makes a line the current one, without a hit. */
  touch(id: number): string;
  /** Around `await x`, and around its x. */
  await(line: number): { readonly whole: Wrap; readonly operand: Wrap };
  yield(line: number): { readonly whole: Wrap; readonly operand: Wrap };
  /** Around the iterable of `yield*`. */
  delegate(line: number, isAsync: boolean): Wrap;
  /** Around the iterable of `for await`. */
  forAwait(): Wrap;
  /** Where code goes on after an await that is not written: in `for await`, or that threw. */
  resumed(line: number, suspends: Suspends): string;
}

const NOTHING: Wrap = { before: "", after: "" };

function suspendable(id: number): string {
  return `let ${H}p=${H}e(${id}),${H}c=${H}s[0],${H}a=0;`;
}

const TREE: Dialect = {
  names: ["e", "s", "o", "b", "g", "u", "v", "ys", "fa", "w", "x", "f"],
  framesCommonJs: false,
  body: (id, suspends) =>
    suspends === "never"
      ? { before: `const ${H}p=${H}e(${id});try{`, after: `}finally{${H}x(${H}p)}` }
      : { before: `${suspendable(id)}try{`, after: `}finally{${H}f(${H}p,${H}c)}` },
  module: (id, suspends) =>
    suspends === "never"
      ? { before: `const ${H}p=${H}e(${id});`, after: `;${H}x(${H}p);` }
      : { before: suspendable(id), after: `;${H}f(${H}p,${H}c);` },
  expression: () => undefined,
  line: () => "",
  touch: () => "",
  await: () => ({
    whole: { before: `${H}b(`, after: `,${H}p=0,${H}c,${H}a)` },
    operand: { before: `${H}o(`, after: `,${H}p,${H}a=${H}w[0])` },
  }),
  yield: () => ({
    whole: { before: `${H}g(`, after: `,${H}p=${H}s[0],${H}c)` },
    operand: { before: `${H}o(`, after: `,${H}p)` },
  }),
  delegate: (_line, isAsync) => ({
    before: `${H}ys(`,
    after: `,${isAsync},()=>${H}x(${H}p),()=>{${H}p=${H}s[0];${H}x(${H}c)})`,
  }),
  forAwait: () => ({ before: `${H}fa(`, after: `,()=>(${H}a=${H}w[0],${H}x(${H}p)))` }),
  resumed: (_line, suspends) =>
    suspends === "generator" ? `${H}p=${H}v(${H}p,${H}c);` : `${H}p=${H}u(${H}p,${H}c,${H}a);`,
};

const LINES: Dialect = {
  names: ["s", "k", "l", "i", "h", "x", "o", "b", "r", "u", "ys", "fa", "f"],
  framesCommonJs: true,
  body: (_id, suspends) => ({
    before: `${suspends === "never" ? "const" : "let"} ${H}d=${H}i();try{`,
    after: suspends === "never" ? `}finally{${H}x(${H}d)}` : `}finally{${H}f(${H}d)}`,
  }),
  module: (_id, suspends) => ({
    before: `${suspends === "never" ? "const" : "let"} ${H}d=${H}i();`,
    after: `;${H}f(${H}d);`,
  }),
  expression: () => undefined,
  line: (id) => `${H}h(${id},${H}d);`,
  farLine: (id) => `${H}l[${id}]++;${H}k[${H}d]=${id};`,
  touch: (id) => `${H}k[${H}d]=${id};`,
  await: (line) => ({
    whole: { before: `${H}b(`, after: `,${H}d=${H}r(${line}))` },
    operand: { before: `${H}o(`, after: `,${H}d)` },
  }),
  yield: (line) => LINES.await(line),
  delegate: (line, isAsync) => ({
    before: `${H}ys(`,
    after: `,${isAsync},()=>{${H}s[1]=${H}d-1},()=>{${H}d=${H}r(${line})})`,
  }),
  forAwait: () => ({ before: `${H}fa(`, after: `,()=>{${H}s[1]=${H}d-1})` }),
  resumed: (line) => `${H}d=${H}u(${H}d,${line});`,
};

/** Every event of a line is a call, which reads how much memory is in use (memory/inside/lines.ts). */
const MEMORY: Dialect = {
  ...LINES,
  names: ["s", "i", "m", "t", "x", "o", "b", "r", "u", "ys", "fa", "f"],
  body: (id, suspends) => ({
    before: `${suspends === "never" ? "const" : "let"} ${H}d=${H}i(${id});try{`,
    after: suspends === "never" ? `}finally{${H}x(${H}d)}` : `}finally{${H}f(${H}d)}`,
  }),
  module: (id, suspends) => ({
    before: `${suspends === "never" ? "const" : "let"} ${H}d=${H}i(${id});`,
    after: `;${H}f(${H}d);`,
  }),
  line: (id) => `${H}m(${H}d,${id});`,
  farLine: (id) => MEMORY.line(id),
  touch: (id) => `${H}t(${H}d,${id});`,
  delegate: (line, isAsync) => ({
    before: `${H}ys(`,
    after: `,${isAsync},()=>{${H}x(${H}d)},()=>{${H}d=${H}r(${line})})`,
  }),
  forAwait: () => ({ before: `${H}fa(`, after: `,()=>{${H}x(${H}d)})` }),
};

/**
 * One more, in 32 bits: half of what a double costs on fib(27), 6 instead of 11 % of its time. What
 * comes round to 0 is noted by `w` (runtime/counts.ts).
 */
const oneMore = (id: number): string => `(${H}n[${id}]=${H}n[${id}]+1|0)`;

const COUNTS: Dialect = {
  names: ["n", "w"],
  framesCommonJs: true,
  body: (id) => ({ before: `if(${oneMore(id)}===0)${H}w(${id});`, after: "" }),
  module: (id) => ({ before: `if(${oneMore(id)}===0)${H}w(${id});`, after: "" }),
  expression: (id) => ({ before: `(${oneMore(id)}||${H}w(${id}),`, after: ")" }),
  line: () => "",
  touch: () => "",
  await: () => ({ whole: NOTHING, operand: NOTHING }),
  yield: () => ({ whole: NOTHING, operand: NOTHING }),
  delegate: () => NOTHING,
  forAwait: () => NOTHING,
  resumed: () => "",
};

/** For code that is changed while it is loaded (run/live-code.ts): counts into a global. */
const CALLS: Dialect = {
  ...COUNTS,
  names: [],
  framesCommonJs: false,
  body: (id) => ({ before: `${H}live[${id}]++;`, after: "" }),
  module: () => NOTHING,
  expression: (id) => ({ before: `(${H}live[${id}]++,`, after: ")" }),
};

/** The same for hits of lines. */
const HITS: Dialect = {
  ...CALLS,
  body: () => NOTHING,
  expression: () => undefined,
  line: (id) => `${H}live[${id}]++;`,
};

/** What stands in programs run by an engine; undefined where nothing is added. */
export const DIALECTS: Readonly<Record<string, Dialect | undefined>> = {
  exact: TREE,
  clock: TREE,
  line: LINES,
  memory: MEMORY,
  count: COUNTS,
  calls: CALLS,
  hits: HITS,
};
