export function hashOfNumber(value: number): number;
export function digest(value: unknown, numbers?: number[]): number;
