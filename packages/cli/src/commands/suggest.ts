/** A "did you mean" for a mistyped word: the known word that begins alike, if any does. */
export function closest(word: string, known: readonly string[]): string {
  const found = known.find((name) => name.startsWith(word.slice(0, 2)))
  return found === undefined ? '' : `, did you mean "${found}"?`
}
