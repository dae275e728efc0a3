/**
 * Suspension that is not written in the program: `for await`, `yield*`. What is iterated gets a
 * cover that puts the caller back before it waits; the number of turns of the event loop stays.
 */

type Step = (value?: unknown) => unknown;
type AnyIterator = { next: Step; return?: Step; throw?: Step };
type Iterables = {
  [Symbol.asyncIterator]?: () => AnyIterator;
  [Symbol.iterator]?: () => AnyIterator;
};

/** For `for await`: `leave` is called after each step, before the loop waits for its result. */
export function coverForAwait(iterable: Iterables, leave: () => unknown): unknown {
  return cover(iterable, true, leave, undefined);
}

/** For `yield*`: `resume` is called before each step too, for it is made by whoever calls next(). */
export function coverDelegate(
  iterable: Iterables,
  isAsync: boolean,
  leave: () => unknown,
  resume: () => unknown,
): unknown {
  return cover(iterable, isAsync, leave, resume);
}

function cover(
  iterable: Iterables,
  isAsync: boolean,
  leave: () => unknown,
  resume: (() => unknown) | undefined,
): unknown {
  const key = isAsync && iterable?.[Symbol.asyncIterator] != null ? "asyncIterator" : "iterator";
  // What cannot be iterated gets Node's own message.
  if (typeof iterable?.[Symbol[key]] !== "function") return iterable;
  let isFirst = true;
  const covered =
    (inner: AnyIterator, step: "next" | "return" | "throw"): Step =>
    (value) => {
      if (!isFirst) resume?.();
      isFirst = false;
      try {
        return (inner[step] as Step).call(inner, value);
      } finally {
        leave();
      }
    };
  return {
    [Symbol[key]]: () => {
      const inner = (iterable[Symbol[key]] as () => AnyIterator)();
      return {
        next: covered(inner, "next"),
        ...(inner.return != null && { return: covered(inner, "return") }),
        ...(inner.throw != null && { throw: covered(inner, "throw") }),
      };
    },
  };
}
