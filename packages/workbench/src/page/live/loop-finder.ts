/** Which loop does not end: a second worker runs the code once more, with a mark in each loop. */
import type { Place } from "@hpts/labkit/lab";
import type { FromWorker, Settings, ToWorker } from "../../worker/messages.ts";
import { post } from "../server.ts";

/** Beyond what the code is allowed; where nothing was found by then, it is no loop of the student's. */
const PATIENCE_MS = 10_000;

/** None if it cannot be known. */
export async function endlessLoop(
  lab: string,
  settings: Settings,
  places: Float64Array | undefined,
): Promise<Place | undefined> {
  const { version } = await post<{ version: number | null }>("/api/loop", { lab });
  if (version === null) return undefined;
  const worker = new Worker("/worker.js", { type: "module" });
  const tell = (message: ToWorker): void => worker.postMessage(message);
  let patience: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise((resolve) => {
      worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === "running") tell({ type: "step" });
        else if (data.type === "frame") tell({ type: "buffer", pixels: data.pixels });
        else if (data.type === "fault") resolve(placeOf(data.loop));
        else if (data.type === "busy") {
          clearTimeout(patience);
          patience = setTimeout(() => resolve(undefined), data.allowedMs + PATIENCE_MS);
        }
      });
      tell({ type: "settings", settings });
      if (places !== undefined) tell({ type: "places", places });
      const query = new URLSearchParams({ lab, version: String(version) });
      tell({ type: "load", version, url: `/live.js?${query}` });
    });
  } finally {
    clearTimeout(patience);
    worker.terminate();
  }
}

function placeOf(loop: string | undefined): Place | undefined {
  const [, file, line, column] = /^(.+):(\d+):(\d+)$/.exec(loop ?? "") ?? [];
  return file === undefined ? undefined : { file, line: Number(line), column: Number(column) };
}
