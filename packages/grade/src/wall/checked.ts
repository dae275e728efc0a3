/** What arrives as a message: its parts that are used without looking at them again. */
import type { Message } from "./message.ts";
import { WallError } from "./scalars.ts";

/** @throws WallError if it is none */
export function checked(message: unknown): Message {
  const read = (message ?? {}) as Record<string, unknown>;
  const { kind, id, args, answers, settled, todos, deferred } = read;
  const areLists =
    isListOrNone(args) &&
    isListOrNone(answers) &&
    isListOrNone(settled) &&
    isListOrNone(todos) &&
    isListOrNone(deferred);
  if (typeof kind !== "string" || typeof id !== "string" || !areLists) {
    throw new WallError("that is no message");
  }
  return message as Message;
}

const isListOrNone = (value: unknown): boolean => value === undefined || Array.isArray(value);
