/**
 * The objects that both sides know, and how they are kept alike.
 *
 * An object that crosses gets a number, and a twin on the other side. Only one side runs at a time,
 * so it is enough to compare at each change of turn: what has changed since is sent, and the twin
 * is changed alike. Identity survives (one number, one object on each side), and so do cycles, and
 * a test that holds on to an array sees what becomes of it later.
 *
 * Functions, methods and promises stay with their owner; the twin asks for them.
 *
 * Cost: every message compares the contents of all objects that have crossed.
 */
import { types } from "node:util";
import {
  type Content,
  contentOf,
  emptyObject,
  fill,
  fillNew,
  holds,
  isOfKind,
  typedArray,
} from "./containers.ts";
import { contentIn, listOf, partOf } from "./content-in.ts";
import { describeError, errorOf, isError } from "./errors.ts";
import type { ClassShape, ObjectState, Value } from "./message.ts";
import { isCallableName } from "./names.ts";
import { decodeScalar, encodeScalar, WallError } from "./scalars.ts";
import { shapeOf } from "./shapes.ts";

/** What the other side may do with objects of a class. */
export interface Exposure {
  readonly methods: readonly string[] | "all";
  /** Whether it sees the fields. */
  readonly hasFields: boolean;
}

export interface MirrorsOptions {
  /** The judge's objects have even numbers, the answerer's odd ones. */
  readonly side: "judge" | "answerer";
  /** Asked for objects of this side's classes that have methods. */
  readonly exposureOf: (prototype: object) => Exposure;
  /** Makes the twin of a function. @param prototype of what it makes, if it is a class */
  readonly functionTwin: (id: number, name: string, prototype: object | undefined) => object;
  readonly prototypeTwin: (shape: ClassShape) => object;
  readonly promiseTwin: (id: number) => Promise<unknown>;
  /** A promise of this side crosses: tell the other side when it is settled. */
  readonly watch: (id: number, promise: Promise<unknown>) => void;
}

export interface Packed {
  readonly values: Value[];
  readonly objects: ObjectState[];
  readonly classes: ClassShape[];
  readonly parts: Uint8Array[];
}

const MAX_OBJECTS = 200_000;

interface Entry {
  readonly id: number;
  readonly object: object;
  /** Undefined for what has no content of its own: functions, errors, promises. */
  content: Content | undefined;
  readonly classNumber: number | undefined;
}

export class Mirrors {
  readonly #options: MirrorsOptions;
  readonly #ids: WeakMap<object, number> = new WeakMap();
  readonly #entries = new Map<number, Entry>();
  /** This side's classes, by prototype and by number. */
  readonly #classNumbers = new Map<object, number>();
  readonly #prototypes = new Map<number, object>();
  readonly #shapes = new Map<number, ClassShape>();
  /** Prototypes of classes that were handed over as such. */
  readonly #handedOver = new Set<object>();
  readonly #foreign = new Map<number, object>();
  readonly #kept = new Set<number>();
  /** Prototypes, of either side, with methods or accessors. */
  readonly #askable = new Set<object | null>();
  #next: number;
  #hasLent = false;

  constructor(options: MirrorsOptions) {
    this.#options = options;
    this.#next = options.side === "judge" ? 2 : 1;
  }

  object(id: number): object {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new WallError(`there is no object ${id}`);
    return entry.object;
  }

  /** Whether anything of this side has crossed that the other side can ask: a function, a class, a promise. */
  get hasLent(): boolean {
    return this.#hasLent;
  }

  idOf(object: object): number | undefined {
    return this.#ids.get(object);
  }

