import { describe, expect, test } from "vitest";
import { readArguments, UsageError } from "../bootstrap/arguments.mjs";

const LABS = ["lab-modeling", "lab-profiling", "lab-testing", "lab-timing"];
const UNDER_NPM = { npm_config_user_agent: "npm/11.0.0 node/v20" };
const UNDER_PNPM = { npm_config_user_agent: "pnpm/12.0.0" };

function selected(args: string[], env: Record<string, string> = UNDER_PNPM): string[] {
  const { workspaces } = readArguments("test", args, env);
  return workspaces.map(({ name }: { name: string }) => name);
}

function refused(args: string[], task = "test"): { message: string; exitCode: number } {
  try {
    readArguments(task, args, UNDER_PNPM);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return error as UsageError;
  }
  throw new Error(`${args.join(" ")} was not refused`);
}

describe("what npm test and pnpm test may be followed by", () => {
  test("nothing means everything", () => {
    expect(readArguments("test", [], UNDER_PNPM)).toMatchObject({ workspaces: [], strict: false });
  });

  test.each([
    [["--filter", "lab-testing"]],
    [["--filter=lab-testing"]],
    [["-F", "lab-testing"]],
    [["--", "--filter", "lab-testing"]],
    [["--filter", "./labs/testing"]],
    [["--filter", "labs/testing/"]],
  ])("a workspace by name or folder: %j", (args) => {
    expect(selected(args)).toEqual(["lab-testing"]);
  });

  test("patterns and several filters select several workspaces, each once", () => {
    expect(selected(["--filter", "lab-*"])).toEqual(LABS);
    expect(selected(["--filter=lab-*", "--filter=@hpts/core", "--filter=lab-testing"])).toEqual([
      ...LABS,
      "@hpts/core",
    ]);
  });

  test("an option that npm has swallowed for want of a -- is taken back", () => {
    const asWord = { ...UNDER_NPM, npm_config_filter: "true" };
    const asValue = { ...UNDER_NPM, npm_config_filter: "lab-testing", npm_config_strict: "true" };

    expect(selected(["lab-testing"], asWord)).toEqual(["lab-testing"]);
    expect(selected([], asValue)).toEqual(["lab-testing"]);
    expect(readArguments("test", [], asValue).strict).toBe(true);
    expect(selected([], { ...asValue, npm_config_filter: "lab-testing\n\n@hpts/core" })).toEqual([
      "lab-testing",
      "@hpts/core",
    ]);
    expect(selected([], { ...UNDER_PNPM, npm_config_filter: "lab-testing" })).toEqual([]);
  });

  test("--strict and --force are passed on, exercises too with one lab", () => {
    const args = ["--filter", "lab-modeling", "M2", "m3", "--strict", "--force"];

    expect(readArguments("test", args, UNDER_PNPM)).toMatchObject({
      strict: true,
      force: true,
      exercises: ["M2", "m3"],
    });
  });
});

describe("what is refused, with a reason", () => {
  test("a workspace that does not exist, with a list of those there are", () => {
    const { message, exitCode } = refused(["--filter", "lab-tesing"]);

    expect(message).toContain('No workspace matches "lab-tesing". There are:');
    expect(message).toContain("  lab-testing\n");
    expect(message).toMatch(/\nDid you mean lab-testing\?$/);
    expect(exitCode).toBe(2);
  });

  test.each([
    ["lab-testin", "lab-testing"],
    ["modelling", "lab-modeling"],
    ["Testing", "lab-testing"],
    ["@hpts/cor", "@hpts/core"],
  ])("--filter %s is near to %s, which is suggested", (filter, name) => {
    expect(refused(["--filter", filter]).message).toContain(`Did you mean ${name}?`);
  });

  test("a filter that is near to nothing gets no suggestion", () => {
    expect(refused(["--filter", "xyzzy"]).message).not.toContain("Did you mean");
  });

  test("a filter without a workspace", () => {
    expect(refused(["--filter"]).message).toContain("--filter needs a workspace");
  });

  test("a lab without --filter, with the right call", () => {
    expect(refused(["lab-testing"]).message).toBe("Did you mean: npm test -- --filter lab-testing");
    expect(refused(["testing"], "test:solution").message).toBe(
      "Did you mean: npm run test:solution -- --filter lab-testing",
    );
    expect(refused(["modelling"]).message).toBe("Did you mean: npm test -- --filter lab-modeling");
  });

  test("anything else, with what is understood", () => {
    const { message } = refused(["--watch"]);

    expect(message).toContain('"--watch" is not understood here.');
    expect(message).toContain("--filter <workspace>");
  });

  test("exercises without a lab, or with two", () => {
    expect(refused(["M2"]).message).toContain("Exercises (M2) need a --filter with one lab");
    expect(refused(["--filter", "lab-*", "M2"]).message).toContain("with one lab");
  });

  test("what is understood is said of the task that was called", () => {
    expect(refused(["--bogus"]).message).toContain("Usage: npm test ");
    expect(refused(["--bogus"], "test:solution").message).toContain(
      "Usage: npm run test:solution ",
    );
    expect(refused(["--bogus"], "test:solution").message).not.toMatch(/npm test(?!:)/);
  });

  test.each([
    ["test", ["--help"]],
    ["test", ["--filter"]],
    ["test", ["M2"]],
    ["test", ["--filter", "lab-tesing"]],
    ["test:solution", ["--help"]],
    ["test:solution", ["--bogus"]],
  ])("no line is wider than 80 columns: %s %j", (task, args) => {
    const lines = refused(args, task).message.split("\n");

    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test("--help is help, and no mistake", () => {
    expect(refused(["--help"])).toMatchObject({ exitCode: 0 });
  });
});
