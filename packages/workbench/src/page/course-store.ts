/** What the page knows of the labs; read anew when the server says that something has changed. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { CourseState } from "../protocol.ts";
import { onEvent } from "./events.ts";
import { saying } from "./say.ts";
import { read } from "./server.ts";

const current = signal<CourseState | undefined>(undefined);
export const course: ReadonlySignal<CourseState | undefined> = current;

export async function readCourse(): Promise<void> {
  current.value = (await saying(read<CourseState>("/api/labs"))) ?? current.value;
}

onEvent(({ type }) => {
  if (type === "progress") void readCourse();
});
