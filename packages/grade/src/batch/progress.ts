/** How far a long work is, in one line, and when it will be done. Pure: the clock is passed in. */

export interface Progress {
  readonly done: number;
  readonly toDo: number;
  readonly elapsedMs: number;
}

/** "37 of 200 graded, 12 a minute, 14 min left". */
export function progressText({ done, toDo, elapsedMs }: Progress): string {
  const counts = `${done} of ${toDo} graded`;
  if (done === 0 || elapsedMs <= 0) return counts;
  const perMinute = (done / elapsedMs) * 60_000;
  const rate = perMinute >= 10 ? perMinute.toFixed(0) : perMinute.toFixed(1);
  const left = done < toDo ? `, ${durationText(((toDo - done) / done) * elapsedMs)} left` : "";
  return `${counts}, ${rate} a minute${left}`;
}

/** In the largest unit that says enough: "40 s", "14 min", "3 h 5 min". */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
