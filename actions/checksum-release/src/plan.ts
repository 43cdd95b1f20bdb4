import { checkBareName, decideSet, describeFinding, type PresentFile, parseChecksums, renderChecksums } from '@slipway/checksums'
import { checkAssets } from '@slipway/github'
import { type Digest, err, ok, type Problem, parseReleaseTag, type ReleaseTag, type Result } from '@slipway/kernel'

export type Declaration = {
  readonly tag: string
  /** Lines of the input `expect`. */
  readonly expect: readonly string[]
  readonly checksumsFile: string
  readonly prerelease: 'auto' | 'true' | 'false'
}

/** A set that is complete, and the text of its checksum file. */
export type ProvenSet = {
  readonly tag: ReleaseTag
  readonly prerelease: boolean
  /** In the order of the declaration, whatever order the run lists its artifacts in. Without the checksum file. */
  readonly files: readonly PresentFile[]
  readonly checksums: string
}

/**
 * Compares the declared set with the files that are there, before anything outside is asked or changed. Missing, extra, empty and
 * repeated files, and names that GitHub would change, are reported at once. A checksum file that lies among the files is an old one
 * and is passed over.
 */
export function planSet(declared: Declaration, present: readonly PresentFile[]): Result<ProvenSet> {
  const tag = parseReleaseTag(declared.tag)
  const found: Problem[] = tag.ok ? [] : [{ ...tag.error, at: { input: 'tag' } }]
  const flaw = checkBareName(declared.checksumsFile)
  if (flaw !== undefined) found.push({ ...flaw, at: { input: 'checksums-file' } })
  const names = declared.expect.map((line) => fillName(line, tag.ok ? tag.value : undefined))
  found.push(...names.flatMap((name) => (name.ok ? [] : [name.error])))
  const expected = names.flatMap((name) => (name.ok ? [name.value] : [])).filter((name) => name !== declared.checksumsFile)
  const files = present.filter(({ name }) => name !== declared.checksumsFile)
  found.push(...decideSet(expected, files).map((finding) => describeFinding(finding, 'expect')), ...checkNames(files, declared.checksumsFile))
  const checksums = renderChecksums(files)
  if (found.length > 0 || !tag.ok) return err(found)
  if (!checksums.ok) return err(checksums.error.map((problem) => ({ at: { input: 'expect' }, ...problem })))
  const prerelease = declared.prerelease === 'auto' ? tag.value.prerelease !== '' : declared.prerelease === 'true'
  const ordered = expected.flatMap((name) => files.filter((file) => file.name === name))
  return ok({ tag: tag.value, prerelease, files: ordered, checksums: checksums.value })
}

function fillName(line: string, tag: ReleaseTag | undefined): Result<string, Problem> {
  const unknown = [...line.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '').filter((key) => key !== 'tag' && key !== 'version')
  if (unknown.length > 0) {
    const message = `"${line}" holds {${unknown.join('}, {')}}`
    return err({ code: 'E_RELEASE_TEMPLATE', message, cure: 'Use {tag} and {version}, and name each file on a line of its own', at: { input: 'expect' } })
  }
  return ok(line.replaceAll('{tag}', tag?.tag ?? '{tag}').replaceAll('{version}', tag?.version ?? '{version}'))
}

/** What GitHub would refuse or rename; empty and repeated files have been reported already. */
function checkNames(files: readonly PresentFile[], checksumsFile: string): Problem[] {
  const named = new Map(files.filter(({ size }) => size > 0).map((file) => [file.name, file]))
  return checkAssets([...named.values(), { name: checksumsFile, size: 1 }]).map((problem) => ({ ...problem, at: { input: 'files' } }))
}

/** Reads a checksum file back and compares it with the set: what is uploaded has been proven to be readable and right. */
export function verifyChecksums(text: string, file: string, set: ProvenSet): readonly Problem[] {
  const parsed = parseChecksums(text, file)
  if (!parsed.ok) return parsed.error
  return decideSet(
    parsed.value.map(({ name }) => name),
    set.files,
    parsed.value,
  ).map((finding) => describeFinding(finding, 'checksums-file'))
}

/** Names of the artifacts that patterns with `*` pick. A pattern that picks none is a problem: it was written for something. */
export function pickArtifacts(patterns: readonly string[], names: readonly string[]): Result<readonly string[]> {
  const picked = new Set<string>()
  const found: Problem[] = []
  for (const pattern of patterns) {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const fitting = names.filter((name) => new RegExp(`^${parts.join('.*')}$`).test(name))
    for (const name of fitting) picked.add(name)
    if (fitting.length > 0) continue
    const known = names.length === 0 ? 'The run has no artifact' : `The run has ${names.join(', ')}`
    found.push({
      code: 'E_RELEASE_ARTIFACT',
      message: `no artifact fits "${pattern}"`,
      cure: `${known}: look at the job that makes it`,
      at: { input: 'artifacts' },
    })
  }
  return found.length === 0 ? ok([...picked]) : err(found)
}

const contentTypes: readonly (readonly [RegExp, string])[] = [
  [/\.(tar\.gz|tgz|gz)$/, 'application/gzip'],
  [/\.zip$/, 'application/zip'],
  [/\.(txt|sha256|sha512)$/, 'text/plain; charset=utf-8'],
  [/\.json$/, 'application/json'],
]

export function contentTypeOf(name: string): string {
  return contentTypes.find(([pattern]) => pattern.test(name))?.[1] ?? 'application/octet-stream'
}

/** The output `assets`. */
export function renderAssets(assets: readonly { readonly name: string; readonly size: number; readonly digest: Digest | undefined }[]): string {
  return JSON.stringify(assets.map(({ name, size, digest }) => ({ name, size, digest })))
}
