/**
 * Work that the student has not written yet.
 *
 * A starter calls `todo("what to write", "a nudge")`. The call throws, and it also *records itself*:
 * a check such as `expect(() => evolve(-1)).toThrow()` would pass on unwritten code, because a Todo
 * is thrown too. Whoever runs a check asks `takeTodos` afterwards and reports "to do" if any was
 * made, whatever became of the exception.
 *
 * The list lives on `globalThis` under a registered symbol: a test runner may load this file twice,
 * once for the starter and once for the test, and both copies must see one list.
 */

export interface TodoInfo {
  /** What is to be written. */
  readonly message: string;
  readonly hint?: string;
  /** The stack as V8 wrote it, for whoever knows how to map it to a place in the source. */
  readonly stack: string;
}

const recorded = recordedTodos();

function recordedTodos(): TodoInfo[] {
  const store = globalThis as Record<symbol, TodoInfo[] | undefined>;
  const key = Symbol.for("hpts.todos");
  store[key] ??= [];
  return store[key];
}

/** What `todo()` throws: a place where the student's code goes. */
export class Todo extends Error {
  readonly code = "HPTS_LABKIT_TODO";

  constructor(message: string, hint?: string) {
    super(message);
    this.name = "Todo";
    recorded.push({ message, ...(hint === undefined ? {} : { hint }), stack: this.stack ?? "" });
  }
}

/**
 * Marks the place where the student's code goes.
 *
 * @example
 * export function fequal(a: number, b: number, eps = 1e-5): boolean {
 *   todo("compare a and b within eps");
 * }
 */
export function todo(message: string, hint?: string): never {
  throw new Todo(message, hint);
}

/** Repeats a Todo that was made elsewhere, such as in another process, with its own place. */
export function throwTodo(info: TodoInfo): never {
  const error = new Todo(info.message, info.hint);
  recorded[recorded.length - 1] = info;
  throw error;
}

/** The Todos made since the last call, oldest first; the list is empty afterwards. */
export function takeTodos(): TodoInfo[] {
  return recorded.splice(0);
}
