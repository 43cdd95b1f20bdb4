/** Text with `${{ }}` in it: cut into segments, and evaluated as GitHub's template evaluator does. */
import { evaluateExpression, hasStatusFunction, parseExpression, type Scope } from './expressions.ts'
import type { Json } from './leg.ts'
import { coerceText, isList, isObject } from './values.ts'

/** Either literal text, or the text of an expression and its place in the whole. */
export type Segment = { readonly text: string } | { readonly expression: string; readonly offset: number }

/** Cuts text at `${{` and `}}`; quotes inside an expression are respected. Throws an Error when an expression is not closed. */
export function parseSegments(text: string): Segment[] {
  const segments: Segment[] = []
  let position = 0
  while (position < text.length) {
    const open = text.indexOf('${{', position)
    if (open < 0) break
    if (open > position) segments.push({ text: text.slice(position, open) })
    const close = findClose(text, open + 3)
    if (close < 0) throw new Error('The expression is not closed. An unescaped ${{ sequence was found, but the closing }} sequence was not found.')
    segments.push({ expression: text.slice(open + 3, close).trim(), offset: open })
    position = close + 2
  }
  if (position < text.length) segments.push({ text: text.slice(position) })
  return segments
}

function findClose(text: string, from: number): number {
  let quoted = false
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === "'") quoted = !quoted
    else if (!quoted && text.startsWith('}}', index)) return index
  }
  return -1
}

/** The expressions of a text; none when it has none or is not closed. */
export function expressionsOf(text: string): string[] {
  try {
    return parseSegments(text).flatMap((segment) => ('expression' in segment ? [segment.expression] : []))
  } catch {
    return []
  }
}

export function hasExpression(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.includes('${{')
  if (isList(value)) return value.some(hasExpression)
  return isObject(value) && Object.entries(value).some(([key, item]) => hasExpression(key) || hasExpression(item))
}

/** One text: an expression alone keeps its type, mixed text becomes a string. Throws an Error with GitHub's message. */
export function evaluateText(text: string, scope: Scope): Json {
  const segments = parseSegments(text)
  const [first] = segments
  if (segments.length === 1 && first !== undefined && 'expression' in first) return evaluateExpression(first.expression, scope)
  return segments.map((segment) => ('expression' in segment ? coerceText(evaluateExpression(segment.expression, scope)) : segment.text)).join('')
}

/**
 * A whole value. An item of a list that evaluates to a list is inserted in place, as GitHub's evaluator does
 * (actions/runner, TemplateUnraveler.cs).
 */
export function evaluateValue(value: Json, scope: Scope): Json {
  if (typeof value === 'string') return evaluateText(value, scope)
  if (isList(value)) {
    return value.flatMap((item): Json | readonly Json[] => {
      const result = evaluateValue(item, scope)
      return typeof item === 'string' && isList(result) ? result : [result]
    })
  }
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluateValue(item, scope)]))
}

/**
 * The expression of an `if:`. Text around `${{ }}` makes a string of it, which is true ("expressions", `if: true && ${{ false }}`);
 * without a status function it becomes `success() && (…)`. Throws an Error with GitHub's message.
 */
export function conditionOf(value: Json | undefined): string {
  const bare = bareCondition(value)
  if (bare === '') return 'success()'
  return hasStatusFunction(parseExpression(bare)) ? bare : `success() && (${bare})`
}

function bareCondition(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = value.trim()
  const segments = parseSegments(text)
  const [first] = segments
  if (segments.length === 1 && first !== undefined && 'expression' in first) return first.expression
  if (segments.every((segment) => !('expression' in segment))) return text
  const format = segments.map((segment, index) => ('expression' in segment ? `{${countBefore(segments, index)}}` : braces(segment.text))).join('')
  const values = segments.flatMap((segment) => ('expression' in segment ? [segment.expression] : []))
  return `format('${format.replaceAll("'", "''")}', ${values.join(', ')})`
}

function countBefore(segments: readonly Segment[], index: number): number {
  return segments.slice(0, index).filter((segment) => 'expression' in segment).length
}

function braces(text: string): string {
  return text.replaceAll('{', '{{').replaceAll('}', '}}')
}
