/**
 * Where n steps lead: by the loop, by the closed form, and by the circle that the steps are meant to
 * follow. The third particle of the slides.
 */
import { DEFAULT_TIMESTEP, exactPlace, ParticleSimulator, referenceParticles } from "@hpts/core";

const { x, y, angVel } = referenceParticles()[2]!;
const d = DEFAULT_TIMESTEP * angVel;
const r = Math.sqrt(x * x + y * y);

console.log("   steps  closed form is off by  circle is off by");
for (const steps of [1, 10, 100, 1000, 10_000, 100_000]) {
  const [particle] = referenceParticles().slice(2);
  new ParticleSimulator([particle!]).evolve(steps * DEFAULT_TIMESTEP);
  const angle = (steps * d) / r;
  const circle = {
    x: x * Math.cos(angle) - y * Math.sin(angle),
    y: x * Math.sin(angle) + y * Math.cos(angle),
  };
  const off = (place: { x: number; y: number }): string =>
    Math.hypot(place.x - particle!.x, place.y - particle!.y).toExponential(1);
  const jumped = exactPlace({ x, y }, d, steps);
  console.log(`${`${steps}`.padStart(8)}${off(jumped).padStart(23)}${off(circle).padStart(18)}`);
}
