/**
 * A pair of pipes, read and written synchronously: who asks is blocked until the answer is there.
 * Both ends of the wall use this; a reader that waits for ever is ended from outside (see
 * judge/watchdog.ts).
 */
import { read, readSync, writeSync } from "node:fs";
import { decodeFrame, encodeFrame, encodeSmallFrame, frameLength, type Packet } from "./frames.ts";

/** The other side has closed its pipe: its process is over. */
export class ChannelClosed extends Error {
  readonly code = "HPTS_GRADE_CLOSED";
  override readonly name = "ChannelClosed";
}

export interface Channel {
  /** @throws ChannelClosed, FrameError */
  send(packet: Packet): void;
  /** Blocks until a frame is there. @throws ChannelClosed, FrameError */
  receive(): Packet;
  /** The same without blocking; nobody else may read meanwhile. */
  receiveLater(): Promise<Packet>;
}

/** @param readFd, writeFd file descriptors of pipes, in blocking mode */
export function openChannel(readFd: number, writeFd: number): Channel {
  const inbox = new Inbox();
  const outbox = Buffer.allocUnsafe(USUAL_BYTES);
  return {
    send(packet) {
      const small = encodeSmallFrame(packet, outbox);
      const bytes = small === undefined ? encodeFrame(packet) : outbox;
      const end = small ?? bytes.length;
      try {
        for (let at = 0; at < end; ) at += writeSync(writeFd, bytes, at, end - at);
      } catch (cause) {
        throw new ChannelClosed("the other side is gone", { cause });
      }
    },
    receive() {
      for (;;) {
        const packet = inbox.takePacket();
        if (packet !== undefined) return packet;
        inbox.took(readSync(readFd, inbox.bytes, inbox.end, inbox.room, null));
      }
    },
    async receiveLater() {
      for (;;) {
        const packet = inbox.takePacket();
        if (packet !== undefined) return packet;
        inbox.took(await readSome(readFd, inbox));
      }
    },
  };
}

const USUAL_BYTES = 64 * 1024;

/** What was read and not taken yet. A frame mostly comes in one piece, with one system call. */
class Inbox {
  bytes: Buffer = Buffer.allocUnsafe(USUAL_BYTES);
  end = 0;

  get room(): number {
    return this.bytes.length - this.end;
  }

  /** @throws ChannelClosed at the end of the file */
  took(count: number): void {
    if (count === 0) throw new ChannelClosed("the other side is gone");
    this.end += count;
  }

  /** The next frame; undefined if more has to be read first. @throws FrameError */
  takePacket(): Packet | undefined {
    if (this.end < 4) return undefined;
    const whole = 4 + frameLength(this.bytes);
    if (this.end < whole) {
      this.#makeRoomFor(whole);
      return undefined;
    }
    const packet = decodeFrame(this.bytes, 4, whole);
    if (this.end > whole) this.bytes.copy(this.bytes, 0, whole, this.end);
    this.end -= whole;
    if (this.end === 0 && this.bytes.length > USUAL_BYTES) {
      this.bytes = Buffer.allocUnsafe(USUAL_BYTES);
    }
    return packet;
  }

  #makeRoomFor(length: number): void {
    if (this.bytes.length >= length) return;
    const larger = Buffer.allocUnsafe(length);
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}

function readSome(fd: number, { bytes, end, room }: Inbox): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, bytes, end, room, null, (error, got) => {
      if (error) reject(error);
      else resolve(got);
    });
  });
}
