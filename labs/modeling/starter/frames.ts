import { todo } from "@hpts/labkit";
import type { Vector } from "./motion.ts";
import type { ParticleSimulator } from "./simulator.ts";

/** Where every particle is at one moment, in the simulator's order. */
export type Frame = readonly Vector[];

/**
 * M6. The first `n` frames of a film: frame 0 shows the particles as they are, and `dt` time units
 * pass between a frame and the next.
 *
 * A frame is a snapshot: what the simulator does later must not change it.
 */
export function* frames(simulator: ParticleSimulator, n: number, dt = 0.01): Generator<Frame> {
  todo("M6: yield n snapshots, dt apart");
}
