import { referenceParticles } from "@hpts/core";
import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { Particle } from "#lab/particle";
import { ParticleSimulator } from "#lab/simulator";
import { visualize } from "#lab/visualize";

function simulator(): ParticleSimulator {
  return new ParticleSimulator(
    referenceParticles().map(({ x, y, angVel }) => new Particle(x, y, angVel)),
  );
}

exercise("sets up one pair of axes, from -1 to 1, a unit equally long both ways", () => {
  const { allAxes } = visualize(simulator()).figure;

  expect(allAxes.length, "the figure needs one pair of axes: fig.axes({ ... })").toBe(1);
  expect(allAxes[0]?.xlim, "xlim must be -1 to 1").toEqual([-1, 1]);
  expect(allAxes[0]?.ylim, "ylim must be -1 to 1").toEqual([-1, 1]);
  expect(allAxes[0]?.aspect, 'without aspect "equal" circles look like eggs').toBe("equal");
});

exercise("plots all particles once, in red", () => {
  const [axes] = visualize(simulator()).figure.allAxes;

  expect(axes?.artists.length, "one axes.plot(xs, ys) shows all particles").toBe(1);
  expect(axes?.artists[0]?.color, 'the slides plot red points: "ro"').toBe("red");
  expect(Array.from(axes?.artists[0]?.xs ?? []), "the points' xs").toEqual([0.3, 0, -0.1]);
  expect(Array.from(axes?.artists[0]?.ys ?? []), "the points' ys").toEqual([0.5, -0.5, -0.4]);
});

exercise("init shows no points and gives them back", () => {
  const animation = visualize(simulator());
  const [points] = animation.figure.allAxes[0]?.artists ?? [];

  const changed = animation.init();

  expect(points?.xs.length, "before the first frame nothing is shown: setData([], [])").toBe(0);
  expect(changed.length, "init must give back the points it changed, in an array").toBe(1);
});

exercise("each frame lets 0.01 time units pass, once", () => {
  const subject = simulator();
  const animation = visualize(subject);

  animation.init();
  for (let frame = 0; frame < 10; frame++) animation.animate(frame);

  const once = simulator();
  once.evolve(0.1);
  const why = "ten frames must be 0.1 time units: exactly one evolve(0.01) a frame";
  expect(subject.particles[0]?.x, why).toBeWithin(1e-10, once.particles[0]?.x ?? 0);
  expect(subject.particles[2]?.y, why).toBeWithin(1e-10, once.particles[2]?.y ?? 0);
});

exercise("each frame moves the points to where the particles are", () => {
  const subject = simulator();
  const animation = visualize(subject);
  const [points] = animation.figure.allAxes[0]?.artists ?? [];

  animation.init();
  const changed = animation.animate(0);

  const why = "after evolve, hand the new places to the points with setData";
  expect(Array.from(points?.xs ?? []), `${why} (xs)`).toEqual(subject.particles.map(({ x }) => x));
  expect(Array.from(points?.ys ?? []), `${why} (ys)`).toEqual(subject.particles.map(({ y }) => y));
  expect(changed.length, "animate must give back the points it changed, in an array").toBe(1);
});
