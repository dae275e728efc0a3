/** The functions and calls of a callgrind file, while it is read. */

export interface GraphFunction {
  readonly name: string;
  readonly file: string;
  /** As its callers say; 0 is not known. */
  firstLine: number;
  /** The first line with a cost of its own; 0 is not known. */
  line: number;
  self: number;
  /** Self cost by line. */
  readonly lines: Map<number, number>;
  /** By callee and line of the call. */
  readonly calls: Map<string, GraphCall>;
}

export interface GraphCall {
  readonly callee: GraphFunction;
  readonly line: number;
  count: number;
  /** What was spent below these calls. */
  cost: number;
}

export class CallGraph {
  readonly functions: Map<string, GraphFunction> = new Map();
  readonly #files = new Map<string, string>();
  readonly #names = new Map<string, string>();
  #file = "";
  #function: GraphFunction | undefined;
  #calleeFile: string | undefined;
  #callee: GraphFunction | undefined;
  #calls = 0;
  #line = 0;

  /**
   * `fl=`, `fn=`, `cfi=` and their relatives.
   *
   * @returns false if the key is none of them
   */
  name(key: string, value: string): boolean {
    switch (key) {
      case "fl":
        this.#file = expand(this.#files, value);
        return true;
      case "fi":
      case "fe":
        // Code of another file, put into this function by the compiler: its costs are the function's.
        expand(this.#files, value);
        return true;
      case "fn":
        this.#function = this.#functionOf(expand(this.#names, value), this.#file);
        this.#calleeFile = undefined;
        return true;
      case "cfi":
      case "cfl":
        this.#calleeFile = expand(this.#files, value);
        return true;
      case "cfn":
        this.#callee = this.#functionOf(expand(this.#names, value), this.#calleeFile ?? this.#file);
        return true;
      default:
        return false;
    }
  }

  /** @param target the line on which the callee begins; 0 is not known */
  call(count: number, target: number): void {
    this.#calls = count;
    if (this.#callee !== undefined && target > 0) this.#callee.firstLine = target;
  }

  /** Lines can be given relative to the one before: +3, -3, * for the same. */
  position(word: string): number | undefined {
    const isRelative = word.startsWith("+") || word.startsWith("-");
    const line = word === "*" ? this.#line : Number(word) + (isRelative ? this.#line : 0);
    if (!Number.isInteger(line) || line < 0 || line >= 2 ** 31) return undefined;
    this.#line = line;
    return line;
  }

  /** @returns false if there is no function yet to which it belongs */
  cost(line: number, cost: number, isCall: boolean): boolean {
    const own = this.#function;
    if (own === undefined) return false;
    if (!isCall) {
      own.self += cost;
      own.lines.set(line, (own.lines.get(line) ?? 0) + cost);
      if (own.line === 0 || line < own.line) own.line = line;
      return true;
    }
    const callee = this.#callee;
    if (callee === undefined) return false;
    const key = `${callee.file}\0${callee.name}\0${line}`;
    const known = own.calls.get(key) ?? { callee, line, count: 0, cost: 0 };
    known.count += this.#calls;
    known.cost += cost;
    own.calls.set(key, known);
    this.#calleeFile = undefined;
    return true;
  }

  #functionOf(name: string, file: string): GraphFunction {
    const key = `${file}\0${name}`;
    let found = this.functions.get(key);
    if (found === undefined) {
      found = { name, file, firstLine: 0, line: 0, self: 0, lines: new Map(), calls: new Map() };
      this.functions.set(key, found);
    }
    return found;
  }
}

/** Name compression: "(3) name" says what "(3)" is from now on. */
function expand(names: Map<string, string>, value: string): string {
  const [, id, name = ""] = /^\((\d+)\)\s*(.*)$/.exec(value) ?? [];
  if (id === undefined) return value;
  if (name === "") return names.get(id) ?? "???";
  names.set(id, name);
  return name;
}
