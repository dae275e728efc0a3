/**
 * The wall between the judge and the student's code: each side asks the other, one at a time.
 *
 * Whoever asks is blocked until the answer comes, and meanwhile answers what the other side asks:
 * a test calls `timeit(fn)`, and the student's `timeit` calls the test's `fn`. Strict turns make
 * everything else simple: nothing changes on this side while the other one runs.
 */
import { ChannelClosed } from "../protocol/channel.ts";
import type { Packet } from "../protocol/frames.ts";
import { checked } from "./checked.ts";
import { Deferral, makeDeferred } from "./deferral.ts";
import { composed, type Draft } from "./draft.ts";
import { errorOf, isError } from "./errors.ts";
import { type Foresight, isPlain, notForeseen, type PlainArgs } from "./foresight.ts";
import type { Message, Value } from "./message.ts";
import { Mirrors } from "./mirrors.ts";
import type { WallOptions } from "./options.ts";
import { decodeScalar, encodeScalar, WallError } from "./scalars.ts";
import { foreignPrototype, memberOf } from "./shapes.ts";

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

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
  #sent = 0;
  #foresight: Foresight | undefined;
  #isAskingAhead = false;
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

  /** Whether calls may be asked before they are made, and which; only the judge does so. */
  foresee(foresight: Foresight | undefined): void {
    this.#foresight = foresight;
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
      throw this.#broken(this.#isAskingAhead ? notForeseen(error) : error);
    }
  }

  #broken(error: unknown): unknown {
    return this.#options.onBroken?.(error) ?? error;
  }

  #outcome(message: Message): unknown {
    this.#isSilent = message.kind === "return" && (message.objects ?? []).length === 0;
    if (message.kind === "return") return this.#valueOf(message);
    if (message.kind === "throw") throw this.#valueOf(message);
    throw this.#broken(new WallError(`an answer was expected, got ${String(message.kind)}`));
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
      answer =
        message.kind === "calls" && this.#options.side === "answerer"
          ? { kind: "return", id, answers: this.#allOf(message) }
          : { kind: "return", id, value: this.#guarded(message) };
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

  /** @throws what one of the calls throws, DeferralError if one gives an object */
  #allOf({ target, calls = NONE }: Message): Value[] {
    const fn = this.#mirrors.object(target ?? -1);
    if (typeof fn !== "function") throw new WallError("what is called is no function");
    return calls.map((args) => {
      const given: unknown = Reflect.apply(fn, undefined, args);
      if (isObject(given)) throw notForeseen();
      return encodeScalar(given);
    });
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
    // Whatever is asked now, answers to other questions have come already.
    if (this.#foresight?.isAhead === true) throw this.#broken(notForeseen());
    this.#sent++;
    const settled = this.#settled.length > 0 ? this.#settled.splice(0) : NONE;
    const args = draft.args ?? NONE;
    const all = [draft.self, draft.value, ...args];
    for (const { value } of settled) all.push(value);
    const { values, objects, classes, parts } = this.#mirrors.pack(all);
    const todos = this.#options.takeTodos?.() ?? NONE;
    const deferred = this.#deferral.take();
    const also = { settled, todos, deferred, turned: this.#hasTurned, classes, objects };
    const message = composed(draft, values, also);
    this.#hasTurned = false;
    try {
      this.#options.send({ message, parts });
    } catch (error) {
      const cause = this.#isAskingAhead ? notForeseen(error) : error;
      throw (isOver(error) && this.#options.onBroken?.(cause)) || error;
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
      const foresight = kind === "call" && isPlain(args) ? wall.#foresight : undefined;
      const foreseen = foresight && wall.#foreseen(foresight, target, name, args as PlainArgs);
      if (foreseen !== undefined) return wall.#decoded(foreseen);
      const given = wall.request({ kind, target, args });
      if (!isObject(given)) foresight?.note(target, name, args as PlainArgs, wall.#sent);
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

  #foreseen(
    foresight: Foresight,
    target: number,
    name: string,
    args: PlainArgs,
  ): Value | undefined {
    try {
      const answer = foresight.take(target, args);
      if (answer !== undefined) return answer;
    } catch (error) {
      throw this.#broken(error);
    }
    // What could ask the judge meanwhile would see it as it was too early.
    const calls = this.#mirrors.hasLent ? undefined : foresight.startingWith(name, args);
    if (calls === undefined) return undefined;
    foresight.came(target, calls, this.#askAhead(target, calls));
    return foresight.take(target, args);
  }

  /** @throws DeferralError if anything else has come of it than values */
  #askAhead(target: number, calls: readonly PlainArgs[]): readonly Value[] {
    const id = this.#options.newId?.() ?? `a${this.#count++}`;
    this.#isAskingAhead = true;
    try {
      this.send({ kind: "calls", id, target, calls });
      const { kind, id: answered, answers, objects, settled, todos } = this.#next();
      const isOnlyValues = objects === undefined && settled === undefined && todos === undefined;
      const isAnswer = kind === "return" && answered === id && isOnlyValues;
      if (isAnswer && answers?.length === calls.length) return answers;
      throw this.#broken(notForeseen());
    } finally {
      this.#isAskingAhead = false;
    }
  }

  #decoded(value: Value): unknown {
    try {
      return decodeScalar(value);
    } catch (error) {
      throw this.#broken(error);
    }
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

const isObject = (value: unknown): boolean =>
  (typeof value === "object" && value !== null) || typeof value === "function";

const isOver = (error: unknown): boolean => error instanceof ChannelClosed;

function refusal(error: Error): Parameters<typeof errorOf>[0] {
  const { message, stack = "" } = error;
  return { className: "RangeError", name: "RangeError", message, stack };
}
