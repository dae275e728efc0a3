/** What a sandbox costs before anybody has asked it anything. */
import { openChannel } from "../src/protocol/channel.ts";
import type { Level } from "../src/sandbox/level.ts";
import { lookAtMachine } from "../src/sandbox/machine.ts";
import { type Runner, sandboxRunner } from "../src/sandbox/runner.ts";
import { makeSandboxes, type SandboxMaker } from "../src/sandbox/sandbox.ts";

export interface StartCosts {
  /** Processor time until it is ready, ms, of each start; undefined where there is no snapshot. */
  readonly fromSnapshot: readonly number[] | undefined;
  readonly fromText: readonly number[];
}

/** In turns. Takes L3, whose control groups count all that a sandbox has started. */
export async function startCosts(level: Level, starts: number): Promise<StartCosts> {
  const machine = lookAtMachine();
  const runner = await sandboxRunner();
  const of = (one: Runner): SandboxMaker => makeSandboxes(machine, level, one);
  const [snapshot, text] = [of(runner), of({ ...runner, snapshot: undefined })];
  const [fromSnapshot, fromText]: [number[], number[]] = [[], []];
  for (let i = 0; i < starts; i++) {
    fromSnapshot.push(await costOf(snapshot));
    fromText.push(await costOf(text));
  }
  await Promise.all([snapshot.close(), text.close()]);
  return { fromSnapshot: runner.snapshot && fromSnapshot, fromText };
}

async function costOf(maker: SandboxMaker): Promise<number> {
  const sandbox = maker.start();
  const channel = openChannel(sandbox.readFd, sandbox.writeFd);
  channel.send({ message: { files: {}, mayDefer: false }, parts: [] });
  await channel.receiveLater();
  const ms = (sandbox.cpuNs() ?? Number.NaN) / 1e6;
  sandbox.release();
  await sandbox.ended;
  return ms;
}
