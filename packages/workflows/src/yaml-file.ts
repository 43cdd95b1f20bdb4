/** A YAML file's value, and the line and column of every part of it. */
import type { Place, Problem, Result } from '@slipway/kernel'
import { ok } from '@slipway/kernel'
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml'
import type { Json } from './leg.ts'

export type YamlPath = readonly (string | number)[]

export type YamlFile = {
  readonly file: string
  readonly text: string
  readonly value: Json
  readonly document: Document.Parsed
  /** The place of the part at a path: its key where it has one. Of a part that does not exist, its nearest ancestor's. */
  readonly at: (path: YamlPath) => Place
}

/** What a path leads to: the key's node and the value's, and the pair that holds both. */
export type YamlEntry = { readonly key?: Node; readonly value?: Node; readonly pair?: Pair }

/**
 * Reads YAML as GitHub's parser does (the same library, YAML 1.2, duplicate keys left to the schema).
 * Errors: E_WORKFLOWS_YAML, one for each that the library finds.
 */
export function readYaml(file: string, text: string): Result<YamlFile, readonly Problem[]> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: true, uniqueKeys: false })
  const problems = document.errors.map((error): Problem => {
    const { line, col } = lines.linePos(error.pos[0])
    return { code: 'E_WORKFLOWS_YAML', message: firstLine(error.message), cure: 'Correct the YAML', at: { file, line, column: col } }
  })
  if (problems.length > 0) return { ok: false, error: problems }
  const at = (path: YamlPath): Place => {
    const { line, col } = lines.linePos(offsetOf(document, path))
    return { file, line, column: col }
  }
  return ok({ file, text, value: (document.toJS() ?? null) as Json, document, at })
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '')
}

function offsetOf(document: Document.Parsed, path: YamlPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const entry = entryAt(document, path.slice(0, length))
    const range = entry.key?.range ?? entry.value?.range
    if (range !== undefined && range !== null) return range[0]
  }
  return document.contents?.range?.[0] ?? 0
}

/** The nodes at a path; aliases are followed. */
export function entryAt(document: Document.Parsed, path: YamlPath): YamlEntry {
  let entry: YamlEntry = document.contents === null ? {} : { value: document.contents as Node }
  for (const part of path) {
    const node = isAlias(entry.value) ? entry.value.resolve(document) : entry.value
    entry = childOf(node, part)
    if (entry.value === undefined && entry.key === undefined) return {}
  }
  return entry
}

function childOf(node: Node | undefined, part: string | number): YamlEntry {
  if (isSeq(node)) {
    const item = node.items[Number(part)]
    return item === undefined ? {} : { value: item as Node }
  }
  if (!isMap(node)) return {}
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part))
  if (pair === undefined) return {}
  return { key: pair.key as Node, ...(pair.value === null ? {} : { value: pair.value as Node }), pair: pair as Pair }
}

/** A string inside a YAML value, and the path that leads to it. `key` is true for the name of a pair. */
export type YamlText = { readonly path: YamlPath; readonly text: string; readonly key: boolean }

/** Every string of a value, keys included, in order. */
export function* textsOf(value: Json | undefined, path: YamlPath = []): Generator<YamlText> {
  if (typeof value === 'string') yield { path, text: value, key: false }
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* textsOf(item, [...path, index])
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield { path: [...path, key], text: key, key: true }
      yield* textsOf(item, [...path, key])
    }
  }
}
