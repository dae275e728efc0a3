/**
 * The server's events, as they come. While the stream is open the server knows that this page is about
 * a lab; it is opened again when it breaks, and when another lab is shown.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { WorkbenchEvent } from "../protocol.ts";
import { isOfEarlierStart, openStream, ServerError } from "./server.ts";

type Listener = (event: WorkbenchEvent) => void;

const listeners = new Set<Listener>();
const connected = signal(true);
/** False while the server cannot be reached. */
export const isConnected: ReadonlySignal<boolean> = connected;

/** What a new start of the workbench answers to a page of an earlier one, among others. */
const REFUSED = 403;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

let open = new AbortController();

/** @returns what ends it */
export function onEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** From now on the page is about this lab, or about none. */
export function follow(lab: string | undefined): void {
  open.abort();
  open = new AbortController();
  void keepOpen(lab, open.signal);
}

async function keepOpen(lab: string | undefined, signal: AbortSignal): Promise<void> {
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    try {
      const stream = await openStream("/api/events", { lab: lab ?? null }, signal);
      connected.value = true;
      waitMs = FIRST_WAIT_MS;
      await readLines(stream, (line) => {
        const event = JSON.parse(line) as WorkbenchEvent;
        for (const listener of [...listeners]) listener(event);
      });
    } catch (error) {
      // Only then: a page that is refused for another reason would be loaded again without an end.
      if (isRefusal(error, REFUSED) && (await isOfEarlierStart())) return location.reload();
      // else the same as an end: try again
    }
    if (signal.aborted) return;
    connected.value = false;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waitMs = Math.min(LONGEST_WAIT_MS, 2 * waitMs);
  }
}

function isRefusal(error: unknown, status: number): boolean {
  return error instanceof ServerError && error.status === status;
}

async function readLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: (line: string) => void,
): Promise<void> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") onLine(line);
  }
}
