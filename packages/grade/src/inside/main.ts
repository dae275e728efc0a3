/**
 * What runs in the sandbox: it loads the student's code, and answers. It shares a process with code
 * that nobody trusts, so it knows nothing: no input before it is used, no expected value, no verdict.
 *
 * The first frame brings the modules, as text.
 */
import { startupSnapshot } from "node:v8";
import { type Channel, openChannel } from "../protocol/channel.ts";
import { GIVEN_KEY } from "../submission/given-key.ts";
import { Wall } from "../wall/wall.ts";
import { Modules } from "./modules.ts";

/** What the judge sends first. */
export interface Delivery {
  /** File name -> JavaScript. */
  readonly files: Readonly<Record<string, string>>;
  /** See wall/deferral.ts. */
  readonly mayDefer: boolean;
}

const READ_FD = 3;
const WRITE_FD = 4;

const { setImmediate: soon, setInterval: regularly } = globalThis;
const stop = process.exit.bind(process);

let channel: Channel;
let modules = new Modules({}, "");
let mayDefer = false;
let isRunning = false;
let waitsForJudge = 0;
const given: Record<string, unknown> = {};

const wall: Wall = new Wall({
  side: "answerer",
  send: (packet) => channel.send(packet),
  receive: () => channel.receive(),
  exposureOf: () => ({ methods: "all", hasFields: true }),
  load: (name) => modules.load(name),
  give: (name, module) => {
    given[name] = module;
  },
  takeTodos,
  mayDefer: () => mayDefer,
  onSettled: () => {
    if (isRunning) soon(handOver);
  },
  onPromise: () => {
    waitsForJudge++;
    soon(() => askJudge(2));
  },
});

const { isBuildingSnapshot, setDeserializeMainFunction } = startupSnapshot;
if (isBuildingSnapshot()) setDeserializeMainFunction(start);
else start();

function start(): void {
  (globalThis as Record<symbol, unknown>)[Symbol.for(GIVEN_KEY)] = given;
  // The only folder where anything can be written.
  process.env["TMPDIR"] = process.cwd();
  channel = openChannel(READ_FD, WRITE_FD);
  // Without it the process would be over as soon as nothing is left to wait for.
  regularly(() => {}, 2 ** 30);
  deliver();
  void serveUntilRun();
}

function deliver(): void {
  let message: unknown;
  try {
    ({ message } = channel.receive());
  } catch {
    stop(0); // the judge is gone already
  }
  const { files, mayDefer: may } = message as Delivery;
  mayDefer = may;
  modules = new Modules(files, process.cwd());
  channel.send({ message: "ready", parts: [] });
}

/** Answers one question after the other, until the judge says that promises may go on. */
async function serveUntilRun(): Promise<void> {
  isRunning = false;
  try {
    for (;;) {
      const message = wall.receive(channel.receive());
      if (message.kind === "run" || message.kind === "settled") break;
      if (message.kind === "load") await wall.serveLoad(message);
      else wall.serve(message);
    }
  } catch {
    stop(0); // the judge is gone, or nobody knows where we are
  }
  isRunning = true;
  if (wall.hasSettled) soon(handOver);
}

/** Something is settled: the judge goes on. */
function handOver(): void {
  if (!isRunning || !wall.hasSettled) return;
  wall.send({ kind: "settled", id: "" });
  void serveUntilRun();
}

/** Nothing goes on here before a promise of the judge's is settled. */
function askJudge(patience: number): void {
  if (!isRunning || wall.hasSettled || waitsForJudge === 0) return;
  if (patience > 0) {
    soon(() => askJudge(patience - 1));
    return;
  }
  wall.send({ kind: "waiting", id: "" });
  waitsForJudge = wall.pendingCount;
  void serveUntilRun();
}

/** The list that `todo()` of @hpts/labkit keeps. */
function takeTodos(): string[] {
  const list = (globalThis as Record<symbol, { message: unknown }[] | undefined>)[
    Symbol.for("hpts.todos")
  ];
  return (list?.splice(0) ?? []).map(({ message }) => String(message));
}
