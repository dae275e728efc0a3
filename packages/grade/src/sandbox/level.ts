/**
 * How much stands between the student's code and this machine.
 *
 *     L3  bubblewrap, seccomp, rlimits, control groups   everything; the other side can be frozen
 *     L2  bubblewrap, seccomp, rlimits                   no total of memory
 *     L1  another user, rlimits                          marks cannot be forged, harm is limited; no speed
 *     L0  a process                                      practice; never marks
 *
 * Whichever level: no expected value and no verdict is where the student's code runs.
 */
export type Level = 0 | 1 | 2 | 3;

export const LEVELS: readonly Level[] = [3, 2, 1, 0];

/** Below it there are no marks unless the teacher says so. */
export const DEFAULT_DEMAND: Level = 2;
