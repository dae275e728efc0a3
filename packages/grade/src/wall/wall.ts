/**
 * The wall between the judge and the student's code: each side asks the other, one at a time.
 *
 * Whoever asks is blocked until the answer comes, and meanwhile answers what the other side asks:
 * a test calls `timeit(fn)`, and the student's `timeit` calls the test's `fn`. Strict turns make
 * everything else simple: nothing changes on this side while the other one runs.
 */
import { ChannelClosed } from "../protocol/channel.ts";
import type { Packet } from "../protocol/frames.ts";
import { Deferral, makeDeferred } from "./deferral.ts";
import { errorOf, isError } from "./errors.ts";
import type { Kind, Message, Settled, Value } from "./message.ts";
import { type Exposure, Mirrors } from "./mirrors.ts";
import { WallError } from "./scalars.ts";
import { foreignPrototype, memberOf } from "./shapes.ts";

export type Guard = (run: () => unknown, kind: Kind) => unknown;

export interface WallOptions {
  readonly side: "judge" | "answerer";
  /** Of requests; the judge's are such that nobody can foresee them. @default counted */
  readonly newId?: () => string;
  readonly send: (packet: Packet) => void;
  /** Blocks until the other side has handed over the turn. */
  readonly receive: () => Packet;
  readonly exposureOf: (prototype: object) => Exposure;
  /** Whether calls may be made later (see deferral.ts); the answerer's choice. */
  readonly mayDefer?: () => boolean;
  /** Imports a module of the student's; only the answerer has any. */
  readonly load?: (name: string) => Promise<object>;
  /** Takes a module of the judge's; only the answerer is given any. */
  readonly give?: (name: string, module: unknown) => void;
  /** Runs what the other side asks for. */
  readonly guard?: Guard;
  /** What was met since the last message that is still to be written. */
  readonly takeTodos?: () => readonly string[];
  readonly onTodos?: (todos: readonly string[]) => void;
  /** Nobody can talk to the other side any more. Gives the error for whoever asks. */
  readonly onBroken?: (error: unknown) => Error;
  /** A promise of this side that has crossed was settled. */
  readonly onSettled?: () => void;
  /** A promise of the other side has come: somebody has to let that side run. */
  readonly onPromise?: () => void;
}

interface Draft {
  readonly kind: Kind;
  readonly id: string;
  readonly target?: number;
  readonly name?: string;
  readonly self?: unknown;
  readonly args?: readonly unknown[];
  readonly value?: unknown;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const NONE: readonly never[] = [];

export class Wall {
  readonly #options: WallOptions;
  readonly #mirrors: Mirrors;
  /** Promises of the other side that are not settled yet. */
  readonly #pending = new Map<number, Pending>();
  /** Promises of this side that are, and that the other side does not know of. */
  readonly #settled: { i: number; isRejected: boolean; value: unknown }[] = [];
  readonly #deferral = new Deferral();
  #hasTurned = false;
  #count = 0;
  /** Of the answer that was read last. */
  #isSilent = false;

