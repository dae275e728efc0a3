/* The loop of the simulator, called again and again in a process that has not seen it before. */
const PARTICLES = 10;
const STEPS = 10;
const calls = Number(process.argv[2]);

function evolve(particles, steps, timestep) {
  for (let step = 0; step < steps; step++) {
    for (const p of particles) {
      const norm = Math.sqrt(p.x * p.x + p.y * p.y);
      const vx = -p.y / norm;
      const vy = p.x / norm;
      p.x += timestep * p.angVel * vx;
      p.y += timestep * p.angVel * vy;
    }
  }
}

const particles = [];
for (let i = 0; i < PARTICLES; i++) {
  particles.push({ x: Math.cos(i) / 2, y: Math.sin(i) / 2, angVel: 0.5 + i / 200 });
}
const times = [];
for (let call = 0; call < calls; call++) {
  const start = process.hrtime.bigint();
  evolve(particles, STEPS, 0.00001);
  times.push(Number(process.hrtime.bigint() - start));
}
console.log(JSON.stringify(times));
