/** The product of two matrices of n by n, in several orders of the same multiplications. */

export type Rows = number[][];

const zeros = (n: number): Rows => Array.from({ length: n }, () => new Array<number>(n).fill(0));

/** Row by column, as in a textbook: the inner loop goes down a column of b. */
export function textbook(a: Rows, b: Rows): Rows {
  const n = a.length;
  const c = zeros(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i]![k]! * b[k]![j]!;
      c[i]![j] = sum;
    }
  }
  return c;
}

/** The two inner loops swapped: all of them go along rows. */
export function alongRows(a: Rows, b: Rows): Rows {
  const n = a.length;
  const c = zeros(n);
  for (let i = 0; i < n; i++) {
    const row = c[i]!;
    for (let k = 0; k < n; k++) {
      const factor = a[i]![k]!;
      const other = b[k]!;
      for (let j = 0; j < n; j++) row[j] = row[j]! + factor * other[j]!;
    }
  }
  return c;
}

/** The textbook's order in arrays of one piece, row after row. */
export function flatTextbook(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k]! * b[k * n + j]!;
      c[i * n + j] = sum;
    }
  }
  return c;
}

/** Along rows in arrays of one piece. */
export function flatAlongRows(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k]!;
      for (let j = 0; j < n; j++) c[i * n + j] = c[i * n + j]! + factor * b[k * n + j]!;
    }
  }
  return c;
}

/** Along rows, block by block: what is read again is still in the cache. @param size divides n */
export function blocked(a: Float64Array, b: Float64Array, n: number, size: number): Float64Array {
  const c = new Float64Array(n * n);
  for (let k0 = 0; k0 < n; k0 += size) {
    for (let j0 = 0; j0 < n; j0 += size) {
      for (let i = 0; i < n; i++) {
        for (let k = k0; k < k0 + size; k++) {
          const factor = a[i * n + k]!;
          for (let j = j0; j < j0 + size; j++) {
            c[i * n + j] = c[i * n + j]! + factor * b[k * n + j]!;
          }
        }
      }
    }
  }
  return c;
}
