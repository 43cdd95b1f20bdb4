import type { Digest } from '@slipway/kernel'

/** In the body of the drafts that the transaction makes: the ground on which a second one may be deleted. */
export const ownerMark = '<!-- made by slipway checksum-release -->'

const tableStart = '<!-- slipway:artifacts -->'
const tableEnd = '<!-- /slipway:artifacts -->'

/** GitHub takes so many characters ("Create a release"; its answer names the number). */
export const longestBody = 125_000

export type BodyParts = {
  /** What the caller wrote. */
  readonly text: string
  /** What GitHub generated. */
  readonly notes: string
  /** A table of the artifacts in markdown, names first and digests last; it is the only part that a later run may renew. */
  readonly table: string
}

/** The text of a new draft: words, notes, table, mark. Notes that would make it too long are cut at a line, and say so; words never are. */
export function renderBody({ text, notes, table }: BodyParts): string {
  const region = table === '' ? '' : `${tableStart}\n${table}\n${tableEnd}`
  const join = (shown: string): string => [text.trim(), shown, region, ownerMark].filter((part) => part !== '').join('\n\n')
  const whole = join(notes.trim())
  if (lengthOf(whole) <= longestBody || notes.trim() === '') return whole
  let left = longestBody - lengthOf(join('')) - lengthOf(cutSentence) - 4
  const kept: string[] = []
  for (const line of notes.trim().split('\n')) {
    left -= lengthOf(line) + 1
    if (left < 0) break
    kept.push(line)
  }
  return join([...kept, '', cutSentence].join('\n').trim())
}

const cutSentence = '_The rest of the generated notes is left out: GitHub takes 125,000 characters._'

/** Characters as GitHub counts them: code points. */
export function lengthOf(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/**
 * The body with the table that `wanted` has: in the place of its own, or at its end; undefined where nothing changes. What people wrote
 * stays as it is.
 */
export function renewTable(body: string, wanted: string): string | undefined {
  const [old, fresh] = [regionOf(body), regionOf(wanted)]
  if (fresh === undefined) return undefined
  if (old === undefined) return `${body.trimEnd()}\n\n${wanted.slice(...fresh)}`.trimStart()
  const text = (region: readonly [number, number], of: string): string => of.slice(...region).replaceAll('\r\n', '\n')
  if (text(old, body) === text(fresh, wanted)) return undefined
  return `${body.slice(0, old[0])}${wanted.slice(...fresh)}${body.slice(old[1])}`
}

/**
 * What the table in a body promises: digests by name; undefined where it has none. The table is a draft's claim: only runs that release
 * these very bytes write into the draft.
 */
export function readClaim(body: string): ReadonlyMap<string, Digest> | undefined {
  const region = regionOf(body)
  if (region === undefined) return undefined
  const rows = body.slice(...region).matchAll(/^\| `([^`\n]+)` \|[^\n]*\| `(sha256:[0-9a-f]{64})` \|\r?$/gm)
  return new Map([...rows].map(([, name = '', digest = '']) => [name, digest as Digest]))
}

function regionOf(body: string): readonly [number, number] | undefined {
  const start = body.indexOf(tableStart)
  const end = body.indexOf(tableEnd, start)
  return start === -1 || end === -1 ? undefined : [start, end + tableEnd.length]
}
