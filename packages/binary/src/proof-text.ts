import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { blockFor, type ProofManifest, type ProvenContent } from './proof.ts'
import { anchorLengths, isUnusable } from './search-anchors.ts'

const cure = 'Take the manifest that the build wrote, unchanged'
const mostContents = 10_000
const mostWindows = 8
/** No binary is larger; blocks grow with it, and are held in memory. */
const largest = 64 * 2 ** 30

/**
 * Reads a proof manifest. Everything in it is checked for its form, because a release trusts it: a manifest that is damaged, or was made
 * by hand, must not become a check that passes. That nobody exchanged it is the caller's to see to.
 */
export function parseProof(text: string): Result<ProofManifest> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err([refusal('is no JSON')])
  }
  if (!isRecord(value)) return err([refusal('is no object')])
  if (value['version'] !== 1) return err([refusal(`has the version ${JSON.stringify(value['version'])}, and only 1 is known`)])
  const { size, contents } = value
  if (!isSize(size) || size > largest) return err([refusal('has no size of the binary')])
  if (!Array.isArray(contents) || contents.length === 0 || contents.length > mostContents) return err([refusal('proves nothing: it has no list of contents')])
  const parsed = contents.map((content: unknown, index) => parseContent(content, index, size))
  const problems = parsed.flatMap((one) => (one.ok ? [] : [one.error]))
  return problems.length > 0 ? err(problems) : ok({ version: 1, size, contents: parsed.flatMap((one) => (one.ok ? [one.value] : [])) })
}

function refusal(message: string): Problem {
  return { code: 'E_BINARY_PROOF', message: `the proof manifest ${message}`, cure }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isHex(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length === length && /^[0-9a-f]*$/.test(value)
}

function parseContent(value: unknown, index: number, most: number): Result<ProvenContent, Problem> {
  const wrong = (what: string): Result<never, Problem> => err(refusal(`is wrong at content ${index + 1}: ${what}`))
  if (!isRecord(value)) return wrong('it is no object')
  const { path, size, sha256, offset, windows, block, blocks, tail, rolling } = value
  if (typeof path !== 'string' || path === '') return wrong('it has no path')
  if (!isSize(size) || size === 0) return wrong('it has no size')
  if (!isHex(sha256, 64)) return wrong('its sha256 is none')
  if (!isSize(offset) || offset + size > most) return wrong('it does not lie in the binary')
  if (block !== blockFor(size) || !Array.isArray(blocks) || blocks.length !== Math.ceil(size / block) || !blocks.every((one) => isHex(one, 16))) {
    return wrong('its blocks do not fit its size')
  }
  if (!isHex(tail, 16)) return wrong('its tail is none')
  if (rolling !== undefined && (!isSize(rolling) || rolling > 0xffff_ffff)) return wrong('its rolling hash is none')
  const read = parseWindows(windows, size)
  return read === undefined ? wrong('its windows do not lie in it') : ok({ path, size, sha256, offset, windows: read, block, blocks, tail, rolling })
}

function parseWindows(value: unknown, size: number): ProvenContent['windows'] | undefined {
  if (!Array.isArray(value) || value.length > mostWindows) return undefined
  const windows = value.flatMap((one: unknown) => {
    if (!isRecord(one)) return []
    const { at, bytes } = one
    const anchor = Buffer.from(typeof bytes === 'string' ? bytes : '', 'base64')
    const fits = isSize(at) && anchorLengths.some((known) => known === anchor.length) && !isUnusable(anchor) && at + anchor.length <= size
    return fits && typeof bytes === 'string' ? [{ at, bytes }] : []
  })
  return windows.length === value.length ? windows : undefined
}
