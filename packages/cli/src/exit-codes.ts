/** What the exit code of `hpts` says; the same for every command. */
export const EXIT = {
  ok: 0,
  /** Tests failed, a lab's content has faults, or what was asked for is not there yet. */
  notReached: 1,
  /** The command was called in a way that makes no sense. */
  usage: 2,
  /** Something is missing on this machine; bin/hpts.mjs says so before anything else is loaded. */
  environment: 3,
  /** A measurement too noisy to tell. */
  inconclusive: 4,
  /** The code that was to be measured crashed, or did not end. */
  crash: 5,
  /** A bug in hpts. */
  internal: 70,
  /** Stopped with Ctrl+C. */
  interrupted: 130,
} as const;

export const EXIT_CODES_HELP = `Exit codes:
  0 all is well     1 tests failed, content has faults, or it is not done yet
  2 wrong usage     3 something is missing on this machine
  4 too noisy to tell                5 measured code crashed or did not end
  70 a bug in hpts  130 stopped with Ctrl+C`;