  /** What is known by now is never forgotten. */
  keepAll(): void {
    for (const id of this.#entries.keys()) this.#kept.add(id);
  }

  /** Nobody will change it, on either side: it need not be compared with every message. */
  fix(object: object): void {
    const entry = this.#entries.get(this.#ids.get(object) ?? -1);
    if (entry !== undefined) entry.content = undefined;
  }

  /**
   * Objects that hold data are no longer kept alike. Both sides forget at the same moment, between
   * two checks; what a test still holds then stays as it is.
   */
  forget(): void {
    for (const { id, object, content } of this.#entries.values()) {
      if (content === undefined || this.#kept.has(id)) continue;
      // What can be asked is kept: a test may have made it for all of its checks.
      if (this.#askable.has(Reflect.getPrototypeOf(object))) continue;
      this.#ids.delete(object);
      this.#entries.delete(id);
    }
  }

  /** This side's class of that number, and what may be asked of it. */
  ownClass(number: number | undefined): { prototype: object; shape: ClassShape } {
    const prototype = this.#prototypes.get(number ?? -1);
    const shape = this.#shapes.get(number ?? -1);
    if (prototype === undefined || shape === undefined) throw new WallError("no such class");
    return { prototype, shape };
  }

  /** The values as they cross, and all that has changed since the last message. */
  pack(values: readonly unknown[]): Packed {
    const out: Packed = { values: [], objects: [], classes: [], parts: [] };
    const fresh: Entry[] = [];
    const encode = (value: unknown): Value => this.#encode(value, fresh, out);
    for (const entry of this.#entries.values()) {
      if (entry.content === undefined) continue;
      if (holds(entry.object, entry.content)) continue;
      const now = contentOf(entry.object);
      entry.content = now;
      out.objects.push(this.#stateOf(entry, now, encode, out));
    }
    for (const value of values) out.values.push(encode(value));
    for (let entry = fresh.pop(); entry !== undefined; entry = fresh.pop()) {
      if (entry.content === undefined) continue;
      out.objects.push(this.#stateOf(entry, entry.content, encode, out));
    }
    return out;
  }

  /** Takes over what has changed on the other side. @throws WallError for what makes no sense */
  unpack(objects: unknown, classes: unknown, parts: readonly Uint8Array[]): void {
    for (const shape of listOf<ClassShape>(classes)) this.#takeClass(shape);
    const states = listOf<ObjectState>(objects);
    if (states.length === 0) return;
    if (this.#entries.size + states.length > MAX_OBJECTS) {
      throw new WallError(`more than ${MAX_OBJECTS} objects have crossed`);
    }
    // Twins first, then what is in them: they may hold each other.
    const made = new Set<number>();
    for (const state of states) {
      if (this.#entries.has(state.i)) continue;
      this.#makeTwin(state, parts);
      made.add(state.i);
    }
    // New ones once: a message may say an object twice.
    for (const state of states) this.#takeContent(state, parts, made.delete(state.i));
  }

  decode(value: unknown): unknown {
    if (typeof value === "object" && value !== null && "r" in value) {
      return this.object(value.r as number);
    }
    return decodeScalar(value);
  }

  #encode(value: unknown, fresh: Entry[], out: Packed): Value {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) {
      return encodeScalar(value);
    }
    const known = this.#ids.get(value);
    if (known !== undefined) return { r: known };
    const id = this.#next;
    this.#next += 2;
    const entry = this.#register(id, value, out);
    this.#ids.set(value, id);
    this.#entries.set(id, entry);
    fresh.push(entry);
    return { r: id };
  }

  /** Puts into `out` what is sent only once. */
  #register(id: number, object: object, out: Packed): Entry {
    const bare = { id, object, content: undefined, classNumber: undefined };
    if (typeof object === "function") {
      this.#hasLent = true;
      const made: unknown = Reflect.getOwnPropertyDescriptor(object, "prototype")?.value;
      const isClass = typeof made === "object" && made !== null && isClassPrototype(made);
      if (isClass) this.#handedOver.add(made);
      const c = isClass ? this.#classOf(made, out) : undefined;
      const n = String(Reflect.getOwnPropertyDescriptor(object, "name")?.value ?? "");
      out.objects.push({ i: id, t: "function", n, ...(c !== undefined && { c }) });
      return bare;
    }
    if (isError(object)) {
      const { className, name, message, stack } = describeError(object);
      // Where the judge's own code lies is nobody's business.
      const s = this.#options.side === "judge" ? "" : stack;
      out.objects.push({ i: id, t: "error", c: className, n: name, m: message, s });
      return bare;
    }
    if (types.isPromise(object)) {
      this.#hasLent = true;
      out.objects.push({ i: id, t: "promise" });
      this.#options.watch(id, object);
      return bare;
    }
    const prototype = Reflect.getPrototypeOf(object);
    const hasKind =
      Array.isArray(object) ||
      types.isTypedArray(object) ||
      types.isMap(object) ||
      types.isSet(object);
    if (hasKind || prototype === null || prototype === Object.prototype) {
      return { ...bare, content: contentOf(object) };
    }
    const classNumber = this.#classOf(prototype, out);
    const { hasFields } = this.#exposure(prototype);
    if (hasFields) return { ...bare, content: contentOf(object), classNumber };
    out.objects.push({ i: id, t: "object", k: [], v: [], ...withClass(classNumber) });
    return { ...bare, classNumber };
  }

  #exposure(prototype: object): Exposure {
    if (this.#handedOver.has(prototype)) return { methods: "all", hasFields: true };
    return this.#options.exposureOf(prototype);
  }

  #classOf(prototype: object, out: Packed): number {
    const known = this.#classNumbers.get(prototype);
    if (known !== undefined) return known;
    const number = this.#next;
    this.#next += 2;
    const { methods } = this.#exposure(prototype);
    const all = shapeOf(prototype, number);
    const shape =
      methods === "all"
        ? all
        : {
            ...all,
            methods: all.methods.filter((name) => methods.includes(name)),
            getters: [],
            setters: [],
          };
    if (isAskable(shape)) {
      this.#askable.add(prototype);
      this.#hasLent = true;
    }
    this.#classNumbers.set(prototype, number);
    this.#prototypes.set(number, prototype);
    this.#shapes.set(number, shape);
    out.classes.push(shape);
    return number;
  }

  #stateOf(
    { id, classNumber }: Entry,
    content: Content,
    encode: (value: unknown) => Value,
    { parts }: Packed,
  ): ObjectState {
    if (content.t === "typed") {
      return { i: id, t: "typed", n: content.name, p: parts.push(content.bytes) - 1 };
    }
    if (content.t === "object") {
      const v = content.values.map((value, i) => {
        const crosses = typeof value !== "function" || isCallableName(content.keys[i]!);
        return encode(crosses ? value : undefined);
      });
      return { i: id, t: "object", k: content.keys, v, ...withClass(classNumber) };
    }
    if (content.t === "array" && content.values.length > 8 && content.values.every(isNumber)) {
      const { buffer } = new Float64Array(content.values as number[]);
      return { i: id, t: "numbers", p: parts.push(new Uint8Array(buffer)) - 1 };
    }
    return { i: id, t: content.t, v: content.values.map(encode) };
  }

  #takeClass(shape: ClassShape): void {
    const { c } = shape;
    if (!this.#isForeign(c) || this.#foreign.has(c)) throw new WallError("no number for a class");
    const names = [shape.methods, shape.getters, shape.setters].flatMap(listOf<unknown>);
    if (names.length > 1000 || names.some((name) => typeof name !== "string")) {
      throw new WallError("a class has at most 1000 names");
    }
    const twin = this.#options.prototypeTwin(shape);
    if (isAskable(shape)) this.#askable.add(twin);
    this.#foreign.set(c, twin);
  }

  #makeTwin(state: ObjectState, parts: readonly Uint8Array[]): void {
    const { i: id } = state;
    if (!this.#isForeign(id)) throw new WallError("no number for an object");
    const prototype = "c" in state ? this.#foreign.get(state.c as number) : undefined;
    const object = this.#twinOf(state, prototype, parts);
    this.#ids.set(object, id);
    this.#entries.set(id, { id, object, content: undefined, classNumber: undefined });
  }

  #twinOf(state: ObjectState, prototype: object | undefined, parts: readonly Uint8Array[]): object {
    switch (state.t) {
      case "function":
        return this.#options.functionTwin(state.i, String(state.n).slice(0, 100), prototype);
      case "error":
        return errorOf({
          className: String(state.c),
          name: String(state.n),
          message: String(state.m),
          stack: String(state.s),
        });
      case "promise":
        return this.#options.promiseTwin(state.i);
      case "typed":
        return typedArray(String(state.n), partOf(parts, state.p));
      case "numbers":
        return [];
      case "array":
      case "map":
      case "set":
      case "object":
        return emptyObject(state.t, prototype);
      default:
        throw new WallError("an object of no known kind");
    }
  }

