/**
 * The evolve of the lab profiling, P4, with and without its two planted costs, and ways to go on from
 * there. Each comes as code of its own, and none learns from another.
 */
import { type Particle, randomParticles } from "@hpts/core";
import type { Work } from "../tool/alternate.ts";
import { type Edit, labModule } from "../tool/lab-module.ts";
import { compiled } from "../tool/measures.ts";

type Evolve = (particles: Particle[], dt: number, timestep: number) => void;

const TIMESTEP = 1e-5;
const STEPS = 60;

const ofLab = (file: string, ...edits: Edit[]): Evolve =>
  labModule<{ evolve: Evolve }>(`labs/profiling/${file}`, edits).evolve;

/** As it was handed out. */
const PLANTED = "tests/bench/planted.ts";
const NO_SNAPSHOT: Edit = ["= snapshot(particles)", "= particles"];
const NO_HYPOT: Edit = ["Math.hypot(x, y)", "Math.sqrt(x * x + y * y)"];

/** The loops swapped as in swapped.ts, but for n particles at once. */
const abreast = (n: number): Evolve => {
  const all = (text: string): string =>
    Array.from({ length: n }, (_, i) => text.replaceAll("#", String(i))).join("\n");
  return compiled(
    "particles",
    "dt",
    "timestep",
    `
  const steps = Math.round(dt / timestep);
  for (let at = 0; at + ${n} <= particles.length; at += ${n}) {
    ${all("let { x: x#, y: y# } = particles[at + #]; const d# = timestep * particles[at + #].angVel;")}
    for (let step = 0; step < steps; step++) {
      ${all("const r# = Math.sqrt(x# * x# + y# * y#); const dx# = (d# * -y#) / r#; const dy# = (d# * x#) / r#; x# += dx#; y# += dy#;")}
    }
    ${all("particles[at + #].x = x#; particles[at + #].y = y#;")}
  }`,
  );
};

const WAYS = {
  starter: () => ofLab(PLANTED),
  "without snapshot": () => ofLab(PLANTED, NO_SNAPSHOT),
  "without hypot": () => ofLab(PLANTED, NO_HYPOT),
  "without both": () => ofLab(PLANTED, NO_SNAPSHOT, NO_HYPOT),
  slides: () => ofLab("tests/bench/stepped.ts"),
  swapped: () => ofLab("tests/bench/swapped.ts"),
  "four abreast": () => abreast(4),
  solution: () => ofLab("solution/evolve.ts"),
} as const;

/** 52 particles, a multiple of four; 60 steps a call. */
export function evolveOf(name: keyof typeof WAYS): Work {
  const evolve = WAYS[name]();
  const particles = randomParticles(52, 1);
  return () => evolve(particles, STEPS * TIMESTEP, TIMESTEP);
}
