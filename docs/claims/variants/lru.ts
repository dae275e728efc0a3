/** The last used keys, their order kept in three ways. Values are left out: only the order costs. */

export class OrderLru {
  readonly #order: number[] = [];
  readonly #keys = new Set<number>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  use(key: number): void {
    if (this.#keys.has(key)) this.#order.splice(this.#order.indexOf(key), 1);
    else if (this.#keys.size === this.#capacity) this.#keys.delete(this.#order.shift()!);
    this.#keys.add(key);
    this.#order.push(key);
  }
}

/** A Map keeps the order of insertion: what is used is taken out and put in again. */
export class MapLru {
  readonly #keys = new Map<number, true>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  use(key: number): void {
    if (!this.#keys.delete(key) && this.#keys.size === this.#capacity) {
      this.#keys.delete(this.#keys.keys().next().value!);
    }
    this.#keys.set(key, true);
  }
}

interface Node {
  key: number;
  before: Node | undefined;
  after: Node | undefined;
}

export class ListLru {
  readonly #nodes = new Map<number, Node>();
  readonly #capacity: number;
  #oldest: Node | undefined;
  #newest: Node | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  use(key: number): void {
    let node = this.#nodes.get(key);
    if (node !== undefined) this.#unlink(node);
    else {
      if (this.#nodes.size === this.#capacity) {
        this.#nodes.delete(this.#oldest!.key);
        this.#unlink(this.#oldest!);
      }
      node = { key, before: undefined, after: undefined };
      this.#nodes.set(key, node);
    }
    node.before = this.#newest;
    node.after = undefined;
    if (this.#newest) this.#newest.after = node;
    else this.#oldest = node;
    this.#newest = node;
  }

  #unlink(node: Node): void {
    if (node.before) node.before.after = node.after;
    else this.#oldest = node.after;
    if (node.after) node.after.before = node.before;
    else this.#newest = node.before;
  }
}
