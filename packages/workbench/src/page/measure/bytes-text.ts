/** 41_700_000 -> "39.8 MiB", with the digits that a person reads. */
export function bytesText(bytes: number): string {
  const size = Math.abs(bytes);
  const [value, unit] =
    size < 1024 ? [bytes, "B"] : size < 2 ** 20 ? [bytes / 1024, "KiB"] : [bytes / 2 ** 20, "MiB"];
  const digits = unit === "B" || Math.abs(value) >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${unit}`;
}
