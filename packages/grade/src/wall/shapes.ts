/**
 * Classes on either side of the wall. What is the owner's class, with its methods, is on the other
 * side a class of the same shape, whose methods ask the owner.
 */
import type { ClassShape } from "./message.ts";
import { isCallableName, keyOfWireName, wireName } from "./names.ts";

/** How a method or accessor of a foreign class is asked for. */
export type Ask = (
  kind: "method" | "get" | "set",
  classNumber: number,
  name: string,
  self: object,
  args: unknown[],
) => unknown;

/** Everything that objects with this prototype inherit, below Object.prototype. */
export function shapeOf(prototype: object, classNumber: number): ClassShape {
  const methods = new Set<string>();
  const getters = new Set<string>();
  const setters = new Set<string>();
  for (const level of levelsOf(prototype)) {
    for (const key of Reflect.ownKeys(level)) {
      const name = wireName(key);
      const found = name === undefined ? undefined : Reflect.getOwnPropertyDescriptor(level, key);
      if (name === undefined || found === undefined) continue;
      if (typeof found.value === "function") methods.add(name);
      if (found.get !== undefined) getters.add(name);
      if (found.set !== undefined) setters.add(name);
    }
  }
  const maker: unknown = Reflect.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  const name: unknown =
    typeof maker === "function" ? Reflect.getOwnPropertyDescriptor(maker, "name")?.value : "";
  return {
    c: classNumber,
    n: typeof name === "string" ? name.slice(0, 100) : "",
    methods: [...methods],
    getters: [...getters],
    setters: [...setters],
  };
}

/** The nearest definition of what a message asks for. */
export function memberOf(
  prototype: object,
  kind: "method" | "get" | "set",
  name: string,
): ((...args: never[]) => unknown) | undefined {
  const key = keyOfWireName(name);
  for (const level of levelsOf(prototype)) {
    const found = Reflect.getOwnPropertyDescriptor(level, key);
    const member: unknown = kind === "method" ? found?.value : found?.[kind];
    if (typeof member === "function") return member as (...args: never[]) => unknown;
  }
  return undefined;
}

function levelsOf(prototype: object): object[] {
  const levels: object[] = [];
  let level: object | null = prototype;
  while (level !== null && level !== Object.prototype && levels.length < 20) {
    levels.push(level);
    level = Reflect.getPrototypeOf(level);
  }
  return levels;
}

/** A prototype for the other side's objects. */
export function foreignPrototype(shape: ClassShape, ask: Ask): object {
  const prototype = {};
  for (const name of shape.methods.filter(isWire)) {
    const key = keyOfWireName(name);
    const value = function (this: object, ...args: unknown[]): unknown {
      return ask("method", shape.c, name, this, args);
    };
    Object.defineProperty(prototype, key, { value, configurable: true, writable: true });
  }
  for (const name of new Set([...shape.getters, ...shape.setters])) {
    if (!isWire(name)) continue;
    Object.defineProperty(prototype, keyOfWireName(name), {
      configurable: true,
      get(this: object): unknown {
        return shape.getters.includes(name) ? ask("get", shape.c, name, this, []) : undefined;
      },
      set(this: object, value: unknown): void {
        if (shape.setters.includes(name)) ask("set", shape.c, name, this, [value]);
      },
    });
  }
  return prototype;
}

/** Checked again where it arrives: who sends it may not be who says so. */
const isWire = (name: string): boolean =>
  typeof keyOfWireName(name) === "symbol" || (isCallableName(name) && name[0] !== "@");
