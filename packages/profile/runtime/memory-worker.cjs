/** The worker of memory-inside.cjs: asks the program's thread for its heap at regular times. */
"use strict";
const { appendFileSync } = require("node:fs");
const { Session } = require("node:inspector");
const { workerData } = require("node:worker_threads");
const { state, file, pid } = workerData;
const intervalMs = Number(process.env.HPTS_MEMORY_INTERVAL_MS) || 50;
const EXPRESSION = 'globalThis[Symbol.for("hpts.memory.reading")]()';

// Where nobody can read resident memory from outside, it is read here.
if (process.env.HPTS_MEMORY_RSS === "1") {
  setInterval(() => {
    const mib = (process.memoryUsage.rss() / 1048576).toFixed(6);
    append(`MEM ${mib} ${(Date.now() / 1000).toFixed(4)}\n`);
  }, intervalMs);
}

if (Atomics.compareExchange(state, 0, 0, 1) === 0) connect();

function connect() {
  const session = new Session();
  let timer;
  try {
    session.connectToMainThread();
    let isWaiting = false;
    timer = setInterval(() => {
      if (isWaiting) return;
      isWaiting = true;
      session.post(
        "Runtime.evaluate",
        { expression: EXPRESSION, returnByValue: true, silent: true },
        (error, answer) => {
          isWaiting = false;
          const text = error === null ? answer.result.value : undefined;
          if (typeof text === "string") append(text);
        },
      );
    }, intervalMs);
  } catch {
    append(`NOTE ${pid} this Node cannot read its heap while it is busy\n`);
  }
  const letGo = () => {
    clearInterval(timer);
    try {
      session.disconnect();
    } catch {
      // never connected
    }
    Atomics.store(state, 1, 1);
    Atomics.notify(state, 1);
  };
  const { value } = Atomics.waitAsync(state, 0, 1);
  if (typeof value === "string") letGo();
  else value.then(letGo);
}

function append(text) {
  try {
    appendFileSync(file, text);
  } catch {
    // The program must not fail because its measurement does.
  }
}
