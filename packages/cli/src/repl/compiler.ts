/**
 * esbuild, which works in a process of its own that ^C in a terminal ends together with what was
 * running: then it is started again.
 */
import { build, stop, transform } from "esbuild";

/** What esbuild says when its process is gone. */
const GONE = /^The service (was stopped|is no longer running)/;

export const buildCode: typeof build = (options) => withService(() => build(options));

export const transformCode: typeof transform = (source, options) =>
  withService(() => transform(source, options));

async function withService<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !GONE.test(error.message)) throw error;
    await stop();
    return work();
  }
}
