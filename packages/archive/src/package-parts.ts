import type { Problem } from '@slipway/kernel'
import type { ContentEntry } from './content.ts'
import type { Evidence } from './evidence.ts'
import { isLibrary } from './file-kind.ts'
import { checkLicenseText, findLicense, type License } from './license.ts'
import { kindOf } from './license-expression.ts'
import { type LicenseRule, matchesRule, type PartName } from './license-rule.ts'
import type { Component } from './package-name.ts'
import type { TextFile } from './package-plan.ts'

/** A rule with the texts that it names, read. */
export type ReadRule = LicenseRule & { readonly contents: readonly TextFile[] }

/** Software of somebody else in a package. Its `texts` are whole, the licence first; empty where LICENSE or the list's own text says it all. */
export type PackagePart = PartName & {
  readonly license: License
  readonly source?: string
  /** Paths in the package, without the top folder. */
  readonly files: readonly string[]
  readonly texts: readonly string[]
}

export type PartsRequest = {
  readonly component: Component
  readonly license: License
  readonly files: readonly ContentEntry[]
  readonly rules: readonly ReadRule[]
  readonly evidence: ReadonlyMap<string, Evidence>
}

/**
 * Decides which licence covers each file, and refuses what none covers. Where there are rules, they speak of every file. Without any, all is
 * the project's own, under the licence of the package, but for libraries: one is somebody else's until a rule says whose it is. Refused as
 * well: rules that cover nothing, licences that do not belong into this package, licence texts that are missing or stubs, and files that say
 * another thing of themselves.
 */
export function planParts(request: PartsRequest): { readonly parts: readonly PackagePart[]; readonly problems: readonly Problem[] } {
  const paths = request.files.filter(({ kind }) => kind === 'file').map(({ path }) => path)
  const judged = request.rules.map((rule) => judgeRule(rule, paths, request))
  const covered = new Set(judged.flatMap(({ files }) => files))
  const uncovered = paths.filter((path) => (request.rules.length > 0 || isLibrary(path)) && !covered.has(path))
  return {
    parts: judged
      .flatMap(({ part }) => (part === undefined ? [] : [part]))
      .sort((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1)),
    problems: [
      ...judged.flatMap(({ problems }) => problems),
      ...tellUncovered(uncovered, request.license),
      ...[...request.evidence].flatMap(([path, evidence]) => checkEvidence(path, evidence, request)),
    ],
  }
}

/** A folder without a rule may hold thousands of files: so many are named. */
const named = 20

function tellUncovered(paths: readonly string[], { id }: License): Problem[] {
  const rest = paths.length - named
  return [
    ...paths.slice(0, named).map((path) => {
      const cure = `Say whose it is: \`${path}: ${id}\` for an own one, \`${path}: licence name@version https://source licence-file\` for another's`
      return problem('UNCOVERED', `no rule says under which licence "${path}" is`, cure)
    }),
    ...(rest > 0 ? [problem('UNCOVERED', `no rule says so of ${rest} more`, `Write a pattern: \`folder/**: ${id}\` for own files`)] : []),
  ]
}

/** A package holds its own licence, and permissive parts beside it. "or later" may be taken as "only" of the same version. */
function belongs(id: string, { license, component }: PartsRequest): boolean {
  if (kindOf(id) === 'permissive') return true
  if (component === 'runtime') return false
  return id === license.id || id === license.id.replace(/-only$/, '-or-later') || license.id.startsWith(`${id}-`)
}

type Judged = { readonly files: readonly string[]; readonly part?: PackagePart; readonly problems: readonly Problem[] }

function judgeRule(rule: ReadRule, paths: readonly string[], request: PartsRequest): Judged {
  const files = paths.filter((path) => matchesRule(rule, path)).sort()
  const license = findLicense(rule.license)
  if (files.length === 0)
    return { files, problems: [problem('RULE', `the rule for "${rule.pattern}" covers no file`, 'Correct the path, or take the rule away')] }
  if (!license.ok) return { files, problems: [{ ...license.error, at: { input: 'licenses' } }] }
  if (!belongs(license.value.id, request)) {
    const message = `"${files.join('", "')}" is under ${license.value.id}, and the package under ${request.license.id}`
    return { files, problems: [problem('LICENSE_KIND', message, 'Put it into a package of its own with package-firmware, under its own licence')] }
  }
  if (rule.part === undefined) return { files, problems: checkOwn(rule, license.value, request) }
  const problems = checkTexts(rule, license.value)
  const texts = textsOf(rule, license.value)
  return { files, problems, part: { ...rule.part, license: license.value, ...(rule.source === undefined ? {} : { source: rule.source }), files, texts } }
}

