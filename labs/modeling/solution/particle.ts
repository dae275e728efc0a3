/**
 * M1. A particle: where it is, and how fast it circles the origin.
 *
 * `angVel` is a speed, length per time unit: the distance it travels, not the angle it turns.
 * Positive means counter-clockwise. (The name is the course's; do not let it fool you.)
 */
export class Particle {
  // Declared without values: a field initialiser would store a small integer first and make V8
  // change the object's shape when the constructor stores a double.
  x: number;
  y: number;
  angVel: number;

  constructor(x: number, y: number, angVel: number) {
    this.x = x;
    this.y = y;
    this.angVel = angVel;
  }
}
