/** 100 particles, 1000 steps: one long loop, hardly a call in it. */
class Particle {
  x: number;
  y: number;
  readonly angVel: number;

  constructor(x: number, y: number, angVel: number) {
    this.x = x;
    this.y = y;
    this.angVel = angVel;
  }
}

function evolve(particles: readonly Particle[], dt: number): void {
  const step = 0.00001;
  const steps = Math.trunc(dt / step);
  for (let i = 0; i < steps; i++) {
    for (const p of particles) {
      const norm = (p.x ** 2 + p.y ** 2) ** 0.5;
      const vx = -p.y / norm;
      const vy = p.x / norm;
      p.x += step * p.angVel * vx;
      p.y += step * p.angVel * vy;
    }
  }
}

export function run(): number {
  const particles: Particle[] = [];
  for (let i = 0; i < 100; i++) particles.push(new Particle(0.3 + i / 100, 0.5, 1 + (i % 7)));
  evolve(particles, 0.01);
  return particles[0]?.x ?? 0;
}
