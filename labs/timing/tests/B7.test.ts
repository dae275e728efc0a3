import { demand, exercise } from "@hpts/labkit/test";
import { expect } from "vitest";
import { session } from "#lab/session";
import { readLine } from "./bench/session-lines.ts";

const EVOLVE = "simulator.evolve(0.1)";
const MAKE = "randomParticles(1000,1)";

const lines = () =>
  session()
    .map(readLine)
    .filter(({ statement }) => statement !== "");

exercise("sets up before it measures", () => {
  const all = lines();

  const setup = all.findIndex(
    ({ magic, statement }) =>
      magic === undefined && /simulator=newParticleSimulator\(/.test(statement),
  );
  const imports = all.findIndex(({ statement }) => /^import\b.*"@hpts\/core"$/.test(statement));
  const first = all.findIndex(({ magic }) => magic !== undefined);
  demand(imports >= 0, 'the session needs an import from "@hpts/core" first');
  demand(setup > imports, "`simulator` is made on a line of its own, after the import");
  demand(first > setup, "what is measured comes after its setup");
  const statements = all.slice(0, setup + 1).map(({ statement }) => statement);
  demand(
    statements.some((statement) => statement.includes(MAKE)),
    "the simulator has 1000 particles of seed 1: randomParticles(1000, 1)",
  );
});

exercise("%time times one evolve", () => {
  const timed = lines().filter(({ magic }) => magic === "time");

  expect(timed.length, "one line begins with %time").toBe(1);
  expect(timed[0]?.statement, "%time is followed by the statement, and nothing else").toBe(EVOLVE);
});

exercise("%timeit repeats it 3 times, 1 loop each", () => {
  const line = lines().find(
    ({ magic, statement }) => magic === "timeit" && statement.includes("evolve"),
  );

  demand(line !== undefined, "a line begins with %timeit and evolves the simulator");
  const why = "only evolve is to be timed; the simulator is there already";
  expect(line.statement, why).toBe(EVOLVE);
  expect(line.options["r"], "-r is the number of repeats, 3").toBe("3");
  expect(line.options["n"], "-n is the number of loops in a repeat, 1").toBe("1");
});

exercise("%timeit finds its own number for what is short", () => {
  const line = lines().find(
    ({ magic, statement }) => magic === "timeit" && statement.startsWith("randomParticles"),
  );

  demand(line !== undefined, "a line begins with %timeit and makes random particles");
  expect(line.statement, "1000 random particles").toMatch(/^randomParticles\(1000,\d+\)$/);
  expect(line.options["n"], "without -n, %timeit finds a number that takes 0.2 s").toBe(undefined);
});
