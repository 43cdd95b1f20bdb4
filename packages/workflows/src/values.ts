/** Plain JSON values and the value classes of GitHub's evaluator, in both directions. */
import { data } from '@actions/expressions'
import type { Json } from './leg.ts'

export type JsonObject = { readonly [key: string]: Json }

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** The mapping at a key; an empty one when there is none. */
export function objectAt(value: Json | undefined, key: string): JsonObject {
  const inner = isObject(value) ? value[key] : undefined
  return isObject(inner) ? inner : {}
}

export function textAt(value: Json | undefined, key: string): string | undefined {
  const inner = isObject(value) ? value[key] : undefined
  return typeof inner === 'string' ? inner : undefined
}

/** A value as GitHub's evaluator holds it. Keys of a dictionary are found without regard to case, as on GitHub. */
export function toData(value: Json | undefined): data.ExpressionData {
  if (value === null || value === undefined) return new data.Null()
  if (typeof value === 'string') return new data.StringData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value === 'boolean') return new data.BooleanData(value)
  if (isList(value)) return new data.Array(...value.map(toData))
  return new data.Dictionary(...Object.entries(value as JsonObject).map(([key, item]) => ({ key, value: toData(item) })))
}

export function fromData(value: data.ExpressionData): Json {
  switch (value.kind) {
    case data.Kind.Null:
      return null
    case data.Kind.Array:
      return value.values().map(fromData)
    case data.Kind.Dictionary:
      return Object.fromEntries(value.pairs().map((pair) => [pair.key, fromData(pair.value)]))
    default:
      return (value as data.StringData | data.NumberData | data.BooleanData).value
  }
}

/** The text that GitHub puts in the place of an expression: null is empty, a mapping is `Object`, a list is `Array`. */
export function coerceText(value: Json | undefined): string {
  return toData(value).coerceString()
}

/** GitHub's truth: false, 0, '', null and NaN are false. */
export function isTruthy(value: Json): boolean {
  return typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : value !== false && value !== '' && value !== null
}
