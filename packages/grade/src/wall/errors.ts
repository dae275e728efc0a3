/** Errors on their way over the wall: a built-in class, a name, a message. */
import { types } from "node:util";

const CLASSES = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
} as const;

const MAX_MESSAGE = 10_000;
const MAX_STACK = 4_000;
/** Of classes that extend each other; a proxy may have prototypes without end. */
const MAX_DEPTH = 100;

export interface ErrorText {
  readonly className: string;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

export function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

/** May run getters of the error, so only its owner calls this, where a deadline ends a loop. */
export function describeError(error: Error): ErrorText {
  const found = Object.keys(CLASSES).find(
    (name) => name !== "Error" && isMadeBy(error, CLASSES[name as keyof typeof CLASSES]),
  );
  return {
    className: found ?? "Error",
    name: text(() => error.name, 100),
    message: text(() => error.message, MAX_MESSAGE),
    stack: text(() => error.stack, MAX_STACK),
  };
}

const { getPrototypeOf } = Object;

/** As `instanceof` means it, whatever has become of `Symbol.hasInstance` of these classes. */
function isMadeBy(error: Error, Class: ErrorConstructor): boolean {
  let prototype: unknown = error;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    prototype = getPrototypeOf(prototype);
    if (prototype === Class.prototype) return true;
    if (prototype === null) return false;
  }
  return false;
}

function text(read: () => unknown, most: number): string {
  try {
    const value = read();
    return typeof value === "string" ? value.slice(0, most) : "";
  } catch {
    return "";
  }
}

export function errorOf({ className, name, message, stack }: ErrorText): Error {
  const isKnown = Object.hasOwn(CLASSES, className);
  const Class = isKnown ? CLASSES[className as keyof typeof CLASSES] : Error;
  const error = new Class(message.slice(0, MAX_MESSAGE));
  if (name !== error.name) Object.defineProperty(error, "name", { value: name.slice(0, 100) });
  Object.defineProperty(error, "stack", { value: stack.slice(0, MAX_STACK), configurable: true });
  return error;
}
