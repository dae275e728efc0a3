/**
 * Nothing to write here: it prints the lines of session.ts, for the prompt to read.
 *
 *     pnpm tsx labs/timing/starter/print-session.ts | pnpm hpts repl
 */
import { orTodo } from "@hpts/labkit";
import { session } from "./session.ts";

await orTodo(() => console.log(session().join("\n")));
