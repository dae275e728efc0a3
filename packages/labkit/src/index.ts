/** What a starter imports. It loads nothing else, so that `tsx starter/file.ts` stays quick. */
export { orTodo } from "./or-todo.ts";
export { Todo, todo } from "./todo.ts";
