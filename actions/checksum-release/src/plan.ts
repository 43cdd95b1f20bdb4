import { type Checksum, checkBareName, decideSet, describeFinding, type Finding, type PresentFile, parseChecksums, renderChecksums } from '@slipway/checksums'
import { checkAssets } from '@slipway/github'
import { type Digest, err, ok, type Problem, type Result } from '@slipway/kernel'
import type { DeclaredFile, DeclaredSet } from './declaration.ts'

/** A set that is complete. */
export type ProvenSet = Pick<DeclaredSet, 'tag' | 'prerelease' | 'made'> & {
  /** In the order of the declaration, whatever order the run lists its artifacts in. Without what this action makes. */
  readonly files: readonly PresentFile[]
}

/**
 * Compares the declared set with the files that are there, before anything outside is changed. Missing, extra, empty and repeated files,
 * and names that GitHub would change, are reported at once. A file that this action makes itself is an old one, and is passed over.
 */
export function planSet(declared: DeclaredSet, present: readonly PresentFile[]): Result<ProvenSet> {
  const { tag, prerelease, made } = declared
  const expected = declared.files.map(({ name }) => name)
  const files = present.filter(({ name }) => !made.includes(name) || expected.includes(name))
  const found: Problem[] = [
    ...decideSet(expected, files).map((finding) => describeMissing(finding, declared.files)),
    ...expected.filter((name) => made.includes(name)).map(describeMade),
    ...checkNames(files, made),
    ...files.flatMap(({ name }) => checkBareName(name) ?? []).map((problem) => ({ ...problem, at: { input: 'files' } })),
  ]
  if (found.length > 0) return err(found)
  const ordered = expected.flatMap((name) => files.filter((file) => file.name === name))
  return ok({ tag, prerelease, made, files: ordered })
}

/** A missing file of a platform is said with the platform and the label of its runner: often it is a machine that is off. */
function describeMissing(finding: Finding, declared: readonly DeclaredFile[]): Problem {
  const leg = finding.kind === 'missing' ? declared.find(({ name }) => name === finding.name)?.leg : undefined
  if (leg === undefined) return describeFinding(finding, 'expect')
  const runner = leg.runner === undefined ? '' : `, whose runner has the label ${leg.runner},`
  return {
    code: 'E_RELEASE_PLATFORM',
    message: `"${finding.name}" is missing: the platform ${leg.platform}${runner} has not delivered it`,
    cure: 'When the runner is back, re-run the failed jobs: what the other platforms made is taken as it is, by digest',
    at: { input: 'expect' },
  }
}

function describeMade(name: string): Problem {
  return { code: 'E_RELEASE_OWN_FILE', message: `"${name}" is declared, and is a file that this action makes`, cure: 'Take it out', at: { input: 'expect' } }
}

/** What GitHub would refuse or rename; empty and repeated files have been reported already. */
function checkNames(files: readonly PresentFile[], made: readonly string[]): Problem[] {
  const named = new Map(files.filter(({ size }) => size > 0).map(({ name, size }) => [name, { name, size }]))
  for (const name of made) named.set(name, { name, size: 1 })
  return checkAssets([...named.values()]).map((problem) => ({ ...problem, at: { input: 'files' } }))
}

/** A checksum file to write. */
export type ChecksumFile = { readonly name: string; readonly text: string; readonly lists: readonly Checksum[] }

/** The checksum files of a set: `NAME.sha256` beside each file if asked for, the second algorithm's, and last the one that lists every file. */
export function planChecksums(
  set: ProvenSet,
  names: { readonly checksumsFile: string; readonly sha512File: string | undefined },
  sha512: readonly Checksum[],
): Result<readonly ChecksumFile[]> {
  const planned: ChecksumFile[] = []
  const found: Problem[] = []
  for (const name of set.made) {
    const of = set.files.filter((file) => `${file.name}.sha256` === name)
    const lists = name === names.checksumsFile ? set.files : name === names.sha512File ? sha512 : of
    const text = renderChecksums(lists)
    if (text.ok) planned.push({ name, text: text.value, lists: lists.map((one) => ({ name: one.name, digest: one.digest })) })
    else found.push(...text.error)
  }
  return found.length === 0 ? ok(planned) : err(found)
}

/** Reads a checksum file back and compares it with what it shall list: what is uploaded has been proven to be readable and right. */
export function verifyChecksums(text: string, path: string, { lists }: Pick<ChecksumFile, 'lists'>): readonly Problem[] {
  const parsed = parseChecksums(text, path)
  if (!parsed.ok) return parsed.error
  const present = lists.map(({ name, digest }) => ({ name, path: name, size: 1, digest }))
  return decideSet(
    parsed.value.map(({ name }) => name),
    present,
    parsed.value,
  ).map((finding) => describeFinding(finding, 'checksums-file'))
}

/** Names of the artifacts that patterns with `*` pick. A pattern that picks none is a problem: it was written for something. */
export function pickArtifacts(
  patterns: readonly string[],
  names: readonly string[],
): { readonly picked: readonly string[]; readonly problems: readonly Problem[] } {
  const picked = new Set<string>()
  const problems: Problem[] = []
  for (const pattern of patterns) {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const fitting = names.filter((name) => new RegExp(`^${parts.join('.*')}$`).test(name))
    for (const name of fitting) picked.add(name)
    if (fitting.length > 0) continue
    const known = names.length === 0 ? 'The run has no artifact' : `The run has ${names.join(', ')}`
    problems.push({
      code: 'E_RELEASE_ARTIFACT',
      message: `no artifact fits "${pattern}"`,
      cure: `${known}: look at the job that makes it`,
      at: { input: 'artifacts' },
    })
  }
  return { picked: [...picked], problems }
}

const contentTypes: readonly (readonly [RegExp, string])[] = [
  [/\.(tar\.gz|tgz|gz)$/, 'application/gzip'],
  [/\.zip$/, 'application/zip'],
  [/\.(tar\.zst|zst)$/, 'application/zstd'],
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
