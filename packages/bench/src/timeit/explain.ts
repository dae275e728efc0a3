/** Errors of the code to time, in a line with their place in what the user wrote. */
import { basename } from "node:path";
import { type LoadedModule, NO_FILE } from "./load-module.ts";
import { type CodePlace, StatementError } from "./statement-error.ts";

/** Which lines of the module are the user's; lines are 0-based, columns too. */
export interface Layout {
  /** The module begins with the setup's imports, at their lines. */
  readonly importLines: number;
  readonly setupLine: number;
  readonly setupLines: number;
  readonly statementLine: number;
  readonly statementLines: number;
  /** The line of the statement in which something was put before its value. */
  readonly shifted: { readonly line: number; readonly fromColumn: number; readonly by: number };
}

interface BuildFault {
  readonly text: string;
  readonly location: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
  } | null;
}

/**
 * @param loaded none if the module could not be loaded
 * @param part which part threw; what the setup imports is a part of it
 */
export function explained(
  error: unknown,
  layout: Layout,
  loaded: LoadedModule | undefined,
  part: "code" | "setup" = "setup",
): StatementError {
  const [fault] = (error as { errors?: BuildFault[] } | undefined)?.errors ?? [];
  if (loaded === undefined && fault?.text !== undefined) return notBuilt(fault, layout);
  const found = error instanceof Error ? loaded?.placeIn(error.stack ?? "") : undefined;
  const message = messageOf(error, part);
  if (found === undefined || found.file.endsWith(NO_FILE)) {
    const place = found && placeOf(found.line - 1, found.column - 1, layout);
    return new StatementError("HPTS_BENCH_THREW", message, { place, cause: error });
  }
  const inFile = `${message} (${basename(found.file)}:${found.line}:${found.column})`;
  return new StatementError("HPTS_BENCH_THREW", inFile, { place: undefined, cause: error });
}

/** The code does not parse, or imports what is not there. */
function notBuilt({ text, location }: BuildFault, layout: Layout): StatementError {
  const isOurs = location?.file.endsWith(NO_FILE);
  const place = isOurs ? placeOf(location!.line - 1, location!.column, layout) : undefined;
  const where = location && !isOurs ? ` (${location.file}:${location.line})` : "";
  return new StatementError("HPTS_BENCH_NO_PARSE", text + where, { place });
}

function messageOf(error: unknown, part: "code" | "setup"): string {
  if (!(error instanceof Error)) return `the ${part} threw ${String(error)}`;
  const [first = ""] = error.message.split("\n");
  return `${error.name}: ${first}`;
}

/** @param line, column 0-based, in the module */
function placeOf(line: number, column: number, layout: Layout): CodePlace | undefined {
  const { importLines, setupLine, setupLines, statementLine, statementLines, shifted } = layout;
  if (line < importLines) return { part: "setup", line: line + 1, column: column + 1 };
  const inSetup = line - setupLine;
  if (inSetup >= 0 && inSetup < setupLines) {
    return { part: "setup", line: inSetup + 1, column: column + 1 };
  }
  const inStatement = line - statementLine;
  if (inStatement < 0 || inStatement >= statementLines) return undefined;
  // Not every name has a mark in the source map: what seems to lie in our words is the value's begin.
  const isShifted = inStatement === shifted.line && column >= shifted.fromColumn;
  const shown = isShifted ? Math.max(column - shifted.by, shifted.fromColumn) : column;
  return { part: "statement", line: inStatement + 1, column: shown + 1 };
}
