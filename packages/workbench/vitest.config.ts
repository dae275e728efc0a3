import { packageConfig } from "../../vitest.package.ts";

const config = packageConfig(import.meta.dirname);
const LONG_MS = 180_000;

/** Each file has a browser, a server and processes that measure: two at a time are too many. */
export default {
  ...config,
  test: { ...config.test, fileParallelism: false, testTimeout: LONG_MS, hookTimeout: LONG_MS },
};
