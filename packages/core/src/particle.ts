/**
 * One particle that circles the origin.
 *
 * Units: `x` and `y` are lengths; `angVel` is a length per time unit.
 * The course's slides call the third field `ang_vel`, and its name is kept, but it is NOT an
 * angular velocity: the direction of motion is normalised to length 1 before it is multiplied by
 * `angVel`. It is a *tangential speed*; a particle at distance r turns by `angVel * t / r` radians
 * in t time units. The sign is the sense of rotation: positive is counter-clockwise.
 *
 * Nothing is checked here. The fields can be written at any time, so a check in the constructor
 * would promise what it cannot keep; `evolve` checks the values that it is about to use.
 */

/** Whatever has a position and a tangential speed; every engine leaves `angVel` as it is. */
export interface ParticleLike {
  x: number;
  y: number;
  readonly angVel: number;
}

export class Particle implements ParticleLike {
  // `declare`: a plain `x: number;` makes a field that begins as undefined, by the rules of ES2022.
  // V8 then takes it for a field of anything and makes a new object for each double that is stored:
  // the slides' loop takes two to three times as long (pitfall `undefined-fields`).
  declare x: number;
  declare y: number;
  declare angVel: number;

  /** @param angVel tangential speed in lengths per time unit, positive = counter-clockwise */
  constructor(x: number, y: number, angVel: number) {
    this.x = x;
    this.y = y;
    this.angVel = angVel;
  }
}
