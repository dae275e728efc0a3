import { type FuncAnimation, figure, funcAnimation } from "@hpts/viz";
import type { ParticleSimulator } from "./simulator.ts";

/**
 * M7. An animation of the simulator's particles, as the slides plan it:
 *
 * 1. a figure with axes from -1 to 1 both ways, a unit equally long both ways, and the particles as
 *    red points ("ro")
 * 2. `init`, which shows no points
 * 3. `animate`, which lets 0.01 time units pass and moves the points
 * 4. both handed to `funcAnimation`; show.ts plays the result
 *
 * `init` and `animate` give back the points that they changed, in an array.
 */
export function visualize(simulator: ParticleSimulator): FuncAnimation {
  const { particles } = simulator;
  const xs = () => particles.map(({ x }) => x);
  const ys = () => particles.map(({ y }) => y);

  const fig = figure();
  const axes = fig.axes({ xlim: [-1, 1], ylim: [-1, 1] });
  const points = axes.plot(xs(), ys(), "ro");

  const init = () => {
    points.setData([], []);
    return [points];
  };
  const animate = () => {
    // One frame, one step of 0.01: time in the picture then runs evenly.
    simulator.evolve(0.01);
    points.setData(xs(), ys());
    return [points];
  };
  return funcAnimation(fig, animate, { init });
}
