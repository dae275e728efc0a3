/**
 * Runs one implementation, as often as it is told to, and waits in between.
 *
 *     node runner.mjs <implementation> <export> <module with inputs, or ""> <whether they are spread>
 *
 * Orders come as lines of JSON on descriptor 3, and each gets one answer on it:
 *   {c: "verify", seed, isExact}   -> every input once (Checked of src/compare/verification.ts)
 *   {c: "show", seed, index}       -> {text}   a result, for a message
 *   {c: "prepare", calls, seed}    -> {last, ready}   with a seed fresh inputs; without, the digest
 *                                     of the last result
 *   {c: "run", calls}              -> {sum, cpuUs, wallMs}   the batch
 * An answer repeats the order's `t`, or is {t, error}. Reading blocks, so that between orders this
 * process uses no processor time, and what it used can be read from outside.
 *
 * Plain JavaScript with nothing but Node, so that it starts fast and from anywhere. What the
 * implementation may replace (clocks, JSON) is captured before it is loaded.
 */
import { inspect } from "node:util";
import { readLine, writeLine } from "./channel.mjs";
import { digest, hashOfNumber } from "./digest.mjs";

const CHANNEL = 3;
const MOST_INPUTS = 1024;
const MOST_COPIES = 4096;
/** Verifying and copying end here; the answer says how far they came. */
const VERIFY_MS = 100;
const COPY_MS = 10;

const { parse, stringify } = JSON;
const now = performance.now.bind(performance);
const cpuUsage = process.cpuUsage.bind(process);
const clone = structuredClone;
const [, , file = "", exportName = "default", inputsFile = "", spread = ""] = process.argv;

let token = 0;
let fn;
let makeInputs;
let inputs = [];
let isMutating = false;
/** A second call finds nothing left to do, as on a list that is sorted already. */
let isSpent = false;
let isAsync = false;
/** Of the last batch. */
let calls = 0;
let last;

const isPromise = (value) => typeof value?.then === "function";
const call = spread === "" ? (input) => fn(input) : (input) => fn(...input);
/** What is checked: the result, or for a function without one what it has made of its input. */
const outcome = (result, input) => (result === undefined ? input : result);

const ORDERS = {
  async verify({ seed, isExact }) {
    const all = { digests: [], ...(!isExact && { shapes: [], numbers: [] }) };
    const kinds = new Set();
    const fresh = makeInputs(seed);
    const start = now();
    for (const input of fresh) {
      const before = digest(input);
      let result = call(input);
      if (isPromise(result)) {
        isAsync = true;
        result = await result;
      }
      kinds.add(typeof result === "number" ? "numbers" : "others");
      addTo(all, outcome(result, input));
      const after = digest(input);
      if (after !== before && !isMutating) {
        isMutating = true;
        await call(input);
        isSpent = digest(input) === after;
      }
      if (now() - start > VERIFY_MS) break;
    }
    inputs = makeInputs(seed);
    calls = 0;
    const isWhole = all.digests.length === fresh.length;
    return { ...all, kind: kinds.size > 1 ? "mixed" : [...kinds][0], isMutating, isSpent, isWhole };
  },

  async show({ seed, index }) {
    const input = makeInputs(seed)[index];
    const text = inspect(outcome(await call(input), input), { breakLength: Infinity, depth: 3 });
    return { text: text.length > 60 ? `${text.slice(0, 57)}...` : text };
  },

  prepare({ calls: wanted, seed }) {
    const at = (calls - 1) % inputs.length;
    const isKnown = calls > 0 && seed === undefined;
    const checked = isKnown ? { at, digest: digest(outcome(last, inputs[at])) } : undefined;
    if (seed !== undefined) refresh(wanted, seed);
    return { last: checked, ready: inputs.length };
  },

  run({ calls: wanted }) {
    calls = wanted;
    const cpu = cpuUsage();
    const start = now();
    if (isAsync) return runAsync(wanted).then((sum) => measured(sum, cpu, start));
    const sum = spread === "" ? runOne(fn, inputs, wanted) : runSpread(fn, inputs, wanted);
    return measured(sum, cpu, start);
  },
};

function addTo({ digests, shapes, numbers }, value) {
  digests.push(digest(value));
  if (shapes === undefined) return;
  const own = [];
  shapes.push(digest(value, own));
  numbers.push(own);
}

/** Inputs that no call has changed yet; where one call spends them, one for each call, or nearly. */
function refresh(wanted, seed) {
  const start = now();
  inputs = makeInputs(seed);
  while (isSpent && inputs.length < Math.min(wanted, MOST_COPIES) && now() - start < COPY_MS) {
    inputs.push(...makeInputs(seed));
  }
}

function measured(sum, cpu, start) {
  const wallMs = now() - start;
  const { user, system } = cpuUsage(cpu);
  return { sum, cpuUs: user + system, wallMs };
}

/** Every result goes into the sum or into `last`, so that no call can be left out. */
function runOne(fn, inputs, calls) {
  let sum = 0;
  for (let i = 0, at = 0; i < calls; i++) {
    last = fn(inputs[at]);
    if (typeof last === "number") sum = (sum + hashOfNumber(last)) | 0;
    if (++at === inputs.length) at = 0;
  }
  return sum;
}

function runSpread(fn, inputs, calls) {
  let sum = 0;
  for (let i = 0, at = 0; i < calls; i++) {
    last = fn(...inputs[at]);
    if (typeof last === "number") sum = (sum + hashOfNumber(last)) | 0;
    if (++at === inputs.length) at = 0;
  }
  return sum;
}

async function runAsync(calls) {
  let sum = 0;
  for (let i = 0, at = 0; i < calls; i++) {
    last = await call(inputs[at]);
    if (typeof last === "number") sum = (sum + hashOfNumber(last)) | 0;
    if (++at === inputs.length) at = 0;
  }
  return sum;
}

async function load() {
  fn = (await import(file))[exportName];
  if (typeof fn !== "function") throw new TypeError(`there is no exported function ${exportName}`);
  makeInputs = inputsFile === "" ? () => [undefined] : await inputsOf(inputsFile);
  inputs = makeInputs(1);
}

async function inputsOf(from) {
  const { inputs: given } = await import(from);
  const list = typeof given === "function" ? given(1) : given;
  if (!Array.isArray(list) || list.length === 0) {
    throw new TypeError("inputs must be an array that is not empty, or a function that gives one");
  }
  if (typeof given === "function") return (seed) => given(seed).slice(0, MOST_INPUTS);
  const pristine = list.slice(0, MOST_INPUTS);
  return () => clone(pristine);
}

async function serve() {
  for (let line = readLine(CHANNEL); line !== undefined; line = readLine(CHANNEL)) {
    const { t, c, ...order } = parse(line);
    token = t;
    const result = ORDERS[c](order);
    answer(isPromise(result) ? await result : result);
  }
}

function textOf(error) {
  if (!(error instanceof Error)) return `threw ${inspect(error)}`;
  return `${error.name}: ${error.message}`.split("\n")[0];
}

function answer(fields) {
  writeLine(CHANNEL, stringify({ t: token, ...fields }));
}

process.on("uncaughtException", (error) => {
  answer({ error: textOf(error) });
  process.exit(1);
});
try {
  await load();
  answer({ isReady: true, parameters: fn.length, inputs: inputs.length });
  await serve();
} catch (error) {
  answer({ error: textOf(error) });
}
process.exit(0);
