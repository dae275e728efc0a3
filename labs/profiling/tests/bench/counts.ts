/**
 * How often the functions and blocks of a file ran: exact counts from V8 itself ("precise coverage").
 *
 * Counting begins with `new Counting()`; a function that ran before is not counted block by block.
 * Counted code runs slower, so it is never timed.
 */
import { Session } from "node:inspector";

export interface Counts {
  /** Calls of all functions of the file together. */
  readonly calls: number;
  /** The function that was called most often. */
  readonly mostCalled: { readonly name: string; readonly times: number };
  /** What ran most often: a function or a block, such as the body of a loop. */
  readonly most: { readonly name: string; readonly times: number };
}

interface Coverage {
  result: {
    url: string;
    functions: { functionName: string; ranges: { count: number }[] }[];
  }[];
}

export class Counting {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#post("Profiler.enable");
    this.#post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** @param file its name, such as "taylor.ts" */
  counts(file: string, run: () => void): Counts {
    this.#post("Profiler.takePreciseCoverage"); // what was counted so far
    run();
    const { result } = this.#post("Profiler.takePreciseCoverage") as Coverage;
    const functions = result
      .filter(({ url }) => url.split(/[/?]/).includes(file))
      .flatMap((script) => script.functions);
    const called = functions.map(({ functionName, ranges }) => ({
      name: functionName,
      times: ranges[0]?.count ?? 0,
      most: Math.max(...ranges.map(({ count }) => count)),
    }));
    called.sort((a, b) => b.times - a.times);
    const [mostCalled = { name: "", times: 0 }] = called;
    const [most] = called.toSorted((a, b) => b.most - a.most);
    return {
      calls: called.reduce((sum, { times }) => sum + times, 0),
      mostCalled: { name: mostCalled.name, times: mostCalled.times },
      most: { name: most?.name ?? "", times: most?.most ?? 0 },
    };
  }

  stop(): void {
    this.#post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }

  /** The session answers at once, before `post` returns. */
  #post(method: string, params: object = {}): unknown {
    let answer: unknown;
    this.#session.post(method, params, (error, result) => {
      if (error !== null) throw error;
      answer = result;
    });
    return answer;
  }
}
