/** Places from `from` up to, and without, `to`. */
export type Range = { readonly from: number; readonly to: number }

/** Sorted ranges that neither overlap nor touch. */
export function mergeRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last === undefined || range.from > last.to) merged.push(range)
    else if (range.to > last.to) merged[merged.length - 1] = { from: last.from, to: range.to }
  }
  return merged
}

/** Whether a place lies in one of some merged ranges. */
export function isWithin(merged: readonly Range[], place: number): boolean {
  let [low, high] = [0, merged.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((merged[middle] as Range).from <= place) low = middle + 1
    else high = middle
  }
  const range = merged[low - 1]
  return range !== undefined && place < range.to
}
