import { expect, test } from "vitest";
import { startArguments } from "../bootstrap/start.mjs";

test.each([
  ["npm start", [], [], ["start"]],
  ["npm start -- --no-open", ["--no-open"], [], ["start", "--no-open"]],
  ["npm start --no-open", [], ["--no-open"], ["start", "--no-open"]],
  ["npm start -- --port 8080", ["--port", "8080"], [], ["start", "--port", "8080"]],
  ["npm start --port 8080", ["8080"], ["--port"], ["start", "--port", "8080"]],
  ["npm start -- --json", ["--json"], [], ["labs", "--json"]],
  ["npm start --json", [], ["--json"], ["labs", "--json"]],
  ["npm start -- watch modeling", ["watch", "modeling"], [], ["watch", "modeling"]],
])("%s is hpts with the right verb", (_call, rest, taken, wanted) => {
  expect(startArguments(rest, taken)).toEqual(wanted);
});
