/** Magics about the session itself: names, history, help. */
import { wrap } from "@hpts/labkit/lab";
import { inspectName, magicHelp, stringForm, typeOf } from "../inspect-name.ts";
import type { Magic, MagicResult } from "../magic.ts";
import { parseOptions, splitWords, wholeNumber } from "../options.ts";
import { inputsInRanges } from "../ranges.ts";
import { ReplError } from "../repl-error.ts";
import type { Session } from "../session.ts";

const WIDTH = 80;

const HISTORY: Magic = {
  name: "hist",
  usage: "%hist [-n] [-l N] [ranges]",
  purpose: "the inputs so far: %hist -n 2-5",
  details: ["-n    with their numbers", "-l N  only the last N"],
  run: showHistory,
};

export const SESSION_MAGICS: readonly Magic[] = [
  { name: "who", usage: "%who [type]", purpose: "the names of the session", run: listNames },
  {
    name: "whos",
    usage: "%whos [type]",
    purpose: "the names of the session, with type and value",
    run: tableOfNames,
  },
  HISTORY,
  { ...HISTORY, name: "history", usage: "%history [-n] [-l N] [ranges]" },
  { name: "reset", usage: "%reset -f", purpose: "forget all names and results", run: reset },
  { name: "magic", usage: "%magic", purpose: "all magics, with a line each", run: describeMagics },
  { name: "lsmagic", usage: "%lsmagic", purpose: "the names of all magics", run: listMagics },
  {
    name: "pinfo",
    usage: "%pinfo name",
    purpose: "the same as name?",
    run: async (session, text) => {
      if (text === "") throw new ReplError("%pinfo needs a name");
      session.host.print(await inspectName(session, text, false));
      return undefined;
    },
  },
];

function namesOfType(session: Session, text: string): string[] {
  const types = splitWords(text);
  return session.names.filter(
    (name) => types.length === 0 || types.includes(typeOf(session.valueOf(name))),
  );
}

function listNames(session: Session, text: string): MagicResult {
  const names = namesOfType(session, text);
  session.host.print(names.length === 0 ? "Interactive namespace is empty." : names.join("\t "));
  return undefined;
}

function tableOfNames(session: Session, text: string): MagicResult {
  const names = namesOfType(session, text);
  if (names.length === 0) return listNames(session, text);
  const rows = names.map((name) => [name, typeOf(session.valueOf(name))] as const);
  const head = ["Variable", "Type"] as const;
  const widths = [0, 1].map((i) => Math.max(...[head, ...rows].map((row) => row[i]!.length)));
  const start = (row: readonly string[]): string =>
    row.map((cell, i) => cell.padEnd(widths[i]!)).join("   ");
  const room = Math.max(20, WIDTH - start(head).length - 3);
  session.host.print(
    [
      `${start(head)}   Data/Info`,
      "-".repeat(start(head).length + 12),
      ...rows.map((row) => `${start(row)}   ${stringForm(session.valueOf(row[0]), room)}`),
    ].join("\n"),
  );
  return undefined;
}

function showHistory(session: Session, text: string): MagicResult {
  const options = parseOptions(text, "nl:", "hist");
  const last = wholeNumber(options, "l", { least: 1, name: "hist" });
  const all = inputsInRanges(session.inputs, splitWords(options.rest), "hist");
  const shown = last === undefined ? all : all.slice(-last);
  if (shown.length === 0) return undefined;
  const lines = shown.map((input) => {
    const body = input.text.replace(/\n+$/, "");
    return options.flags.has("n") ? `${String(input.number).padStart(4)}: ${body}` : body;
  });
  session.host.print(lines.join("\n"));
  return undefined;
}

function reset(session: Session, text: string): MagicResult {
  const { flags } = parseOptions(text, "f", "reset");
  const count = session.names.length;
  if (!flags.has("f") && count > 0) {
    throw new ReplError(`%reset forgets ${count} name${count === 1 ? "" : "s"}: %reset -f does it`);
  }
  session.reset();
  return undefined;
}

function listMagics(session: Session): MagicResult {
  const { all } = session.magics;
  const line = (sign: string, magics: readonly Magic[]): string =>
    wrap(magics.map(({ name }) => sign + name).join(" "), WIDTH).join("\n");
  session.host.print(
    `Line magics:\n${line(
      "%",
      all.filter(({ run }) => run !== undefined),
    )}\n\n` +
      `Cell magics:\n${line(
        "%%",
        all.filter(({ runCell }) => runCell !== undefined),
      )}`,
  );
  return undefined;
}

function describeMagics(session: Session): MagicResult {
  const own = "name? tells about a name, name?? shows its source, %name? tells about a magic.";
  session.host.print([...session.magics.all.map(magicHelp), "", own].join("\n"));
  return undefined;
}
