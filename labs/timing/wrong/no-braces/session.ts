/**
 * B7, bonus. What you type at the prompt of `hpts repl`, a line each:
 *
 * - import ParticleSimulator and randomParticles from "@hpts/core"
 * - make `simulator`, with 1000 particles of seed 1
 * - with %time, one simulator.evolve(0.1): user, sys and wall time
 * - with %timeit, the same statement: 3 repeats (-r) of 1 loop each (-n)
 * - with %timeit, how long it takes to make 1000 random particles; it finds its own number
 */
export function session(): string[] {
  return [
    'import ParticleSimulator, randomParticles from "@hpts/core"',
    // Its own line: what is not timed stays out of what is.
    "const simulator = new ParticleSimulator(randomParticles(1000, 1))",
    "%time simulator.evolve(0.1)",
    // A tenth of a second a call: one loop is long enough for the clock.
    "%timeit -n 1 -r 3 simulator.evolve(0.1)",
    "%timeit randomParticles(1000, 1)",
  ];
}
