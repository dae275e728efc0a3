/** What callers of this package can handle; everything else is a RangeError, or the system's. */
export type VizErrorCode =
  /** A suffix that is no kind of file for this. */
  | "HPTS_VIZ_FILE_KIND"
  /** A video is asked for, and ffmpeg is not there. */
  | "HPTS_VIZ_NO_FFMPEG"
  /** ffmpeg ended with an error; its last words are in the message. */
  | "HPTS_VIZ_FFMPEG_FAILED";

export class VizError extends Error {
  readonly code: VizErrorCode;

  constructor(code: VizErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = "VizError";
    this.code = code;
  }
}
