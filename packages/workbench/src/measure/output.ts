/** What a program printed, for the page. */

const MOST_CHARS = 4000;

/** Both streams; the end of it, where it was much. */
export function lastOf({
  stdout,
  stderr,
}: {
  readonly stdout: string;
  readonly stderr: string;
}): string {
  const text = `${stdout}${stderr}`.trim();
  return text.length <= MOST_CHARS ? text : `… ${text.slice(-MOST_CHARS)}`;
}
