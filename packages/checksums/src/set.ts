import type { Digest, Problem } from '@slipway/kernel'
import type { Checksum } from './grammar.ts'
import { byBytes } from './name.ts'

/** A file that is there. `path` says where it was found; two files of one name differ in it. */
export type PresentFile = { readonly name: string; readonly path: string; readonly size: number; readonly digest: Digest }

/** What differs between what was declared and what is there. */
export type Finding =
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'extra'; readonly name: string; readonly path: string }
  | { readonly kind: 'empty'; readonly name: string; readonly path: string }
  | { readonly kind: 'duplicate'; readonly name: string; readonly paths: readonly string[] }
  | { readonly kind: 'declared-twice'; readonly name: string }
  | { readonly kind: 'case'; readonly name: string; readonly other: string }
  | { readonly kind: 'changed'; readonly name: string; readonly recorded: Digest; readonly actual: Digest }

/**
 * Compares a declared set with the files that are there, and with recorded checksums where there are some.
 * Nothing is decided by doing nothing: an empty declaration makes every file an extra one.
 */
export function decideSet(declared: readonly string[], present: readonly PresentFile[], recorded: readonly Checksum[] = []): readonly Finding[] {
  const names = new Set(declared)
  const groups = Map.groupBy(present, ({ name }) => name)
  const hashes = new Map(recorded.map(({ name, digest }) => [name, digest]))
  const findings: Finding[] = [...twice(declared), ...caseCollisions([...new Set([...names, ...groups.keys()])])]
  for (const name of names) if (!groups.has(name)) findings.push({ kind: 'missing', name })
  for (const [name, files] of groups) {
    if (files.length > 1) findings.push({ kind: 'duplicate', name, paths: files.map(({ path }) => path) })
    for (const { path, size, digest } of files) {
      if (!names.has(name)) findings.push({ kind: 'extra', name, path })
      if (size === 0) findings.push({ kind: 'empty', name, path })
      const hash = hashes.get(name)
      if (hash !== undefined && hash !== digest) findings.push({ kind: 'changed', name, recorded: hash, actual: digest })
    }
  }
  return findings.toSorted((left, right) => byBytes(left.name, right.name))
}

function twice(declared: readonly string[]): Finding[] {
  return [...new Set(declared.filter((name, index) => declared.indexOf(name) !== index))].map((name) => ({ kind: 'declared-twice', name }))
}

function caseCollisions(names: readonly string[]): Finding[] {
  const seen = new Map<string, string>()
  return names.flatMap((name): Finding[] => {
    const other = seen.get(name.toLowerCase())
    seen.set(name.toLowerCase(), name)
    return other === undefined ? [] : [{ kind: 'case', name, other }]
  })
}

const codes: Readonly<Record<Finding['kind'], string>> = {
  missing: 'E_CHECKSUMS_MISSING',
  extra: 'E_CHECKSUMS_EXTRA',
  empty: 'E_CHECKSUMS_EMPTY_FILE',
  duplicate: 'E_CHECKSUMS_DUPLICATE',
  'declared-twice': 'E_CHECKSUMS_DECLARED_TWICE',
  case: 'E_CHECKSUMS_CASE',
  changed: 'E_CHECKSUMS_CHANGED',
}

/** A finding as a problem with a cure; `input` is the input that holds the declaration. */
export function describeFinding(finding: Finding, input: string): Problem {
  const [message, cure] = sentencesOf(finding)
  return { code: codes[finding.kind], message, cure, at: { input } }
}

function sentencesOf(finding: Finding): readonly [message: string, cure: string] {
  const { name } = finding
  switch (finding.kind) {
    case 'missing':
      return [`"${name}" was declared and is not there`, 'Look at the job that makes it, re-run that job, or take the name out of the declaration']
    case 'extra':
      return [`"${name}" (${finding.path}) is there and was not declared`, 'Declare it, or keep it out of the files']
    case 'empty':
      return [`"${name}" (${finding.path}) is empty`, 'Look at the job that makes it: nothing was written']
    case 'duplicate':
      return [`"${name}" is there ${finding.paths.length} times: ${finding.paths.join(', ')}`, 'Give each file a name of its own, a release has no folders']
    case 'declared-twice':
      return [`"${name}" is declared twice`, 'Declare it once']
    case 'case':
      return [`"${name}" and "${finding.other}" differ only in case`, 'Rename one: on Windows and macOS they are the same file']
    case 'changed':
      return [`"${name}" was recorded as ${finding.recorded} and is ${finding.actual}`, 'Something wrote to the file after it was recorded: build it again']
  }
}
