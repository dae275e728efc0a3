/** Asks the server: reading with GET, everything that does something with POST and the page's token. */

/** The server refused, or was not reached; the message is for the person. */
export class ServerError extends Error {
  /** Of http; none if there was no answer. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

const tokenIn = (page: Document): string =>
  page.querySelector<HTMLMetaElement>('meta[name="hpts-token"]')?.content ?? "";

/** Whether the workbench was started again since this page was loaded; false if it does not answer. */
export async function isOfEarlierStart(): Promise<boolean> {
  const response = await fetch("/", { cache: "no-store" }).catch(() => undefined);
  if (!response?.ok) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return tokenIn(page) !== tokenIn(document);
}

export async function read<T>(
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<T> {
  const search = new URLSearchParams(query).toString();
  return answerOf(fetch(search === "" ? path : `${path}?${search}`));
}

export function post<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
  return answerOf(send(path, body, signal));
}

/** The answer stays open: its body is read as it comes. */
export async function openStream(
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await send(path, body, signal);
  if (!response.ok || response.body === null) throw await errorOf(response);
  return response.body;
}

function send(path: string, body: object, signal?: AbortSignal): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-hpts-token": tokenIn(document) },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

async function answerOf<T>(asked: Promise<Response>): Promise<T> {
  const response = await asked.catch(() => {
    throw new ServerError("the workbench does not answer: is it still running in its terminal?");
  });
  if (response.ok) return (await response.json()) as T;
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<ServerError> {
  const { error } = (await response.json().catch(() => ({}))) as { error?: string };
  return new ServerError(error ?? `the workbench answered ${response.status}`, response.status);
}
