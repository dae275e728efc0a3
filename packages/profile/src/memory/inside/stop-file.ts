/** In the run's folder: the signal that was sent to the program, by the one who runs it. */
export const STOP_FILE = "stop";
