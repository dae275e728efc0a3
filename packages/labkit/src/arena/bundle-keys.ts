/** Under these registered symbols, the child process lays out what bundled test files import. */
export const VITEST_KEY = "hpts.arena.vitest";
export const SUBJECT_KEY = "hpts.arena.subject";
