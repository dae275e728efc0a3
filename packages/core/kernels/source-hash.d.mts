/** A hash of every kernel source in the folder, line ends aside. */
export function sourceHash(folder: string): string;