  constructor(options: WallOptions) {
    this.#options = options;
    this.#mirrors = new Mirrors({
      side: options.side,
      exposureOf: options.exposureOf,
      functionTwin: (id, name, prototype) => this.#functionTwin(id, name, prototype),
      prototypeTwin: (shape) =>
        foreignPrototype(shape, (kind, target, name, self, args) =>
          this.request({ kind, target, name, self, args }),
        ),
      promiseTwin: (id) => this.#promiseTwin(id),
      watch: (id, promise) => this.#watch(id, promise),
    });
  }

  /** How many promises of the other side are awaited. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  /** Whether the other side can ask this one for anything. */
  get hasLent(): boolean {
    return this.#mirrors.hasLent;
  }

  get hasSettled(): boolean {
    return this.#settled.length > 0;
  }

  /** A module of the other side: its exports, as they are once it is loaded. */
  load(name: string): Readonly<Record<string, unknown>> {
    const module = this.request({ kind: "load", name }) as Record<string, unknown>;
    this.#mirrors.fix(module);
    return module;
  }

  /** Hands over a module of this side, which both sides know from now on. */
  give(name: string, module: object): void {
    this.request({ kind: "give", name, value: module });
    this.#mirrors.keepAll();
  }

  /** A new check begins: what earlier ones have exchanged is done with. */
  forget(): void {
    this.request({ kind: "forget" });
    this.#mirrors.forget();
  }

  /** Nobody will settle the promises of the other side any more. */
  giveUp(reason: Error): void {
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  /** Asks, and answers what is asked meanwhile. @throws what the other side threw */
  request(draft: Omit<Draft, "id">): unknown {
    const id = this.#options.newId?.() ?? `a${this.#count++}`;
    this.send({ ...draft, id });
    for (;;) {
      const message = this.#next();
      if (message.id === id) return this.#outcome(message);
      this.serve(message);
    }
  }

  /** Makes the calls that the other side has not waited for. @throws DeferralError, WallError */
  makeDeferred(message: Message): void {
    if (message.deferred === undefined) return;
    for (const call of message.deferred) {
      makeDeferred(call, (id) => this.#mirrors.object(id));
    }
  }

  /** The same where the other side has awaited something between the calls. */
  async makeDeferredLater(message: Message, turn: () => Promise<void>): Promise<void> {
    for (const call of message.deferred ?? []) {
      if (call[1] === 1) await turn();
      makeDeferred(call, (id) => this.#mirrors.object(id));
    }
  }

  #next(): Message {
    try {
      const message = this.receive(this.#options.receive());
      this.makeDeferred(message);
      return message;
    } catch (error) {
      throw this.#options.onBroken?.(error) ?? error;
    }
  }

  #outcome(message: Message): unknown {
    this.#isSilent = message.kind === "return" && (message.objects ?? []).length === 0;
    if (message.kind === "return") return this.#valueOf(message);
    if (message.kind === "throw") throw this.#valueOf(message);
    const error = new WallError(`an answer was expected, got ${String(message.kind)}`);
    throw this.#options.onBroken?.(error) ?? error;
  }

  #valueOf({ value }: Message): unknown {
    return value === undefined ? undefined : this.#mirrors.decode(value);
  }

  /** Does what the other side asks for, and answers. */
  serve(message: Message): void {
    const { id } = message;
    if (message.kind === "forget") {
      this.send({ kind: "return", id });
      this.#mirrors.forget();
      return;
    }
    let answer: Draft;
    try {
      answer = { kind: "return", id, value: this.#guarded(message) };
    } catch (error) {
      answer = { kind: "throw", id, value: error };
    }
    this.#noteTurns();
    this.#answer(answer);
  }

  /** What cannot cross, such as an array that is too long, is an error of whoever gives it. */
  #answer(draft: Draft): void {
    try {
      this.send(draft);
    } catch (error) {
      if (!isError(error) || isOver(error)) throw error;
      this.send({ kind: "throw", id: draft.id, value: errorOf(refusal(error)) });
    }
  }

  #guarded(message: Message): unknown {
    const { guard } = this.#options;
    const run = (): unknown => this.#do(message);
    return guard === undefined ? run() : guard(run, message.kind);
  }

  async serveLoad(message: Message): Promise<void> {
    const { id, name } = message;
    let module = {};
    let answer: Draft;
    try {
      module = { ...(await this.#options.load!(String(name))) };
      answer = { kind: "return", id, value: module };
    } catch (error) {
      answer = { kind: "throw", id, value: error };
    }
    this.#answer(answer);
    this.#mirrors.fix(module);
  }

  #do(message: Message): unknown {
    const { kind, target, name = "" } = message;
    if (kind === "give" && this.#options.give !== undefined) {
      this.#options.give(name, this.#valueOf(message));
      this.#mirrors.keepAll();
      return undefined;
    }
    const args = (message.args ?? []).map((value) => this.#mirrors.decode(value));
    if (kind === "call" || kind === "construct") {
      const fn = this.#mirrors.object(target ?? -1);
      if (typeof fn !== "function") throw new WallError("what is called is no function");
      if (kind === "construct") return Reflect.construct(fn, args);
      const self = message.self === undefined ? undefined : this.#mirrors.decode(message.self);
      return Reflect.apply(fn, self, args);
    }
    if (kind !== "method" && kind !== "get" && kind !== "set") {
      throw new WallError(`a request was expected, got ${String(kind)}`);
    }
    const { prototype, shape } = this.#mirrors.ownClass(target);
    const isAllowed = { method: shape.methods, get: shape.getters, set: shape.setters }[kind];
    const member = isAllowed.includes(name) ? memberOf(prototype, kind, name) : undefined;
    if (member === undefined) throw new WallError("the class has no such method");
    return Reflect.apply(member, this.#mirrors.decode(message.self), args);
  }

  /** Hands over the turn. */
  send(draft: Draft): void {
    const { kind, id, target, name } = draft;
    const settled = this.#settled.length > 0 ? this.#settled.splice(0) : NONE;
    const args = draft.args ?? NONE;
    const all = [draft.self, draft.value, ...args];
    for (const { value } of settled) all.push(value);
    const { values, objects, classes, parts } = this.#mirrors.pack(all);
    const todos = this.#options.takeTodos?.() ?? NONE;
    const deferred = this.#deferral.take();
    // Most messages are a number each way: what there is none of is left out.
    const message: Writable<Message> = { kind, id };
    if (target !== undefined) message.target = target;
    if (name !== undefined) message.name = name;
    if (draft.self !== undefined) message.self = values[0]!;
    if (draft.value !== undefined) message.value = values[1]!;
    if (args.length > 0) message.args = values.slice(2, 2 + args.length);
    if (settled.length > 0) message.settled = settledOf(settled, values.slice(2 + args.length));
    if (todos.length > 0) message.todos = todos;
    if (deferred.length > 0) message.deferred = deferred;
    if (this.#hasTurned) message.turned = true;
    if (classes.length > 0) message.classes = classes;
    if (objects.length > 0) message.objects = objects;
    this.#hasTurned = false;
    try {
      this.#options.send({ message, parts });
    } catch (error) {
      throw (isOver(error) && this.#options.onBroken?.(error)) || error;
    }
  }

  /** Takes over the turn, with all that has changed. @throws WallError for what makes no sense */
  receive({ message, parts }: Packet): Message {
    const read = checked(message);
    const { objects = NONE, classes = NONE } = read;
    if (objects !== NONE || classes !== NONE) this.#mirrors.unpack(objects, classes, parts);
    if (read.todos !== undefined) this.#options.onTodos?.(read.todos.map(String).slice(0, 10));
    for (const { i, isRejected, value } of read.settled ?? NONE) {
      const pending = this.#pending.get(i);
      this.#pending.delete(i);
      if (isRejected) pending?.reject(this.#mirrors.decode(value));
      else pending?.resolve(this.#mirrors.decode(value));
    }
    return read;
  }

  /** Awaiting lets microtasks run: the next message says so. */
  #noteTurns(): void {
    if (this.#options.side === "judge") return;
    queueMicrotask(() => {
      this.#hasTurned = true;
    });
  }

  #functionTwin(target: number, name: string, prototype: object | undefined): object {
    const wall = this;
    const isClass = prototype !== undefined;
    function twin(this: unknown, ...args: unknown[]): unknown {
      const kind = new.target ? "construct" : "call";
      if (kind === "call" && wall.#isDeferred(target, args)) return undefined;
      const given = wall.request({ kind, target, args });
      wall.#deferral.noteAnswer(target, kind === "call" && given === undefined && wall.#isSilent);
      wall.#noteTurns();
      const isSubclass = new.target !== undefined && new.target !== (twin as unknown);
      if (isSubclass && typeof given === "object" && given !== null) {
        Reflect.setPrototypeOf(given, (new.target as unknown as { prototype: object }).prototype);
      }
      return given;
    }
    Object.defineProperty(twin, "name", { value: name });
    if (isClass) Object.defineProperty(twin, "prototype", { value: prototype });
    return twin;
  }

  #isDeferred(target: number, args: readonly unknown[]): boolean {
    if (this.#options.mayDefer?.() !== true) return false;
    if (!this.#deferral.tryDefer(target, args, this.#hasTurned)) return false;
    this.#hasTurned = false;
    this.#noteTurns();
    return true;
  }

  #promiseTwin(id: number): Promise<unknown> {
    const promise = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    // Whoever awaits it sees the rejection; who does not must not end the process.
    promise.catch(() => {});
    this.#options.onPromise?.();
    return promise;
  }

  #watch(i: number, promise: Promise<unknown>): void {
    const settle = (isRejected: boolean) => (value: unknown) => {
      this.#settled.push({ i, isRejected, value });
      this.#options.onSettled?.();
    };
    promise.then(settle(false), settle(true));
  }
}

const isOver = (error: unknown): boolean => error instanceof ChannelClosed;

function refusal(error: Error): Parameters<typeof errorOf>[0] {
  const { message, stack = "" } = error;
  return { className: "RangeError", name: "RangeError", message, stack };
}

function settledOf(
  settled: readonly { i: number; isRejected: boolean }[],
  values: readonly Value[],
): Settled[] {
  return settled.map(({ i, isRejected }, at) => ({ i, isRejected, value: values[at]! }));
}

/** The parts of a message that are used without looking at them again. */
function checked(message: unknown): Message {
  const { kind, id, args, settled, todos, deferred } = (message ?? {}) as Record<string, unknown>;
  const areLists =
    isListOrNone(args) && isListOrNone(settled) && isListOrNone(todos) && isListOrNone(deferred);
  if (typeof kind !== "string" || typeof id !== "string" || !areLists) {
    throw new WallError("that is no message");
  }
  return message as Message;
}

const isListOrNone = (value: unknown): boolean => value === undefined || Array.isArray(value);
