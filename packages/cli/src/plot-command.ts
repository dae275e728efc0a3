/** The arguments of `hpts plot`: a chart of results. */
import { type Command, Option } from "commander";

export const PLOT_EXAMPLES: readonly string[] = [
  "hpts plot .hpts/bench/history.jsonl",
  "hpts plot run.json -o growth.svg",
  "hpts plot before.jsonl after.jsonl -o both.html",
  "hpts plot mprofile_20260102030405.dat --table",
];

const MORE = `
What to draw, the content says: runs of hpts bench, what hpts compare --json
prints, or files of hpts memory run (and mprof). - is stdin:
hpts bench sort.bench.ts --n 1e3..1e6 --json | hpts plot - -o growth.svg

  scaling        time against size, with the growth that fits (cases with n)
  distribution   how times scatter, and which share took at most so long
  history        medians over runs (a file with several runs)
  warmup         one case's batches in their order, collections shaded
  speedup        how many times as fast, against --tiers
  memory         resident memory and heap over time

Of several files with runs, the last run of each counts, and they are laid over
each other; with --kind history, all runs.

The kind of a file is told by its suffix:
  .svg   a picture with text, light or dark as the reader's system is
  .png   pixels, the same on every machine
  .html  one page that works offline: values at each point, series to hide

Without -o, --table or --json it is drawn in the terminal; HPTS_ASCII=1 does so
with plain characters.`;

export const PLOT_KINDS = [
  "scaling",
  "distribution",
  "history",
  "warmup",
  "speedup",
  "memory",
] as const;

/** @param command "plot <files...>", with its examples */
export function addPlot(command: Command): void {
  command
    .option("-o, --output <file>", "write it into a file: .svg, .png or .html")
    .addOption(new Option("--kind <kind>", "which chart").choices(PLOT_KINDS))
    .option("--table", "print the data as a table")
    .option("--json", "print the data as JSON: seconds, bytes, shares")
    .option("--case <name>", 'which case, as "sort n=1000"; for warmup')
    .addOption(new Option("--metric <metric>", "which time").choices(["wall", "cpu"]))
    .option("--tiers <ratios>", "bronze, silver and gold for speedup, as 1.1,1.25,1.6")
    .option("--title <text>", "what stands above it")
    .option("--width <px>", "of the picture, 260 to 4000", "760")
    .addOption(new Option("--theme <theme>", "colours of a .png").choices(["light", "dark"]))
    .addHelpText("after", MORE)
    .action(async (files, options) => (await import("./commands/plot.ts")).plot(files, options));
}
