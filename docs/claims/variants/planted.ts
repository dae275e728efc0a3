/**
 * The evolve of the lab profiling, P4, with and without its two planted costs, and ways to go on from
 * there. As texts: each comes as code of its own, and none learns from another.
 */
import { type Particle, randomParticles } from "@hpts/core";
import type { Work } from "../tool/alternate.ts";
import { compiled } from "../tool/measures.ts";

type Evolve = (particles: Particle[], steps: number, timestep: number) => void;

const displacement = (distance: string): string => `
  const displacement = ({ x, y, angVel }) => {
    const r = ${distance};
    if (r === 0) return { x: 0, y: 0 };
    return { x: timestep * angVel * (-y / r), y: timestep * angVel * (x / r) };
  };`;

const snapshot = `
  const snapshot = () => {
    const copies = [];
    for (const { x, y, angVel } of particles) copies.push({ x, y, angVel });
    return copies;
  };`;

const planted = (distance: string, isCopying: boolean): string => `
  ${displacement(distance)}
  ${isCopying ? snapshot : "const snapshot = () => particles;"}
  for (let step = 0; step < steps; step++) {
    const before = snapshot();
    for (let i = 0; i < particles.length; i++) {
      const p = particles[i];
      const d = displacement(before[i]);
      p.x += d.x;
      p.y += d.y;
    }
  }`;

const ROOT = "Math.sqrt(x * x + y * y)";
const HYPOT = "Math.hypot(x, y)";

const swapped = `
  for (const p of particles) {
    let { x, y } = p;
    const d = timestep * p.angVel;
    for (let step = 0; step < steps; step++) {
      const r = ${ROOT};
      const dx = (d * -y) / r;
      const dy = (d * x) / r;
      x += dx;
      y += dy;
    }
    p.x = x;
    p.y = y;
  }`;

const abreast = (n: number): string => {
  const all = (text: string): string =>
    Array.from({ length: n }, (_, i) => text.replaceAll("#", String(i))).join("\n");
  return `
  for (let at = 0; at + ${n} <= particles.length; at += ${n}) {
    ${all("let { x: x#, y: y# } = particles[at + #]; const d# = timestep * particles[at + #].angVel;")}
    for (let step = 0; step < steps; step++) {
      ${all("const r# = Math.sqrt(x# * x# + y# * y#); const dx# = (d# * -y#) / r#; const dy# = (d# * x#) / r#; x# += dx#; y# += dy#;")}
    }
    ${all("particles[at + #].x = x#; particles[at + #].y = y#;")}
  }`;
};

const TEXTS = {
  starter: planted(HYPOT, true),
  "without snapshot": planted(HYPOT, false),
  "without hypot": planted(ROOT, true),
  "without both": planted(ROOT, false),
  slides: `
  for (let step = 0; step < steps; step++) {
    for (const p of particles) {
      const { x, y } = p;
      const r = ${ROOT};
      const dx = timestep * p.angVel * (-y / r);
      const dy = timestep * p.angVel * (x / r);
      p.x += dx;
      p.y += dy;
    }
  }`,
  swapped,
  "four abreast": abreast(4),
  solution: `
  for (let step = 0; step < steps; step++) {
    for (const p of particles) {
      const { x, y } = p;
      const square = x * x + y * y;
      if (square === 0) continue;
      const turn = (timestep * p.angVel) / Math.sqrt(square);
      p.x -= turn * y;
      p.y += turn * x;
    }
  }`,
} as const;

/** 52 particles, a multiple of four; 60 steps a call. */
export function evolveOf(name: keyof typeof TEXTS): Work {
  const evolve = compiled<Evolve>("particles", "steps", "timestep", TEXTS[name]);
  const particles = randomParticles(52, 1);
  return () => evolve(particles, 60, 1e-5);
}
