import { referenceParticles } from "@hpts/core";
import { exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { frames } from "#lab/frames";
import { Particle } from "#lab/particle";
import { ParticleSimulator } from "#lab/simulator";

function simulator(): ParticleSimulator {
  return new ParticleSimulator(
    referenceParticles().map(({ x, y, angVel }) => new Particle(x, y, angVel)),
  );
}

exercise("yields as many frames as asked for, one place a particle", () => {
  const film = [...frames(simulator(), 5)];

  expect(film.length, "5 frames were asked for").toBe(5);
  for (const frame of film) expect(frame.length, "three particles, three places a frame").toBe(3);
  expect([...frames(simulator(), 0)].length, "no frames were asked for").toBe(0);
});

exercise("frame 0 shows the particles as they are", () => {
  const [first] = [...frames(simulator(), 1)];

  const start = referenceParticles().map(({ x, y }) => ({ x, y }));
  const places = first?.map(({ x, y }) => ({ x, y }));
  expect(places, "no time has passed before frame 0").toEqual(start);
});

exercise("a frame is a snapshot that later frames do not change", () => {
  const [first, second] = [...frames(simulator(), 3)];

  const why = "every frame shows the same: are the particles themselves yielded?";
  expect(first?.[0]?.x, why).toBe(0.3);
  expect(second?.[0]?.x, why).not.toBe(first?.[0]?.x);
});

exercise("eleven frames, ten times 0.01 apart, are one run of 0.1", () => {
  const film = [...frames(simulator(), 11)];
  const once = simulator();
  once.evolve(0.1);

  const why =
    "frame 10 must show what evolve(0.1) reaches: exactly one evolve(dt) between two frames";
  for (const [i, particle] of once.particles.entries()) {
    expect(film[10]?.[i]?.x, `${why} (particle ${i}, x)`).toBeWithin(1e-10, particle.x);
    expect(film[10]?.[i]?.y, `${why} (particle ${i}, y)`).toBeWithin(1e-10, particle.y);
  }
});

exercise("uses the dt that it is given", () => {
  const film = [...frames(simulator(), 2, 0.05)];
  const once = simulator();
  once.evolve(0.05);

  expect(film[1]?.[2]?.x, "the third argument is the time between two frames").toBeWithin(
    1e-10,
    once.particles[2]?.x ?? 0,
  );
});

exercise("works frame by frame: nothing runs before it is asked for", () => {
  const subject = simulator();
  const film = frames(subject, 1_000_000);

  film.next();
  film.next();

  const once = simulator();
  once.evolve(0.01);
  const why = "after two frames the simulator must have run once, not for the whole film";
  expect(subject.particles[0]?.x, why).toBeWithin(1e-10, once.particles[0]?.x ?? 0);
});
