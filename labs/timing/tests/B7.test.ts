import { exercise } from "@hpts/labkit/test";
import { driveSession } from "./bench/drive-session.ts";
import {
  findsItsNumber,
  repeatsThreeTimes,
  setsUpFirst,
  timesOnce,
} from "./bench/session-checks.ts";

exercise("sets up before it measures", async () => {
  setsUpFirst(await driveSession());
});

exercise("%time times one evolve", async () => {
  timesOnce(await driveSession());
});

exercise("%timeit repeats it 3 times, 1 loop each", async () => {
  repeatsThreeTimes(await driveSession());
});

exercise("%timeit finds its own number for what is short", async () => {
  findsItsNumber(await driveSession());
});
