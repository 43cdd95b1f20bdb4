import { err, ok, type Platform, type Problem, type Result } from '@slipway/kernel'
import { isRecord, parsePlatformObject } from './descriptor.ts'

/** What Slipway reads of an image's config (config.md). */
export type ImageConfig = {
  readonly platform: Platform
  /** RFC 3339, where the builder wrote it. */
  readonly created?: string
  readonly labels: Readonly<Record<string, string>>
  /** `NAME=value`. */
  readonly env: readonly string[]
}

/** Reads an image's config. Its `os` and `architecture` are the one statement about the platform that is covered by the digest. */
export function parseConfig(bytes: Uint8Array): Result<ImageConfig, Problem> {
  let document: unknown
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return bad('is no JSON')
  }
  if (!isRecord(document)) return bad('is no JSON object')
  const platform = parsePlatformObject(document)
  if (platform === undefined) return bad(`says os ${JSON.stringify(document['os'])}, architecture ${JSON.stringify(document['architecture'])}`)
  const inner = isRecord(document['config']) ? document['config'] : {}
  const created = document['created']
  return ok({ platform, ...(typeof created === 'string' ? { created } : {}), labels: textsOf(inner['Labels']), env: listOf(inner['Env']) })
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = isRecord(value) ? Object.entries(value) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

function bad(what: string) {
  const cure = 'Build the image for one of the platforms that Slipway knows, such as linux/amd64'
  return err({ code: 'E_OCI_CONFIG', message: `the image's config ${what}`, cure })
}
