/** `hpts modelling`: no command, but nearly a lab, of which a command was wanted. */
import { readLabs, UsageError } from "@hpts/labkit/lab";
import { Command } from "commander";
import { type Context, currentContext } from "./context.ts";

/** A line that says so; none if no lab is called like that. */
export function labHint(word: string): string | undefined {
  const context = contextIfAny();
  if (context === undefined) return undefined;
  const ids = readLabs(context.root).labs.map(({ manifest }) => manifest.id);
  const id = closest(word.toLowerCase().replace(/^(lab-|labs\/)/, ""), ids);
  return id && `(${id} is a lab: ${context.command} watch ${id})`;
}

function contextIfAny(): Context | undefined {
  try {
    return currentContext();
  } catch (error) {
    if (error instanceof UsageError) return undefined; // outside the course
    throw error;
  }
}

/** As near as commander finds a command near, which it only tells in words. */
function closest(word: string, ids: readonly string[]): string | undefined {
  if (ids.includes(word)) return word;
  let said = "";
  const labs = new Command().exitOverride().configureOutput({
    outputError: (text) => {
      said = text;
    },
  });
  for (const id of ids) labs.command(id);
  try {
    labs.parse([word], { from: "user" });
  } catch {
    // it is unknown, of course
  }
  return /Did you mean (?:one of )?([^\s,?]+)/.exec(said)?.[1];
}