function checkOwn(rule: ReadRule, license: License, request: PartsRequest): Problem[] {
  if (license.id === request.license.id) return []
  const message = `the rule for "${rule.pattern}" says ${license.id} of own files, and the package is under ${request.license.id}`
  return [problem('LICENSE_KIND', message, 'Name the part and its version behind the licence, or make a package of its own')]
}

/** One of the texts has to be the licence, whole. The others are notices. */
function checkTexts({ contents, pattern }: ReadRule, license: License): Problem[] {
  const empty = contents
    .filter(({ text }) => text.trim() === '')
    .map(({ file }): Problem => ({ code: 'E_ARCHIVE_NOTICE', message: 'is empty', cure: 'Write the notice, or leave it out', at: { file } }))
  if (contents.length === 0 && license.personal) {
    const message = `the text of ${license.id} names its copyright holder, and the rule for "${pattern}" gives no copy with the holder`
    return [problem('LICENSE_HOLDER', message, "Write the path of the part's own licence file at the end of the rule")]
  }
  const flaws = contents.map(({ text, file, name }) => ({ name, flaw: checkLicenseText(text, license, file) }))
  if (flaws.length === 0 || flaws.some(({ flaw }) => flaw === undefined)) return empty
  // Without a personal licence the list's text goes in, and what is given are notices, unless it is called a licence.
  const said = license.personal ? flaws.slice(0, 1) : flaws.filter(({ name }) => /licen[cs]e|copying/i.test(name))
  return said.flatMap(({ flaw }) => flaw ?? [])
}

/** The whole licence text comes first: the part's own copy, or the list's. */
function textsOf({ contents }: ReadRule, license: License): readonly string[] {
  const isLicense = contents.map(({ text, file }) => checkLicenseText(text, license, file) === undefined)
  const own = contents.filter((_, index) => isLicense[index]).map(({ text }) => text)
  const notices = contents.filter((_, index) => !isLicense[index]).map(({ text }) => text)
  return [...(own.length === 0 ? [license.text] : own), ...notices].map((text) => text.replaceAll('\r\n', '\n').trim())
}

function checkEvidence(path: string, { alternatives, says }: Evidence, request: PartsRequest): Problem[] {
  if (alternatives.some(({ ids }) => ids.every((id) => belongs(id, request)))) return []
  const message = `"${path}" ${says}, and the package is under ${request.license.id}`
  return [{ ...problem('LICENSE_KIND', message, 'Put it into a package of its own with package-firmware, under its own licence'), at: { input: 'files' } }]
}

function problem(code: string, message: string, cure: string): Problem {
  return { code: `E_ARCHIVE_${code}`, message, cure, at: { input: 'licenses' } }
}

const line = '-'.repeat(78)

/** The text of THIRD-PARTY-NOTICES: each part with its licence, source and files; each licence text whole, and once. */
export function renderNotices(parts: readonly PackagePart[]): string {
  const groups = new Map<string, PackagePart[]>()
  for (const part of parts) {
    const text = part.texts.join(`\n\n${line}\n\n`)
    groups.set(text, [...(groups.get(text) ?? []), part])
  }
  const sections = [...groups].map(([text, members]) => [line, ...members.flatMap((part) => ['', ...aboutPart(part)]), '', text, ''].join('\n'))
  return ['This package holds software of other authors, each under its own licence.', '', ...sections].join('\n')
}

function aboutPart({ name, version, license, source, files }: PackagePart): string[] {
  return [
    `${name} ${version}`,
    `Licence: ${license.id} (${license.name})`,
    ...(source === undefined ? [] : [`Source: ${source}`]),
    `Files: ${files.join(', ')}`,
  ]
}
