import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type Running, unwrapped } from "./support/run.ts";
import { makeCourse } from "./support/temporary-course.ts";

const course = makeCourse();
afterEach(() => course.reset());

const ADDRESS = /http:\/\/127\.0\.0\.1:(\d+)\//;

/** The port it has said. */
async function started(args: readonly string[] = []): Promise<{ running: Running; port: number }> {
  const running = course.start(["start", "--no-open", ...args]);
  await running.waitFor("workbench");
  await running.waitFor("/\n");
  return { running, port: Number(ADDRESS.exec(running.stdout)![1]) };
}

function statusOf(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path: "/" }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    asked.once("error", reject).end();
  });
}

describe("hpts start", () => {
  test("shows the labs and the workbench's address, and answers there", async () => {
    const { running, port } = await started();

    expect(running.stdout).toContain("0 of 2 done");
    expect(await statusOf(port)).toBe(200);
    running.child.kill("SIGINT");
    expect((await running.ended).code).toBe(130);
    await expect(statusOf(port)).rejects.toThrow("ECONNREFUSED");
  });

  test("two of them run side by side, and both end", async () => {
    const [one, two] = [await started(), await started()];

    expect(one.port).not.toBe(two.port);
    for (const { running } of [one, two]) {
      running.child.kill("SIGTERM");
      expect((await running.ended).code).toBe(130);
    }
  });

  test("a port that is in use is named, and nothing else is shown", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as AddressInfo;

    const { code, stdout, stderr } = await course.hpts(["start", "--port", String(port)]);

    taken.close();
    expect(unwrapped(stderr)).toBe(
      `hpts: port ${port} is in use: choose another, or leave --port out\n`,
    );
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test.each(["0", "65536", "-1", "x", "80.5"])("--port %s is refused", async (port) => {
    const { code, stderr } = await course.hpts(["start", `--port=${port}`]);

    expect(stderr).toContain("--port must be a whole number from 1 to 65535");
    expect(code).toBe(2);
  });
});
