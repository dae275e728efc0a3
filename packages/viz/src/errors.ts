/** What callers of this package can handle; everything else is a RangeError, or the system's. */
export type VizErrorCode = "HPTS_VIZ_FILE_KIND" | "HPTS_VIZ_NO_FFMPEG" | "HPTS_VIZ_FFMPEG_FAILED";

export class VizError extends Error {
  readonly code: VizErrorCode;

  constructor(code: VizErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = "VizError";
    this.code = code;
  }
}
