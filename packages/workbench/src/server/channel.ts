/**
 * The one way from the server to its pages: events, a line of JSON each, in the answer to a POST that
 * stays open as long as the page does. Which lab a page is about is known from it, and that a page
 * has left by its end.
 */
import type { ServerResponse } from "node:http";
import type { WorkbenchEvent } from "../protocol.ts";
import { headersOf } from "./answer.ts";

interface Listener {
  readonly lab: string | undefined;
  readonly response: ServerResponse;
}

/** So that both ends notice a connection that died. */
const BEAT_MS = 15_000;

export class Channel {
  readonly #listeners = new Set<Listener>();
  readonly #beat: NodeJS.Timeout;

  constructor() {
    this.#beat = setInterval(() => this.#write([...this.#listeners], "\n"), BEAT_MS);
    this.#beat.unref();
  }

  /**
   * @param lab the one that the page is about; events of other labs are not for it
   * @param now what the page has missed
   * @param onLeave when the page has gone
   */
  open(
    response: ServerResponse,
    lab: string | undefined,
    now: readonly WorkbenchEvent[],
    onLeave: () => void,
  ): void {
    const listener = { lab, response };
    this.#listeners.add(listener);
    response.writeHead(200, headersOf("application/x-ndjson; charset=utf-8"));
    response.flushHeaders();
    for (const event of now) this.#write([listener], `${JSON.stringify(event)}\n`);
    response.once("close", () => {
      this.#listeners.delete(listener);
      onLeave();
    });
  }

  /** To every page that it concerns. */
  send(event: WorkbenchEvent): void {
    const concerned = [...this.#listeners].filter(
      ({ lab }) => !("lab" in event) || event.lab === lab,
    );
    this.#write(concerned, `${JSON.stringify(event)}\n`);
  }

  /** Whether any page is about this lab. */
  hasPageOf(lab: string): boolean {
    return [...this.#listeners].some((one) => one.lab === lab);
  }

  close(): void {
    clearInterval(this.#beat);
    for (const { response } of this.#listeners) response.end();
    this.#listeners.clear();
  }

  #write(listeners: readonly Listener[], text: string): void {
    for (const { response } of listeners) response.write(text);
  }
}
