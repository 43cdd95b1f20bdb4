/** Values written as literals of an expression, so that text of others never becomes an expression of ours. */
import type { Json } from './leg.ts'
import { isList, isObject } from './values.ts'

/** Something that cannot be said in the language that act understands; the message is a sentence for the author of the workflow. */
export class Unfoldable extends Error {
  override readonly name = 'Unfoldable'
}

// Quotes, braces and the dollar sign could end a string or begin an expression; the others are no characters that a YAML reader takes raw.
const dangerous = /['${}\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** JSON in which no `'`, `$`, `{{` or `}}` occurs. */
function renderSafeJson(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value).replace(dangerous, escapeUnit)
  if (isList(value)) return `[${value.map(renderSafeJson).join(', ')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const pairs = Object.entries(value).map(([key, item]) => `${renderSafeJson(key)}: ${renderSafeJson(item)}`)
  return pairs.length === 0 ? '{ }' : `{ ${pairs.join(', ')} }`
}

/**
 * An expression that evaluates to the value: plain strings in quotes, everything else through `fromJSON('…')` with `\u0024\u007b` for `${`.
 * Throws `Unfoldable` for the numbers that JSON does not know.
 */
export function renderLiteral(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return renderNumber(value)
  if (typeof value === 'string' && /^[\u0020-\u007e]*$/.test(value) && !/['${}\\]/.test(value)) return `'${value}'`
  return `fromJSON('${renderSafeJson(value)}')`
}

function renderNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Unfoldable(`the number ${value} cannot be handed to a step`)
  const text = String(value)
  return /^-?[0-9]+(?:\.[0-9]+)?$/.test(text) ? text : `fromJSON('${text}')`
}
