/** The k smallest of many numbers, in two ways. */

export function smallestBySort(list: readonly number[], k: number): number[] {
  return list.toSorted((a, b) => a - b).slice(0, k);
}

/** A heap with the largest of the k smallest so far on top. O(n log k). */
export function smallestByHeap(list: readonly number[], k: number): number[] {
  const heap = list.slice(0, k);
  for (let i = (k >> 1) - 1; i >= 0; i--) sink(heap, i);
  for (let i = k; i < list.length; i++) {
    if (list[i]! >= heap[0]!) continue;
    heap[0] = list[i]!;
    sink(heap, 0);
  }
  return heap.toSorted((a, b) => a - b);
}

function sink(heap: number[], start: number): void {
  let i = start;
  for (;;) {
    let largest = i;
    for (const child of [2 * i + 1, 2 * i + 2]) {
      if (child < heap.length && heap[child]! > heap[largest]!) largest = child;
    }
    if (largest === i) return;
    [heap[i], heap[largest]] = [heap[largest]!, heap[i]!];
    i = largest;
  }
}
