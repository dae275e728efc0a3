/**
 * A sandbox with the submission's code in it, as the tests see it: modules with functions. A session
 * is over when its sandbox is; the next question starts a new one.
 */
import { type Channel, ChannelClosed, openChannel } from "../protocol/channel.ts";
import type { Packet } from "../protocol/frames.ts";
import type { BundledFiles } from "../submission/bundle.ts";
import { DeferralError } from "../wall/deferral.ts";
import type { Foresight } from "../wall/foresight.ts";
import type { Exposure } from "../wall/mirrors.ts";
import type { Guard } from "../wall/options.ts";
import { newRequestId } from "../wall/request-id.ts";
import { Wall } from "../wall/wall.ts";

export interface SessionOptions {
  readonly readFd: number;
  readonly writeFd: number;
  readonly files: BundledFiles;
  readonly given: Readonly<Record<string, object>>;
  /** Methods that may be called, by the name of the class. */
  readonly exposed: Readonly<Record<string, readonly string[]>>;
  readonly onTodos: (todos: readonly string[]) => void;
  /** Whether it may note calls instead of making them at once. */
  readonly mayDefer: boolean;
  /** Runs what the sandbox asks of this side. */
  readonly guard?: Guard;
}

/** The sandbox is over, or nobody can talk to it any more. */
export class SessionOver extends Error {
  override readonly name = "SessionOver";
  /** `breach`: it broke the rules of the protocol. `deferral`: ask again, without (see there). */
  readonly reason: "gone" | "breach" | "deferral" | "left";

  constructor(cause: unknown) {
    super("the code under test is gone", { cause });
    this.reason = reasonOf(cause);
  }
}

/** Nobody asks it any more. */
class Left extends Error {}

function reasonOf(cause: unknown): SessionOver["reason"] {
  if (cause instanceof ChannelClosed) return "gone";
  if (cause instanceof Left) return "left";
  return cause instanceof DeferralError ? "deferral" : "breach";
}

/** A fault of this machine, and none of the submission. */
export class NotStarted extends Error {
  override readonly name = "NotStarted";
}

export class Session {
  readonly #channel: Channel;
  readonly #wall: Wall;
  readonly #modules = new Map<string, Readonly<Record<string, unknown>>>();
  #isPumping = false;
  #exchanges = 0;
  #over: SessionOver | undefined;

  /** @throws NotStarted, SessionOver */
  constructor(options: SessionOptions) {
    const { readFd, writeFd, files, given, exposed, onTodos } = options;
    this.#channel = openChannel(readFd, writeFd);
    this.#wall = new Wall({
      side: "judge",
      newId: newRequestId,
      send: (packet) => {
        // Its descriptors may be those of another sandbox by now.
        if (this.#over !== undefined) throw this.#over;
        this.#channel.send(packet);
      },
      receive: () => this.#receive(),
      exposureOf: (prototype) => exposureOf(prototype, exposed),
      onTodos,
      ...(options.guard && { guard: options.guard }),
      onBroken: (error) => this.#fault(error),
      onPromise: () => {
        if (this.#isPumping) return;
        this.#isPumping = true;
        setImmediate(() => void this.#pump());
      },
    });
    try {
      this.#channel.send({ message: { files, mayDefer: options.mayDefer }, parts: [] });
      this.#channel.receive();
    } catch (cause) {
      // Nothing of the submission has run yet.
      throw new NotStarted("a sandbox has not started", { cause });
    }
    for (const [name, module] of Object.entries(given)) {
      this.#wall.give(name, module);
    }
  }

  /** How often it has answered or asked. */
  get exchanges(): number {
    return this.#exchanges;
  }

  /** Whether what runs in it can ask the judge for anything. */
  get hasLent(): boolean {
    return this.#wall.hasLent;
  }

  get over(): SessionOver | undefined {
    return this.#over;
  }

  /** Between two checks. */
  forget(): void {
    if (this.#over === undefined) this.#wall.forget();
  }

  /** For the check that begins. */
  foresee(foresight: Foresight | undefined): void {
    this.#wall.foresee(foresight);
  }

  /** What tests still hold of it answers no more. */
  leave(): void {
    this.#fault(new Left());
  }

  isLoaded(module: string): boolean {
    return this.#modules.has(module);
  }

  /**
   * An export of a module of the submission, loaded when it is asked for.
   *
   * @throws what the module throws, and SessionOver
   */
  exported(module: string, name: string): unknown {
    let exports = this.#modules.get(module);
    if (exports === undefined) {
      exports = this.#wall.load(module);
      this.#modules.set(module, exports);
    }
    return Object.hasOwn(exports, name) ? exports[name] : undefined;
  }

  #receive(): Packet {
    const packet = this.#channel.receive();
    this.#exchanges++;
    return packet;
  }

  /** From now on every question is answered by this. */
  #fault(error: unknown): SessionOver {
    if (this.#over === undefined) {
      this.#over = new SessionOver(error);
      this.#wall.giveUp(this.#over);
    }
    return this.#over;
  }

  /** Lets the sandbox run as long as promises of it are awaited. */
  async #pump(): Promise<void> {
    try {
      while (this.#wall.pendingCount > 0 && this.#over === undefined) {
        this.#wall.send({ kind: "run", id: "" });
        await this.#serveUntilSettled();
        // Whoever has waited goes on now, and may ask further questions.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      this.#fault(error);
    } finally {
      this.#isPumping = false;
    }
  }

  async #serveUntilSettled(): Promise<void> {
    for (;;) {
      // Blocking: as long as it is the sandbox's turn, there is nothing to do on this side.
      const message = this.#wall.receive(this.#receive());
      await this.#wall.makeDeferredLater(message, turn);
      if (message.turned) await turn();
      if (message.kind === "settled") return;
      if (message.kind === "waiting") {
        while (!this.#wall.hasSettled) await new Promise((resolve) => setImmediate(resolve));
        this.#wall.send({ kind: "settled", id: "" });
      } else this.#wall.serve(message);
    }
  }
}

/** The student's code has awaited something: what waits for a turn on this side gets it. */
async function turn(): Promise<void> {
  for (let i = 0; i < 3; i++) await undefined;
}

/**
 * Of the judge's own objects the sandbox sees data. Methods of a class are for whom the class was
 * handed to, or who is on the list.
 */
function exposureOf(
  prototype: object,
  exposed: Readonly<Record<string, readonly string[]>>,
): Exposure {
  const name = String((prototype.constructor as { name?: unknown } | undefined)?.name);
  const methods = Object.hasOwn(exposed, name) ? exposed[name]! : [];
  return { methods, hasFields: methods.length === 0 && isOnlyData(prototype) };
}

function isOnlyData(prototype: object): boolean {
  const keys = Reflect.ownKeys(prototype);
  return (
    Reflect.getPrototypeOf(prototype) === Object.prototype &&
    keys.every((key) => key === "constructor")
  );
}
