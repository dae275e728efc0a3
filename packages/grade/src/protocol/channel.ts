/**
 * A pair of pipes, read and written synchronously: who asks is blocked until the answer is there.
 * Both ends of the wall use this; a reader that waits for ever is ended from outside (see
 * judge/watchdog.ts).
 */
import { read, readSync, writeSync } from "node:fs";
import { decodeFrame, encodeFrame, frameLength, type Packet } from "./frames.ts";

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
  return {
    send(packet) {
      const bytes = encodeFrame(packet);
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(writeFd, bytes, at);
      } catch (cause) {
        throw new ChannelClosed("the other side is gone", { cause });
      }
    },
    receive() {
      const head = readWhole(readFd, 4);
      return decodeFrame(readWhole(readFd, frameLength(head)));
    },
    async receiveLater() {
      const head = await readWholeLater(readFd, 4);
      return decodeFrame(await readWholeLater(readFd, frameLength(head)));
    },
  };
}

function readWhole(fd: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const got = readSync(fd, bytes, at, length - at, null);
    if (got === 0) throw new ChannelClosed("the other side is gone");
    at += got;
  }
  return bytes;
}

async function readWholeLater(fd: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const got = await readSome(fd, bytes, at);
    if (got === 0) throw new ChannelClosed("the other side is gone");
    at += got;
  }
  return bytes;
}

function readSome(fd: number, bytes: Buffer, at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, bytes, at, bytes.length - at, null, (error, got) => {
      if (error) reject(error);
      else resolve(got);
    });
  });
}
