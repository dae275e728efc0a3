/** The particle simulator of the course: model, engines, scenarios, random numbers. */
export { chooseEngine } from "./engines/auto.ts";
export {
  ENGINE_NAMES,
  type EngineName,
  EULER_ENGINE_NAMES,
  errorBound,
  evolve,
  fallbackReason,
} from "./engines/registry.ts";
export { exactPlace } from "./exact/trajectory.ts";
export { Particle, type ParticleLike } from "./particle.ts";
export { createRandom, type Random } from "./random.ts";
export {
  type Position,
  REFERENCE_DT,
  REFERENCE_EPS,
  REFERENCE_RESULT,
  REFERENCE_RESULT_6_DIGITS,
  randomParticles,
  referenceParticles,
} from "./scenario.ts";
export { ParticleSimulator, type SimulatorOptions } from "./simulator.ts";
export { type ParticleState, stateOf, writePositions } from "./state.ts";
export { DEFAULT_TIMESTEP, type StepCounting, stepsFor } from "./steps.ts";
