/**
 * The first index for which the condition holds, by halving; `length` if there is none. Once it holds, it must hold for all
 * further indexes.
 */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
