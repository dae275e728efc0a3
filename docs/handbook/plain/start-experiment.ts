/**
 * Loads an experiment as a classic script, which a page of a disk may load as well, and runs it in
 * its place. A script calls `globalThis.hptsExperiment(name, mount)`.
 */

/** @returns how to end it */
export type Mount = (host: HTMLElement) => () => void;

interface Registry {
  hptsExperiment?: (name: string, mount: Mount) => void;
}

const loaded = new Map<string, Promise<Mount>>();

/** @param folder where the scripts are, with "/" at its end */
export async function startExperiment(
  host: HTMLElement,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const name = host.dataset["experiment"] ?? "";
  const mount = loaded.get(name) ?? load(name, `${folder}${name}.js`);
  loaded.set(name, mount);
  try {
    const run = await mount;
    if (!signal.aborted) signal.addEventListener("abort", run(host));
  } catch (error) {
    host.textContent = `This experiment cannot run here: ${String(error)}`;
  }
}

function load(name: string, src: string): Promise<Mount> {
  const mounts = new Map<string, Mount>();
  const registry = globalThis as Registry;
  const before = registry.hptsExperiment;
  registry.hptsExperiment = (own, mount) => {
    mounts.set(own, mount);
    before?.(own, mount);
  };
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.addEventListener("load", () => {
      const mount = mounts.get(name);
      if (mount) resolve(mount);
      else reject(new Error(`${src} has no experiment "${name}"`));
    });
    script.addEventListener("error", () => reject(new Error(`${src} cannot be loaded`)));
    document.head.append(script);
  });
}
