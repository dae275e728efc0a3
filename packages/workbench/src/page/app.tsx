/** What is around every screen: the way home, the keys, and what is said in passing. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { isConnected } from "./events.ts";
import { bind, currentBindings, onKeyDown } from "./keys.ts";
import { Dialog } from "./lab/dialogs.tsx";
import { LabPage } from "./lab/lab-page.tsx";
import { LabsPage } from "./labs/labs-page.tsx";
import { go, hashOf, route } from "./router.ts";
import { notice } from "./say.ts";

export function App(): JSX.Element {
  const isHelpOpen = useSignal(false);
  useLayoutEffect(() => {
    document.addEventListener("keydown", onKeyDown);
    const unbind = bind([
      { key: "l", does: "the list of labs", run: () => go({ screen: "labs" }) },
      {
        key: "?",
        does: "these keys",
        run: () => {
          isHelpOpen.value = true;
        },
      },
    ]);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      unbind();
    };
  }, []);
  const at = route.value;
  useEffect(() => {
    document.title =
      at.screen === "labs"
        ? "High-Performance TypeScript"
        : `${at.lab}: High-Performance TypeScript`;
  }, [at]);
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        Skip to the content
      </button>
      <header>
        <a class="home" href={hashOf({ screen: "labs" })}>
          hpts
        </a>
        {at.screen === "lab" && <span class="crumb">{at.lab}</span>}
        <button
          type="button"
          class="keys"
          onClick={() => {
            isHelpOpen.value = true;
          }}
        >
          Keys <kbd>?</kbd>
        </button>
      </header>
      {!isConnected.value && (
        <p class="banner fault" role="alert">
          ✗ The workbench does not answer. Start it again in its terminal: <code>npm start</code>
        </p>
      )}
      <main id="main" tabIndex={-1}>
        {at.screen === "labs" ? <LabsPage /> : <LabPage lab={at.lab} tab={at.tab} />}
      </main>
      <div class="notice" role="status">
        {notice.value !== undefined && (
          <p class={notice.value.isFault ? "fault" : ""}>
            {notice.value.isFault ? "✗ " : ""}
            {notice.value.text}
          </p>
        )}
      </div>
      {isHelpOpen.value && (
        <Dialog
          title="Keys"
          onClose={() => {
            isHelpOpen.value = false;
          }}
        >
          <dl class="key-list">
            {[...new Map(currentBindings().map((one) => [one.key, one])).values()].map((one) => (
              <div key={one.key}>
                <dt>
                  <kbd>{one.key}</kbd>
                </dt>
                <dd>{one.does}</dd>
              </div>
            ))}
          </dl>
          <p class="quiet">Enter opens what has the focus, Escape closes this.</p>
        </Dialog>
      )}
    </>
  );
}

/** No link: the address says which screen is shown, and a place in the page would change it. */
function skip(): void {
  document.getElementById("main")?.focus();
}
