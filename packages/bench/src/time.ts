/** The shell's `time`, for any command. */
export { type RunsInTurn, timeInTurn } from "./time/in-turn.ts";
export { type TimeOptions, time } from "./time/measure.ts";
export { CannotStart, type TimeResult, type Usage } from "./time/result.ts";
export { tableText } from "./time/table.ts";
export { TIME_FORMS, type TimeForm, timeText } from "./time/text.ts";
