/** Answers of the inspector of this process. */
import type { Session } from "node:inspector";

/** An answer of the session's own process comes before `post` returns. @throws what it says */
export function answerOf<T>(session: Session, method: string, params: object = {}): T {
  let answer: { value: T } | { error: Error } | undefined;
  session.post(method, params, (error, value) => {
    answer = error === null ? { value: value as T } : { error };
  });
  if (answer === undefined) throw new Error(`${method} did not answer`);
  if ("error" in answer) throw answer.error;
  return answer.value;
}