  #takeContent(state: ObjectState, parts: readonly Uint8Array[], isNew: boolean): void {
    const content = contentIn(state, parts, (value) => this.decode(value));
    if (content === undefined) return;
    const entry = this.#entries.get(state.i)!;
    // What this side shows without its fields has none that the other side could set.
    if (entry.content === undefined && !this.#isForeign(entry.id)) return;
    if (!isOfKind(entry.object, content.t))
      throw new WallError("an object does not change its kind");
    if (isNew) {
      entry.content = fillNew(entry.object, content);
      return;
    }
    fill(entry.object, content);
    // As it is now, which may differ from what was asked for: it may be frozen.
    entry.content = contentOf(entry.object);
  }

  #isForeign(number: unknown): boolean {
    const parity = this.#options.side === "judge" ? 1 : 0;
    return Number.isSafeInteger(number) && (number as number) % 2 === parity;
  }
}

const isAskable = ({ methods, getters, setters }: ClassShape): boolean =>
  methods.length + getters.length + setters.length > 0;

const isNumber = (value: unknown): boolean => typeof value === "number";

const withClass = (c: number | undefined): { c?: number } => (c === undefined ? {} : { c });

/** Functions that are no classes have a prototype as well: with nothing but its constructor. */
function isClassPrototype(prototype: object): boolean {
  const maker: unknown = Reflect.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof maker === "function";
}
