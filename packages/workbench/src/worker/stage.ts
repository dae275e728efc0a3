/**
 * Runs the student's code, frame by frame: which code runs, from which places, how much of it in a
 * frame. New code takes over where the old code has left the particles; code that throws gives way to
 * the last that did not. Knows nothing of messages and clocks but the one it is given.
 */
import { randomParticles, referenceParticles, stepsFor } from "@hpts/core";
import type { Live, LiveParticle, LiveRun } from "@hpts/labkit/live";
import type { Figure } from "@hpts/viz/page";
import { Ghosts } from "./ghosts.ts";
import type { Facts, Settings } from "./messages.ts";
import { Sketch } from "./sketch.ts";

/** Code that was loaded. */
export interface Code {
  readonly version: number;
  readonly live: Live;
}

interface Running {
  readonly code: Code;
  readonly run: LiveRun;
  /** Frames that it has lasted. */
  frames: number;
}

const TIMESTEP = 1e-5;
const SEED = 1;
/** Code that has lasted so long is what a fault goes back to. */
const PROVEN_FRAMES = 30;
/** Of a frame's 16 ms, for the student's code. */
const BUDGET_MS = 11;
/** What a step of a particle takes before that is known. */
const USUAL_STEP_MS = 1e-4;
/** Beyond this nothing is seen, and it is not the place to go on from. */
const FAR_AWAY = 4;

