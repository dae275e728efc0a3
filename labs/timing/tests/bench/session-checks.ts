/** What B7 asks of a session that was typed; each check throws what the student reads. */
import { randomParticles } from "@hpts/core";
import { demand } from "@hpts/labkit/test";
import type { SessionLine } from "./prompt.ts";

type Lines = readonly SessionLine[];

const quoted = ({ text }: SessionLine): string => `\`${text}\``;

function runs(line: SessionLine): void {
  demand(line.fault === undefined, `${quoted(line)} does not run: ${line.fault}`);
}

export function setsUpFirst(lines: Lines): void {
  const measured = lines.findIndex(({ magic }) => magic !== undefined);
  const setup = measured < 0 ? lines : lines.slice(0, measured);
  for (const line of setup) runs(line);
  const maker = setup.find(({ simulator }) => simulator !== undefined);
  const later = lines.find(({ simulator }) => simulator !== undefined);
  const why =
    later === undefined
      ? "no line makes `simulator`: it is a new ParticleSimulator"
      : later.magic === undefined
        ? `${quoted(lines[measured]!)} comes before its setup, ${quoted(later)}`
        : `${quoted(later)} makes what is measured later: that takes no magic`;
  demand(maker !== undefined, why);
  const { n, first } = maker.simulator!;
  demand(n === 1000, `${quoted(maker)} has ${n} particles, not 1000`);
  const [expected] = randomParticles(1, 1);
  demand(first === expected?.x, `${quoted(maker)} has other particles than those of seed 1`);
}

export function timesOnce(lines: Lines): void {
  const timed = lines.filter(({ magic }) => magic === "time");
  demand(timed.length > 0, "no line begins with %time");
  evolvesOnly(timed.find(({ evolved }) => evolved.length > 0) ?? timed[0]!);
}

export function repeatsThreeTimes(lines: Lines): void {
  const timed = lines.filter(({ magic }) => magic === "timeit");
  const isAsAsked = ({ options }: SessionLine): boolean =>
    Number(options["r"]) === 3 && Number(options["n"]) === 1;
  const evolving = timed.filter(({ evolved }) => evolved.length > 0);
  const line =
    evolving.find(isAsAsked) ?? evolving[0] ?? timed.find(({ text }) => text.includes("evolve"));
  demand(line !== undefined, "no line begins with %timeit and evolves the simulator");
  evolvesOnly(line);
  const { r = "", n = "" } = line.options;
  demand(Number(r) === 3, `${quoted(line)}: the option -r is the number of repeats, 3`);
  demand(Number(n) === 1, `${quoted(line)}: the option -n is the number of loops in a repeat, 1`);
}

function evolvesOnly(line: SessionLine): void {
  runs(line);
  const { made, simulators, evolved } = line;
  demand(
    made.length === 0 && simulators === 0,
    `${quoted(line)} makes particles or a simulator as well: only evolve is to be timed, and the simulator is there already`,
  );
  const [first] = evolved;
  demand(first !== undefined, `${quoted(line)} evolves nothing`);
  demand(evolved.length === 1, `${quoted(line)} evolves ${evolved.length} times, not once`);
  demand(first.dt === 0.1, `${quoted(line)} lets ${first.dt} time units pass, not 0.1`);
}

export function findsItsNumber(lines: Lines): void {
  const timed = lines.filter(({ magic }) => magic === "timeit");
  const line =
    timed.find(({ made, evolved }) => made.length > 0 && evolved.length === 0) ??
    timed.find(({ text }) => text.includes("randomParticles") && !text.includes("evolve"));
  demand(line !== undefined, "no line begins with %timeit and only makes random particles");
  runs(line);
  const [made] = line.made;
  demand(made !== undefined, `${quoted(line)} makes no particles`);
  demand(line.simulators === 0, `${quoted(line)} makes a simulator as well`);
  demand(
    line.made.length === 1 && made.n === 1000,
    `${quoted(line)} makes ${line.made.map(({ n }) => n).join(" + ")} particles, not 1000`,
  );
  demand(
    Number(line.options["n"] ?? 0) === 0,
    `${quoted(line)}: with -n you choose the number; without it, %timeit finds one that takes 0.2 s`,
  );
}
