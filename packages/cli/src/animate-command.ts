/** The arguments of `hpts animate`: a student's simulation in the terminal, or as a file. */
import { type Command, Option } from "commander";

export const ANIMATE_EXAMPLES = [
  "hpts animate modeling",
  "hpts animate modeling -o motion.gif --frames 100",
  "hpts animate modeling --seed 1 --particles 1000 -o motion.mp4",
  "hpts animate modeling --serve",
  "hpts animate my-animation.ts",
] as const;

const MORE = `
Of a lab, visualize() of your code is shown, with the three particles of the
slides; with --seed, random ones, which are the same for the same seed. A file
must export an animation, or a function visualize() that gives one.

The kind of a file is told by its suffix:
  .gif   an animation, at most 50 frames a second
  .apng  an animation, at any speed; for browsers
  .mp4   a video, as .webm; needs ffmpeg
  .png   the last frame; .svg the same

With --serve your code runs in a page of your browser, and begins anew when
you save a file. The page is on this machine only.

Ctrl+C stops it; what is not complete is removed. Code that does not end is
stopped after --limit seconds in which nothing happened.`;

/** @param command "animate <lab>", with its examples */
export function addAnimate(command: Command): void {
  command
    .option("-o, --output <file>", "write it into a file")
    .addOption(
      new Option("--terminal", "play it in the terminal (what is done without -o)").conflicts([
        "output",
        "serve",
      ]),
    )
    .addOption(new Option("--serve", "show it in a page").conflicts(["output", "fps"]))
    .option("--port <n>", "of the page (default: one that is free; with --serve)")
    .option("--no-open", "do not start a browser (with --serve)")
    .option("--frames <n>", "how many frames (default: as the animation says)")
    .option("--fps <n>", "frames a second in the file (default: as the animation says)")
    .option("--seed <n>", "random particles: a whole number, 0 or more")
    .option("--particles <n>", "how many random particles (default: 100; with --seed)")
    .option("--limit <seconds>", "how long nothing may happen (default: 10, in a page 1)")
    .addHelpText("after", MORE)
    .action(async (lab, options) => (await import("./commands/animate.ts")).animate(lab, options));
}
