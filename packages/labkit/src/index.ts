/** What a starter imports. It loads nothing else, so that `tsx starter/file.ts` stays quick. */
export { Todo, todo } from "./todo.ts";
