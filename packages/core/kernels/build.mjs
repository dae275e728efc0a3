/**
 * Compiles the kernels and writes ../src/wasm/bytes.ts:   node packages/core/kernels/build.mjs
 *
 * Two modules come of the same source. They differ in one property of the memory that they import:
 * threads need a shared one, and copying into shared memory is slower than into one's own.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sourceHash } from "./source-hash.mjs";

const ASSEMBLYSCRIPT = "assemblyscript@0.28.20";

/** Pages of 64 KiB: ../src/wasm/layout.ts must fit into them. */
const PAGES = 64;

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "src", "wasm", "bytes.ts");

const OPTIONS = [
  ...["-O3", "--noAssert", "--runtime", "stub", "--use", "abort="],
  ...["--enable", "simd", "--importMemory", "--memoryBase", "1024"],
  ...["--initialMemory", String(PAGES), "--maximumMemory", String(PAGES)],
];

function compile(outFile, extra) {
  const asc = ["exec", "--yes", "--package", ASSEMBLYSCRIPT, "--", "asc"];
  const args = [...asc, join(here, "index.ts"), ...OPTIONS, ...extra, "-o", outFile];
  // npm is a script, on Windows a .cmd: the shell finds it. No argument contains what a user types.
  execFileSync("npm", args.map(quoted), { stdio: "inherit", shell: process.platform === "win32" });
  return readFileSync(outFile).toString("base64");
}

const quoted = (text) => (process.platform === "win32" ? `"${text}"` : text);

const folder = mkdtempSync(join(tmpdir(), "hpts-kernels-"));
const own = compile(join(folder, "own.wasm"), []);
const shared = compile(join(folder, "shared.wasm"), ["--enable", "threads", "--sharedMemory"]);
rmSync(folder, { recursive: true });

const lines = (base64) => base64.match(/.{1,90}/g).map((line) => `  "${line}",`);
writeFileSync(
  target,
  [
    "/** Made by kernels/build.mjs from kernels/*.ts; not to be edited. */",
    "",
    "/** The hash of the sources that these bytes were made from. */",
    `export const SOURCE_HASH = "${sourceHash(here)}";`,
    "",
    "/** Imports a memory of its own. Base64. */",
    "export const OWN_MEMORY_MODULE: string = [",
    ...lines(own),
    '].join("");',
    "",
    "/** Imports a shared memory. Base64. */",
    "export const SHARED_MEMORY_MODULE: string = [",
    ...lines(shared),
    '].join("");',
    "",
  ].join("\n"),
);
