/** Short messages at the foot of the page, read out to whoever does not see them. */
import { type ReadonlySignal, signal } from "@preact/signals";

export interface Notice {
  readonly text: string;
  readonly isFault: boolean;
}

const SHOWN_MS = 6_000;
const current = signal<Notice | undefined>(undefined);
export const notice: ReadonlySignal<Notice | undefined> = current;

let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string, isFault = false): void {
  clearTimeout(timer);
  current.value = { text, isFault };
  timer = setTimeout(() => {
    current.value = undefined;
  }, SHOWN_MS);
}

/** Runs something that may be refused, and says so if it is. */
export async function saying<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
    return undefined;
  }
}
