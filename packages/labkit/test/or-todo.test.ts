import { afterEach, expect, test, vi } from "vitest";
import { orTodo, todo } from "../src/index.ts";

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

test("unwritten work is one line with its place, and the exit code is 1", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});

  await orTodo(() => todo("M1: write it"));

  expect(process.exitCode).toBe(1);
  expect(said).toHaveBeenCalledOnce();
  expect(said.mock.calls[0]![0]).toMatch(
    /^Not written yet: M1: write it {2}\(.*or-todo\.test\.ts:\d+:\d+\)$/,
  );
});

test("any other error stays what it is", async () => {
  const broken = orTodo(async () => {
    throw new Error("another");
  });

  await expect(broken).rejects.toThrow("another");
});
