/** A message as its sender thinks of it, and as it is sent. */
import type { PlainArgs } from "./foresight.ts";
import type { Kind, Message, Settled, Value } from "./message.ts";

export interface Draft {
  readonly kind: Kind;
  readonly id: string;
  readonly target?: number;
  readonly name?: string;
  readonly self?: unknown;
  readonly args?: readonly unknown[];
  readonly calls?: readonly PlainArgs[];
  readonly answers?: readonly Value[];
  readonly value?: unknown;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What goes with whatever is sent. */
interface Also extends Required<Pick<Message, "todos" | "deferred" | "classes" | "objects">> {
  readonly settled: readonly { i: number; isRejected: boolean }[];
  readonly turned: boolean;
}

/** @param values of `self`, `value`, the arguments and what was settled, in this order */
export function composed(draft: Draft, values: readonly Value[], also: Also): Message {
  const { kind, id, target, name, args = [] } = draft;
  const { settled, todos, deferred, turned, classes, objects } = also;
  // Most messages are a number each way: what there is none of is left out.
  const message: Writable<Message> = { kind, id };
  if (target !== undefined) message.target = target;
  if (name !== undefined) message.name = name;
  if (draft.calls !== undefined) message.calls = draft.calls;
  if (draft.answers !== undefined) message.answers = draft.answers;
  if (draft.self !== undefined) message.self = values[0]!;
  if (draft.value !== undefined) message.value = values[1]!;
  if (args.length > 0) message.args = values.slice(2, 2 + args.length);
  if (settled.length > 0) message.settled = settledOf(settled, values.slice(2 + args.length));
  if (todos.length > 0) message.todos = todos;
  if (deferred.length > 0) message.deferred = deferred;
  if (turned) message.turned = true;
  if (classes.length > 0) message.classes = classes;
  if (objects.length > 0) message.objects = objects;
  return message;
}

function settledOf(
  settled: readonly { i: number; isRejected: boolean }[],
  values: readonly Value[],
): Settled[] {
  return settled.map(({ i, isRejected }, at) => ({ i, isRejected, value: values[at]! }));
}
