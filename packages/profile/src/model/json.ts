/**
 * A profile as text: JSON with one column of a table on each line, typed arrays as plain arrays.
 *
 *     {"format":"hpts-profile","version":1,
 *     "meta":{"engine":"exact", ...},
 *     "frames":{
 *     "name":["(root)","evolve"],
 *     ...
 *
 * A field that this version does not know is left out when it is read, except in `meta`.
 */
import { ProfileError } from "../profile-error.ts";
import { checkProfile } from "./check.ts";
import type { Frames, Lines, Nodes, Profile, Timeline } from "./profile.ts";

export const FORMAT = "hpts-profile";
export const VERSION = 1;

type ColumnKind = "text" | "int" | "byte" | "double";
type Row = Record<string, unknown>;

/** Every column of every table. A new optional column needs a line here and nothing else. */
const COLUMNS = {
  frames: {
    name: "text",
    file: "text",
    line: "int",
    column: "int",
    kind: "byte",
    calls: "double",
  } satisfies Record<keyof Frames, ColumnKind>,
  nodes: {
    frame: "int",
    parent: "int",
    selfUs: "double",
    rawSelfUs: "double",
    calls: "double",
    foldedCalls: "double",
    waitUs: "double",
    callLine: "int",
  } satisfies Record<keyof Nodes, ColumnKind>,
  lines: {
    frame: "int",
    line: "int",
    hits: "double",
    selfUs: "double",
    totalUs: "double",
    bytes: "double",
  } satisfies Record<keyof Lines, ColumnKind>,
  timeline: { node: "int", durationUs: "double" } satisfies Record<keyof Timeline, ColumnKind>,
};
type TableName = keyof typeof COLUMNS;

/** @returns JSON that {@link parseProfile} turns into an equal profile */
export function printProfile(profile: Profile): string {
  const parts = [`"meta":${JSON.stringify(profile.meta)}`];
  for (const name of Object.keys(COLUMNS) as TableName[]) {
    const table = profile[name];
    if (table !== undefined) parts.push(printTable(name, table as unknown as Row));
  }
  if (profile.sources !== undefined) parts.push(`"sources":${JSON.stringify(profile.sources)}`);
  return `{"format":"${FORMAT}","version":${VERSION},\n${parts.join(",\n")}\n}\n`;
}

function printTable(name: TableName, table: Row): string {
  const columns = Object.keys(COLUMNS[name]).flatMap((column) => {
    const values = table[column] as ArrayLike<unknown> | undefined;
    if (values === undefined) return [];
    return [`${JSON.stringify(column)}:${JSON.stringify(Array.from(values))}`];
  });
  return `"${name}":{\n${columns.join(",\n")}}`;
}

/**
 * Reads what {@link printProfile} wrote, and checks all of it: whoever gets a profile from here need
 * not check it again.
 * @param where what to call the text in messages, usually the file's name
 * @throws ProfileError HPTS_PROFILE_FILE if it is empty, cut off, of another kind or version, or if
 *   its tables contradict each other
 */
export function parseProfile(text: string, where: string): Profile {
  const data = parseJson(text, where);
  checkKind(data, where);
  const read = (name: TableName): unknown =>
    data[name] === undefined ? undefined : readTable(name, data[name], where);
  const lines = read("lines") as Lines | undefined;
  const timeline = read("timeline") as Timeline | undefined;
  const profile: Profile = {
    meta: data["meta"] as Profile["meta"],
    frames: readTable("frames", data["frames"], where) as unknown as Frames,
    nodes: readTable("nodes", data["nodes"], where) as unknown as Nodes,
    ...(lines !== undefined && { lines }),
    ...(timeline !== undefined && { timeline }),
    ...(data["sources"] !== undefined && { sources: data["sources"] as Record<string, string> }),
  };
  checkProfile(profile, where);
  return profile;
}

function parseJson(text: string, where: string): Row {
  const trimmed = text.trim();
  if (trimmed === "") {
    throw wrong(
      where,
      "expected a profile, got an empty file. Was the program killed? Record again",
    );
  }
  let data: unknown;
  try {
    data = JSON.parse(trimmed);
  } catch (cause) {
    const isCut = trimmed.startsWith("{") && !trimmed.endsWith("}");
    const reason = isCut
      ? "the file ends in the middle: it was cut off. Record again, or copy it again"
      : `expected a profile, got text that is no JSON (${(cause as Error).message})`;
    throw wrong(where, reason, cause);
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw wrong(where, `expected a profile, got JSON that is ${describe(data)}`);
  }
  return data as Row;
}

function checkKind(data: Row, where: string): void {
  if (data["format"] !== FORMAT) {
    const what = otherKind(data);
    throw wrong(
      where,
      `expected a profile of hpts ("format":"${FORMAT}"), got ${what}. ` +
        "Profiles are made by: hpts profile -o prof.json program.ts",
    );
  }
  if (data["version"] !== VERSION) {
    throw wrong(
      where,
      `expected version ${VERSION} of the format, got ${JSON.stringify(data["version"])}. ` +
        "Read it with the hpts that wrote it, or record again",
    );
  }
}

function otherKind(data: Row): string {
  if (Array.isArray(data["nodes"]) && "timeDeltas" in data) return "a .cpuprofile of V8";
  if ("head" in data && "samples" in data) return "a .heapprofile of V8";
  if (String(data["$schema"]).includes("speedscope")) return "a file of speedscope";
  return "another kind of JSON";
}

function readTable(name: TableName, value: unknown, where: string): Row {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrong(where, `expected a table "${name}", got ${describe(value)}`);
  }
  const table: Row = {};
  for (const [column, kind] of Object.entries(COLUMNS[name]) as [string, ColumnKind][]) {
    const values = (value as Row)[column];
    if (values !== undefined) table[column] = readColumn(values, kind, `${name}.${column}`, where);
  }
  return table;
}

function readColumn(values: unknown, kind: ColumnKind, column: string, where: string): unknown {
  if (!Array.isArray(values)) {
    throw wrong(where, `${column}: expected a list, got ${describe(values)}`);
  }
  const accepts = ACCEPTS[kind];
  const at = values.findIndex((value) => !accepts.test(value));
  if (at !== -1) {
    throw wrong(where, `${column}[${at}]: expected ${accepts.says}, got ${describe(values[at])}`);
  }
  if (kind === "text") return values;
  if (kind === "double") return Float64Array.from(values as number[]);
  return kind === "int" ? Int32Array.from(values as number[]) : Uint8Array.from(values as number[]);
}

const ACCEPTS: Record<ColumnKind, { says: string; test: (value: unknown) => boolean }> = {
  text: { says: "text", test: (value) => typeof value === "string" },
  int: {
    says: "a 32-bit integer",
    test: (value) => Number.isInteger(value) && value === ~~(value as number),
  },
  byte: {
    says: "an integer from 0 to 255",
    test: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 256,
  },
  double: { says: "a number", test: (value) => Number.isFinite(value) },
};

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

function wrong(where: string, what: string, cause?: unknown): ProfileError {
  return new ProfileError("HPTS_PROFILE_FILE", `${where}: ${what}`, { cause });
}
