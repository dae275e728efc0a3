/** A workbench of a test's own, on a copy of the course, and a browser to look at it with. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll } from "vitest";
import { startWorkbench, type Workbench } from "../../src/index.ts";
import { type CourseCopy, courseCopy } from "../measure/support/course-copy.ts";
import { openChromium } from "./chromium.ts";

export interface Bench extends CourseCopy {
  readonly workbench: Workbench;
  /** Opens a screen, such as "#/modeling", and fails the test for what the page complains about. */
  open(hash: string, options?: BrowserContextOptions): Promise<Page>;
}

const cleanUps: (() => Promise<unknown> | unknown)[] = [];
const complaints: string[] = [];

afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** What pages have complained about since the last call. */
export function takeComplaints(): string[] {
  return complaints.splice(0);
}

let browser: Promise<Browser> | undefined;

/** It ends with the test file. */
export async function makeBench(...labs: readonly string[]): Promise<Bench> {
  const course = courseCopy(...labs);
  cleanUps.push(() => course.remove());
  const workbench = await startWorkbench({
    root: course.root,
    diff: (_lab, exercise) => ({ diff: `--- yours\n+++ reference\n@@ ${exercise} @@\n-a\n+b\n` }),
    env: {},
    port: 0, // any that is free
  });
  cleanUps.push(() => workbench.close());
  return {
    ...course,
    workbench,
    async open(hash, options = {}) {
      if (browser === undefined) {
        browser = openChromium();
        cleanUps.push(async () => (await browser)?.close());
      }
      const context = await (await browser).newContext({
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(`${workbench.url}${hash}`);
      return page;
    },
  };
}
