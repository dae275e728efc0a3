import { todo } from "@hpts/labkit";

/**
 * M1. A particle: where it is, and how fast it circles the origin.
 *
 * `angVel` is a speed, length per time unit: the distance it travels, not the angle it turns.
 * Positive means counter-clockwise. (The name is the course's; do not let it fool you.)
 */
export class Particle {
  x = 0;
  y = 0;
  angVel = 0;

  constructor(x: number, y: number, angVel: number) {
    todo("M1: keep the three arguments in the three fields");
  }
}
