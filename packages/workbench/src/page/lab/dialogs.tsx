/** The two questions and answers that need the whole page: the difference, and the reset. */
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { difference, question, resetNow } from "./verbs.ts";

export function Dialogs(): JSX.Element {
  return (
    <>
      <DiffDialog />
      <ResetDialog />
    </>
  );
}

function DiffDialog(): JSX.Element | null {
  const shown = difference.value;
  const close = (): void => {
    difference.value = undefined;
  };
  if (shown === undefined) return null;
  const lines = shown.diff.trimEnd().split("\n");
  return (
    <Dialog title={`${shown.exercise}: yours and the reference`} onClose={close}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre class="diff" tabIndex={0}>
        {lines.map((line, i) => (
          <span key={i} class={kindOf(line)}>
            {`${line}\n`}
          </span>
        ))}
      </pre>
      <button type="button" onClick={close}>
        Close
      </button>
    </Dialog>
  );
}

function kindOf(line: string): string {
  if (/^(---|\+\+\+)/.test(line)) return "head";
  if (line.startsWith("@@")) return "hunk";
  if (line.startsWith("-")) return "yours";
  return line.startsWith("+") ? "theirs" : "";
}

function ResetDialog(): JSX.Element | null {
  const asked = question.value;
  const close = (): void => {
    question.value = undefined;
  };
  if (asked === undefined) return null;
  const files = asked.files.map((file) => `starter/${file}`).join(", ");
  return (
    <Dialog title={`Reset ${asked.exercise}?`} onClose={close}>
      <p>
        {files} becomes what was handed out. That is the work of {asked.exercises.join(", ")}. What
        you have written is kept aside.
      </p>
      <div class="verbs">
        {/* First, so that it has the focus: x and Enter must not take work away. */}
        <button type="button" onClick={close}>
          Leave it
        </button>
        <button type="button" onClick={() => resetNow(asked)}>
          Reset
        </button>
      </div>
    </Dialog>
  );
}

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * The browser's own: it keeps the focus inside, and Escape closes it. That it was closed is told in
 * the next frame; who has left by then is not told, for another dialog may be open.
 */
export function Dialog({ title, onClose, children }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  // At once, so that a key that follows finds it, and what has the focus.
  useLayoutEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    shown.addEventListener("close", onClose);
    return () => {
      shown.removeEventListener("close", onClose);
      shown.close();
    };
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="dialog-heading">
      <h2 id="dialog-heading">{title}</h2>
      {children}
    </dialog>
  );
}
