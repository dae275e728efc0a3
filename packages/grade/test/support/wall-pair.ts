/** Two walls in one process: each hands its messages, as bytes, to the other. */
import { decodeFrame, encodeFrame, type Packet } from "../../src/protocol/frames.ts";
import type { Message } from "../../src/wall/message.ts";
import { Wall } from "../../src/wall/wall.ts";

// biome-ignore lint/suspicious/noExplicitAny: what stands for the other side's has no types
type Asked = any;

export interface WallPair {
  readonly judge: Wall;
  /** The answerer's module, as the judge sees it. */
  readonly module: Asked;
  /** Messages that went over, of either side. */
  readonly messages: Message[];
}

/** @param exposed methods of the judge's own classes that the answerer may call */
export function wallPair(
  module: Readonly<Record<string, unknown>>,
  { mayDefer = false, exposed }: { mayDefer?: boolean; exposed?: readonly string[] } = {},
): WallPair {
  const toJudge: Packet[] = [];
  const toAnswerer: Packet[] = [];
  const messages: Message[] = [];
  const overTheWire = (packet: Packet): Packet => {
    const decoded = decodeFrame(encodeFrame(packet).subarray(4));
    messages.push(decoded.message as Message);
    return decoded;
  };
  const judge: Wall = new Wall({
    side: "judge",
    send(packet) {
      const arrived = overTheWire(packet);
      const { kind } = arrived.message as Message;
      if (kind === "return" || kind === "throw") toAnswerer.push(arrived);
      else answerer.serve(answerer.receive(arrived));
    },
    receive: () => toJudge.shift()!,
    exposureOf: () => ({ methods: exposed ?? [], hasFields: exposed === undefined }),
  });
  const answerer: Wall = new Wall({
    side: "answerer",
    send: (packet) => void toJudge.push(overTheWire(packet)),
    receive() {
      const message = judge.receive(toJudge.shift()!);
      judge.makeDeferred(message);
      judge.serve(message);
      return toAnswerer.shift()!;
    },
    exposureOf: () => ({ methods: "all", hasFields: true }),
    mayDefer: () => mayDefer,
    give: (_name, given) => (given as { take(module: unknown): void }).take({ ...module }),
  });
  let found: Asked;
  judge.give("hand me your module", {
    take(given: Asked) {
      found = given;
    },
  });
  return { judge, module: found, messages };
}
