/** What the page and its worker say to each other. */

export interface Settings {
  readonly count: number;
  /** Time units that pass in a frame. */
  readonly dtPerFrame: number;
  readonly choice: string;
}

export type ToWorker =
  /** New code. `places` (x, y, x, y, ...) go on from an earlier worker. */
  | { readonly type: "load"; readonly version: number; readonly url: string }
  | { readonly type: "settings"; readonly settings: Settings }
  /** Where the particles of an earlier worker were. */
  | { readonly type: "places"; readonly places: Float64Array }
  | { readonly type: "play" | "pause" | "step" | "restart" }
  /** The pixels of a frame that has been shown, for the next one. */
  | { readonly type: "buffer"; readonly pixels: Uint8Array<ArrayBuffer> };

export type FromWorker =
  /** About to run code of the student's, which should be back after so long. */
  | { readonly type: "busy"; readonly version: number; readonly allowedMs: number }
  /** Back from it. */
  | { readonly type: "idle" }
  | {
      readonly type: "frame";
      readonly pixels: Uint8Array<ArrayBuffer>;
      readonly width: number;
      readonly height: number;
      readonly facts: Facts;
    }
  /** This code runs. `choices` are what it offers. */
  | {
      readonly type: "running";
      readonly version: number;
      readonly about: string;
      readonly choices: readonly { readonly id: string; readonly label: string }[];
      readonly mostParticles: number;
    }
  /** This code cannot be run; what ran before it goes on. */
  | {
      readonly type: "fault";
      readonly version: number;
      readonly kind: "todo" | "error";
      readonly message: string;
      readonly stack: string;
      /** The loop that did not end, such as "starter/simulator.ts:23:5", in code with marks. */
      readonly loop?: string;
    };

/** What is to be said of a frame. */
export interface Facts {
  /** The code that made it; none if only the exact particles move. */
  readonly version: number | undefined;
  /** Since the particles were set up. */
  readonly timeUnits: number;
  /** Steps of all particles together in a second of the student's code; none if it did not run. */
  readonly stepsPerS: number | undefined;
  /** Largest distance of a particle from where it should be; NaN if a place is no number. */
  readonly largestError: number | undefined;
  /** x, y, x, y, ... of the particles. */
  readonly places: Float64Array;
  /** Where they should be. */
  readonly exact: Float64Array;
}