export class Stage {
  readonly #nowMs: () => number;
  #settings: Settings = { count: 3, dtPerFrame: 0.01, choice: "" };
  #ghosts: Ghosts;
  #sketch: Sketch;
  #running: Running | undefined;
  #proven: Code | undefined;
  #speeds: readonly number[] = [];
  #particles: readonly LiveParticle[];
  #stepMs = USUAL_STEP_MS;
  #stepsPerS: number | undefined;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#particles = startOf(this.#settings.count);
    this.#speeds = this.#particles.map(({ angVel }) => angVel);
    this.#ghosts = new Ghosts(this.#particles);
    this.#sketch = new Sketch(this.#ghosts, undefined, false);
  }

  get version(): number | undefined {
    return this.#running?.code.version;
  }

  /** Of the picture, in pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return this.#sketch.picture.canvas;
  }

  /** How long the next frame may take: a second, and what so many steps take if they are slow. */
  get allowedMs(): number {
    return 1000 + this.#particles.length * this.#stepsWanted() * 1e-3;
  }

  /** @throws what the student's code throws; then what ran before runs on */
  take(code: Code): void {
    const before = this.#running;
    const { frames = 0 } = before ?? {};
    if (before !== undefined && frames >= PROVEN_FRAMES) this.#proven = before.code;
    this.#start(code, this.#placesToGoOnFrom());
    if (this.#running?.code !== code) throw new Error("the code did not start");
  }

  /** @throws as `take`; the settings hold all the same */
  set(settings: Settings): void {
    const before = this.#settings;
    this.#settings = settings;
    if (settings.count !== before.count) this.restart();
    else if (settings.choice !== before.choice && this.#running !== undefined) {
      this.#start(this.#running.code, this.#placesToGoOnFrom());
    }
  }

  /** From the beginning, with the code that runs. @throws as `take` */
  restart(): void {
    const start = startOf(this.#settings.count);
    this.#speeds = start.map(({ angVel }) => angVel);
    if (this.#running === undefined) this.#rebase(start, undefined);
    else this.#start(this.#running.code, start);
  }

  /** Goes on where an earlier worker was. */
  goOnFrom(places: Float64Array): void {
    if (places.length !== 2 * this.#speeds.length) return;
    const particles = withSpeeds(places, this.#speeds);
    if (particles.every(isInSight)) this.#rebase(particles, undefined);
  }

  /**
   * One frame.
   *
   * @returns what the student's code threw, if it did; the frame is then of what runs instead
   */
  frame(): { readonly pixels: Uint8Array; readonly facts: Facts; readonly thrown?: unknown } {
    let thrown: unknown;
    let hasThrown = false;
    try {
      this.#advance();
    } catch (error) {
      hasThrown = true;
      thrown = error;
      this.#giveWay();
    }
    return { ...this.still(), ...(hasThrown && { thrown }) };
  }

  /** The frame as it is. */
  still(): { readonly pixels: Uint8Array; readonly facts: Facts } {
    const places = this.#running === undefined ? this.#ghosts.places : flat(this.#running.run);
    const facts: Facts = {
      version: this.version,
      timeUnits: this.#ghosts.timeUnits,
      stepsPerS: this.#running === undefined ? undefined : this.#stepsPerS,
      largestError: this.#running === undefined ? undefined : this.#ghosts.largestError(places),
      places: places.slice(),
      exact: this.#ghosts.places,
    };
    return { pixels: this.#sketch.draw(places), facts };
  }

  #stepsWanted(): number {
    return Math.max(1, Math.round(this.#settings.dtPerFrame / TIMESTEP));
  }

  #advance(): void {
    const wanted = this.#stepsWanted();
    const running = this.#running;
    if (running === undefined) {
      this.#ghosts.advance(wanted);
      return;
    }
    const { run } = running;
    const count = Math.max(1, this.#particles.length);
    const affordable = Math.floor(BUDGET_MS / (this.#stepMs * count));
    const steps = run.isWhole ? wanted : Math.min(wanted, Math.max(1, affordable));
    const from = this.#nowMs();
    const dt = steps === wanted ? this.#settings.dtPerFrame : steps * TIMESTEP;
    const told = run.evolve(dt);
    const tookMs = this.#nowMs() - from;
    const taken = typeof told === "number" ? told : stepsFor(dt, TIMESTEP);
    flat(run); // places that are none are a fault of this code
    this.#ghosts.advance(taken);
    running.frames++;
    this.#learn(taken * count, tookMs);
  }

  /** Clocks of browsers are coarse, and the first calls are compiled: an average, with a floor. */
  #learn(steps: number, tookMs: number): void {
    if (steps === 0) return;
    const measured = Math.max(tookMs, 0.02) / steps;
    this.#stepMs = 0.8 * this.#stepMs + 0.2 * measured;
    this.#stepsPerS = 1000 / this.#stepMs;
  }

  /** Back to what lasted; if that fails as well, only the exact particles move. */
  #giveWay(): void {
    const failed = this.#running?.code;
    const particles = withSpeeds(this.#ghosts.places, this.#speeds);
    this.#running = undefined;
    this.#rebase(particles, undefined);
    if (this.#proven === undefined || this.#proven === failed) return;
    try {
      this.#start(this.#proven, particles);
    } catch {
      this.#proven = undefined;
    }
  }

  #start(code: Code, particles: readonly LiveParticle[]): void {
    const choice = this.#settings.choice || (code.live.choices?.[0]?.id ?? "");
    const run = code.live.start({ particles, choice });
    flat(run);
    this.#running = { code, run, frames: 0 };
    this.#stepMs = USUAL_STEP_MS;
    this.#stepsPerS = undefined;
    this.#rebase(particles, run);
  }

  /** What should be is counted from here. */
  #rebase(particles: readonly LiveParticle[], run: LiveRun | undefined): void {
    this.#particles = particles;
    this.#ghosts = new Ghosts(particles);
    const theirs = run?.figure as Figure | undefined;
    this.#sketch = new Sketch(
      this.#ghosts,
      hasAxes(theirs) ? theirs : undefined,
      run !== undefined,
    );
  }

  #placesToGoOnFrom(): readonly LiveParticle[] {
    const running = this.#running;
    const places = running === undefined ? this.#ghosts.places : safely(() => flat(running.run));
    const particles = places === undefined ? [] : withSpeeds(places, this.#speeds);
    const isSound = particles.length === this.#speeds.length && particles.every(isInSight);
    return isSound ? particles : startOf(this.#settings.count);
  }
}

/** The slides' three; otherwise random ones, always the same. */
function startOf(count: number): readonly LiveParticle[] {
  const particles = count === 3 ? referenceParticles() : randomParticles(count, SEED);
  return particles.map(({ x, y, angVel }) => ({ x, y, angVel }));
}

/** @throws TypeError when the student's particles have no places */
function flat(run: LiveRun): Float64Array {
  const places = run.places();
  const numbers = new Float64Array(2 * places.length);
  for (let i = 0; i < places.length; i++) {
    const { x, y } = places[i]!;
    if (typeof x !== "number" || typeof y !== "number") {
      throw new TypeError(`particle ${i} must have numbers x and y, got ${x} and ${y}`);
    }
    numbers[2 * i] = x;
    numbers[2 * i + 1] = y;
  }
  return numbers;
}

function withSpeeds(places: Float64Array, speeds: readonly number[]): LiveParticle[] {
  return speeds.map((angVel, i) => ({ x: places[2 * i]!, y: places[2 * i + 1]!, angVel }));
}

const isInSight = ({ x, y }: LiveParticle): boolean => Math.hypot(x, y) < FAR_AWAY;

const hasAxes = (theirs: Figure | undefined): boolean => (theirs?.allAxes.length ?? 0) > 0;

function safely<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
