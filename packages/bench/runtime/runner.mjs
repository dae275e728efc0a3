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
 * An answer repeats the order's `t`, or is {t, error, at, input, isMisuse}: where in the implementation,
 * for which input, and whether something is missing that a file has to export. Reading blocks, so that between orders this
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

/** Characters that the implementation has written, while it was counted. */
let printed = 0;

class Misuse extends TypeError {}

const isPromise = (value) => typeof value?.then === "function";
const call = spread === "" ? (input) => fn(input) : (input) => fn(...input);
/** What is checked: the result, or for a function without one what it has made of its input. */
const outcome = (result, input) => (result === undefined ? input : result);

const ORDERS = {
  async verify({ seed, isExact }) {
    const all = { digests: [], ...(!isExact && { shapes: [], numbers: [] }) };
    const kinds = new Set();
    const fresh = makeInputs(seed);
    const stopCounting = countPrinted();
    const start = now();
    for (const [index, input] of fresh.entries()) {
      const before = digest(input);
      const result = await callFor(input, index);
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
    stopCounting();
    inputs = makeInputs(seed);
    calls = 0;
    const isWhole = all.digests.length === fresh.length;
    const kind = kinds.size > 1 ? "mixed" : [...kinds][0];
    return { ...all, kind, isMutating, isSpent, isWhole, printed };
  },

  async show({ seed, index }) {
    const input = makeInputs(seed)[index];
    return { text: short(outcome(await call(input), input), 60) };
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

/** A result, also where it is promised; what is thrown has the input with it. */
async function callFor(input, index) {
  try {
    const result = call(input);
    if (!isPromise(result)) return result;
    isAsync = true;
    return await result;
  } catch (error) {
    throw new Thrown(error, `input ${index}${inputsFile === "" ? "" : `: ${short(input, 40)}`}`);
  }
}

class Thrown {
  constructor(error, input) {
    this.error = error;
    this.input = input;
  }
}

/** Not while it is measured: it would be a part of the time. */
function countPrinted() {
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write);
  for (const stream of streams) {
    const { write } = stream;
    stream.write = (chunk, ...rest) => {
      printed += chunk.length;
      return write.call(stream, chunk, ...rest);
    };
  }
  return () => {
    for (const [i, stream] of streams.entries()) stream.write = originals[i];
  };
}

function short(value, most) {
  const text = inspect(value, { breakLength: Infinity, depth: 3, maxArrayLength: 100 });
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}

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
  if (typeof fn !== "function") throw new Misuse(`there is no exported function ${exportName}`);
  makeInputs = inputsFile === "" ? () => [undefined] : await inputsOf(inputsFile);
  inputs = makeInputs(1);
}

async function inputsOf(from) {
  const { inputs: given } = await import(from);
  const list = typeof given === "function" ? given(1) : given;
  if (!Array.isArray(list) || list.length === 0) {
    throw new Misuse("inputs must be an array that is not empty, or a function that gives one");
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

/** Line and column in the built file, of the topmost frame in it. */
function placeOf(error) {
  const stack = error instanceof Error ? String(error.stack) : "";
  const start = stack.indexOf(`${file}:`);
  if (start < 0) return undefined;
  const [line, column] = stack.slice(start + file.length + 1).split(":", 2);
  return [Number.parseInt(line, 10), Number.parseInt(column, 10)];
}

function answerError(thrown) {
  const { error, input } = thrown instanceof Thrown ? thrown : { error: thrown };
  if (error instanceof Misuse) answer({ error: error.message, isMisuse: true });
  else answer({ error: textOf(error), at: placeOf(error), input });
}

function answer(fields) {
  writeLine(CHANNEL, stringify({ t: token, ...fields }));
}

process.on("uncaughtException", (error) => {
  answerError(error);
  process.exit(1);
});
try {
  await load();
  answer({ isReady: true, parameters: fn.length, inputs: inputs.length });
  await serve();
} catch (error) {
  answerError(error);
}
process.exit(0);
