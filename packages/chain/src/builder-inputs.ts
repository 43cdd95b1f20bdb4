import { type Digest, isDigest, ok, type Platform, type Problem, parsePlatform, type Result } from '@slipway/kernel'
import { type BuilderInputs, builderKeyFormat, type ContextEntry, normaliseInputs } from './builder-key.ts'

/** A document that does not fit; caught in the same file, so that a deep member can say so. */
class Misfit extends Error {}

/**
 * Reads an inputs document that came with an image. It comes from a registry, so nothing about it is believed.
 * Problems: E_CHAIN_INPUTS where it is none, E_CHAIN_INPUTS_FORMAT where another version of Slipway wrote it in a way that this one cannot read.
 */
export function parseBuilderInputs(text: string): Result<BuilderInputs, Problem> {
  let format: unknown
  try {
    const document = objectOf(JSON.parse(text) as unknown, 'the document')
    format = document.format
    return ok(normaliseInputs(readInputs(document)))
  } catch (error) {
    if (!(error instanceof Misfit || error instanceof SyntaxError)) throw error
    const cure = 'Build the image anew; its explanation begins there'
    if (typeof format === 'string' && isFormat(format) && format !== builderKeyFormat)
      return { ok: false, error: { code: 'E_CHAIN_INPUTS_FORMAT', message: `the inputs are of the format ${format}, not ${builderKeyFormat}`, cure } }
    return { ok: false, error: { code: 'E_CHAIN_INPUTS', message: `the inputs of the image cannot be read: ${error.message}`, cure } }
  }
}

function readInputs(document: Readonly<Record<string, unknown>>): BuilderInputs {
  const containerfile = objectOf(document.containerfile, 'containerfile')
  const files = listOf(document.files, 'files').map(readEntry)
  if (new Set(files.map(({ path }) => path)).size !== files.length) throw new Misfit('files names a path twice')
  const format = textOf(document.format, 'format')
  if (!isFormat(format)) throw new Misfit('format is no format of a builder key')
  return {
    format,
    containerfile: { path: textOf(containerfile.path, 'containerfile.path'), digest: digestOf(containerfile.digest, 'containerfile.digest') },
    files,
    arguments: readRecord(document.arguments, 'arguments', textOf),
    bases: readRecord(document.bases, 'bases', digestOf),
    platforms: listOf(document.platforms, 'platforms').map(readPlatform),
  }
}

function isFormat(text: string): boolean {
  return /^slipway-builder-key\/[1-9][0-9]{0,5}$/.test(text)
}

function readEntry(value: unknown, index: number): ContextEntry {
  const name = `files[${index}]`
  const entry = objectOf(value, name)
  const path = textOf(entry.path, `${name}.path`)
  const { kind, executable } = entry
  if (kind !== 'file' && kind !== 'link' && kind !== 'directory') throw new Misfit(`${name}.kind is neither file nor link nor directory`)
  if (typeof executable !== 'boolean') throw new Misfit(`${name}.executable is neither true nor false`)
  return { path, kind, executable, content: (kind === 'file' ? digestOf : textOf)(entry.content, `${name}.content`) }
}

function readPlatform(value: unknown, index: number): Platform {
  const platform = parsePlatform(textOf(value, `platforms[${index}]`))
  if (!platform.ok) throw new Misfit(platform.error.message)
  return platform.value
}

function readRecord<T>(value: unknown, name: string, read: (value: unknown, name: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(objectOf(value, name)).map(([key, each]) => [key, read(each, `${name}.${key}`)]))
}

function objectOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misfit(`${name} is no object`)
  return value as Readonly<Record<string, unknown>>
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Misfit(`${name} is no list`)
  return value
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new Misfit(`${name} is no text`)
  return value
}

function digestOf(value: unknown, name: string): Digest {
  const text = textOf(value, name)
  if (!isDigest(text)) throw new Misfit(`${name} is no digest`)
  return text
}
