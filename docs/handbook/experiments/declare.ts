/** How the script of an experiment says what it is: see plain/start-experiment.ts. */
import type { Mount } from "../plain/start-experiment.ts";

declare global {
  var hptsExperiment: (name: string, mount: Mount) => void;
}

/** @param mount shows the experiment in its place, and gives back how to end it */
export function declare(name: string, mount: Mount): void {
  globalThis.hptsExperiment(name, mount);
}
