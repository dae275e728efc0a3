/**
 * The contestant's side of a race: it runs what it is told to, on inputs that it is given just
 * before. The clock, and what is right, are the judge's.
 */
interface Place {
  x: number;
  y: number;
  angVel: number;
}

type Evolve = (particles: Place[], dt: number) => void;

class Particle implements Place {
  declare x: number;
  declare y: number;
  declare angVel: number;
  constructor(x: number, y: number, angVel: number) {
    this.x = x;
    this.y = y;
    this.angVel = angVel;
  }
}

let particles: Particle[] = [];

/** Not timed. The same objects each round: the garbage of new ones would be swept in timed rounds. */
export function prepare(xs: Float64Array, ys: Float64Array, speeds: Float64Array): void {
  if (particles.length !== xs.length) {
    particles = Array.from(xs, () => new Particle(0.5, 0.5, 0.5));
  }
  for (let i = 0; i < xs.length; i++) {
    const particle = particles[i]!;
    particle.x = xs[i]!;
    particle.y = ys[i]!;
    particle.angVel = speeds[i]!;
  }
}

/**
 * Timed. The sum is asked for so that nothing is left to be computed later.
 *
 * @param count how many of the particles, the first ones
 */
export function run(evolve: Evolve, dt: number, count: number): number {
  const moving = count < particles.length ? particles.slice(0, count) : particles;
  evolve(moving, dt);
  let sum = 0;
  for (const { x, y } of moving) sum += x + y;
  return sum;
}

/** Not timed. */
export function collect(): { xs: Float64Array; ys: Float64Array } {
  const [xs, ys] = [new Float64Array(particles.length), new Float64Array(particles.length)];
  for (let i = 0; i < particles.length; i++) {
    xs[i] = particles[i]!.x;
    ys[i] = particles[i]!.y;
  }
  return { xs, ys };
}
