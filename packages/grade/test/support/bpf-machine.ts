/** Runs a seccomp filter as the kernel does: classic BPF over struct seccomp_data. */

export interface SystemCall {
  readonly number: number;
  readonly architecture: number;
  readonly firstArgument?: number;
}

/** The filter's verdict, as the kernel reads it. */
export function runFilter(filter: Buffer, call: SystemCall): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call.number, 0);
  data.writeUInt32LE(call.architecture, 4);
  data.writeUInt32LE(call.firstArgument ?? 0, 16);
  let accumulator = 0;
  for (let at = 0; ; at++) {
    if (8 * at >= filter.length) throw new Error("the filter runs past its end");
    const code = filter.readUInt16LE(8 * at);
    const [ifTrue, ifFalse] = [filter.readUInt8(8 * at + 2), filter.readUInt8(8 * at + 3)];
    const k = filter.readUInt32LE(8 * at + 4);
    if (code === 0x06) return k;
    if (code === 0x20) accumulator = data.readUInt32LE(k);
    else if (code === 0x15) at += accumulator === k ? ifTrue : ifFalse;
    else if (code === 0x45) at += (accumulator & k) === 0 ? ifFalse : ifTrue;
    else throw new Error(`instruction ${at} has the unknown code ${code}`);
  }
}
