/** Folding of whole texts: what a key of the leg's document says once everything known is put in. */
import { type Foldable, type Folded, foldExpression, printFolded } from './fold.ts'
import type { Json } from './leg.ts'
import { renderLiteral } from './literals.ts'
import { conditionOf, parseSegments } from './templates.ts'
import { coerceText, fromData, isTruthy } from './values.ts'

/**
 * A text that act evaluates once: known expressions become text, the others stay `${{ }}`.
 * Known text that holds `${{` itself is written as an expression, so that it is never evaluated a second time.
 */
export function foldString(value: Json, foldable: Foldable): string {
  if (typeof value !== 'string') return coerceText(value)
  const pieces: (string | { readonly expression: string })[] = []
  for (const segment of parseSegments(value)) {
    const folded = 'expression' in segment ? foldExpression(segment.expression, foldable) : undefined
    const known = folded === undefined ? (segment as { readonly text: string }).text : 'known' in folded ? folded.known.coerceString() : undefined
    if (known === undefined) pieces.push({ expression: printFolded(folded as Folded) })
    else if (typeof pieces.at(-1) === 'string') pieces.push(`${pieces.pop()}${known}`)
    else pieces.push(known)
  }
  return pieces.map((piece) => (typeof piece === 'string' ? guard(piece) : `\${{ ${piece.expression} }}`)).join('')
}

function guard(text: string): string {
  return text.includes('${{') ? `\${{ ${renderLiteral(text)} }}` : text
}

/** A value whose type counts (continue-on-error, timeout-minutes): a known expression alone keeps its type. */
export function foldTyped(value: Json, foldable: Foldable): Json {
  if (typeof value !== 'string') return value
  const segments = parseSegments(value)
  const [only] = segments
  if (segments.length !== 1 || only === undefined || !('expression' in only)) return foldString(value, foldable)
  const folded = foldExpression(only.expression, foldable)
  return 'known' in folded ? fromData(folded.known) : `\${{ ${folded.text} }}`
}

/**
 * A step's `if:` as an expression without `${{ }}`. Where folding removed the author's status function, always() stands in for it,
 * because act would add a success() that GitHub does not add.
 */
export function foldCondition(value: Json | undefined, foldable: Foldable): string {
  const folded = foldExpression(conditionOf(value), foldable)
  if ('known' in folded) return isTruthy(fromData(folded.known)) ? 'always()' : 'false'
  return folded.status ? folded.text : `always() && (${folded.text})`
}

/** The folded expression that stands for a text: of mixed text, `format(…)`. For variables that other expressions read. */
export function foldAsExpression(value: Json, foldable: Foldable): Folded {
  const pieces = parseSegments(coerceText(value)).map((segment) =>
    'expression' in segment ? printFolded(foldExpression(segment.expression, foldable)) : renderLiteral(segment.text),
  )
  if (pieces.length === 1) return { text: `format('{0}', ${pieces[0]})`, status: false }
  return { text: `format('${pieces.map((_, index) => `{${index}}`).join('')}', ${pieces.join(', ')})`, status: false }
}
