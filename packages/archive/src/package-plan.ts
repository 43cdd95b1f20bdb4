import { err, ok, type Platform, type Problem, type Result } from '@slipway/kernel'
import { type ArchivePlan, type ContentEntry, planArchive } from './content.ts'
import type { Evidence } from './evidence.ts'
import type { ArchiveFormat } from './formats.ts'
import { checkLicenseText, findLicense, identifyLicense, type License } from './license.ts'
import { type Component, renderPackageName } from './package-name.ts'
import { type PackagePart, planParts, type ReadRule, renderNotices } from './package-parts.ts'
import { parseSourceReference, renderSourceOffer, type SourceReference } from './source-offer.ts'

/** A text that was read: `file` is where it lies, `name` what it is called in the package. */
export type TextFile = { readonly file: string; readonly name: string; readonly text: string }

export type PackageRequest = {
  readonly component: Component
  readonly template: string
  /** A template for the top folder; `.` for none. Default: as the file is called. */
  readonly folder?: string
  readonly name: string
  readonly platform: Platform
  readonly version: string
  /** An SPDX identifier. */
  readonly license: string
  readonly files: readonly ContentEntry[]
  /** What the files say of their own licence, by their paths. */
  readonly evidence: ReadonlyMap<string, Evidence>
  /** Which licence covers which files. */
  readonly rules: readonly ReadRule[]
  readonly licenseFiles: readonly TextFile[]
  readonly notices: readonly TextFile[]
  /** Source references as they were written; empty where the licence asks for none. */
  readonly sources: readonly string[]
  /** Seconds since 1970. */
  readonly mtime: number
}

export type PackagePlan = {
  readonly file: string
  readonly format: ArchiveFormat
  readonly license: License
  readonly archive: ArchivePlan
  /** Software of other authors in it. */
  readonly parts: readonly PackagePart[]
  readonly sources: readonly SourceReference[]
}

/**
 * Decides what a package holds: the declared files, VERSION, LICENSE with the whole text, notices, THIRD-PARTY-NOTICES where it holds parts
 * of other authors, and SOURCE-OFFER where the licence asks for the source. A runtime package has a permissive licence; a firmware package
 * may have any. All problems are reported at once.
 */
export function planPackage(request: PackageRequest): Result<PackagePlan> {
  const name = renderPackageName(request.template, request, request.folder)
  const license = findLicense(request.license)
  const { parts, problems: flaws } = license.ok ? planParts({ ...request, license: license.value }) : { parts: [], problems: [] }
  const sources = request.sources.map(parseSourceReference)
  const found: Problem[] = [
    ...(name.ok ? [] : [name.error]),
    ...(license.ok ? checkRules(license.value, request) : [{ ...license.error, at: { input: 'license' } }]),
    ...flaws,
    ...sources.flatMap((source) => (source.ok ? [] : [{ ...source.error, at: { input: 'source-offer' } }])),
    ...checkVersion(request.version),
    ...(request.files.length === 0 ? [problem('EMPTY', 'there is no file to pack', 'Name at least one file', 'files')] : []),
  ]
  const exact = sources.flatMap((source) => (source.ok ? [source.value] : []))
  const written = license.ok ? addTexts(request, license.value, exact, parts) : request.files
  const archive = planArchive({ folder: name.ok ? name.value.folder : 'package', mtime: request.mtime, entries: written })
  if (!archive.ok) found.push(...archive.error.map((flaw) => ({ at: { input: 'files' }, ...flaw })))
  if (found.length > 0 || !name.ok || !license.ok || !archive.ok) return err(found)
  return ok({ file: name.value.file, format: name.value.format, license: license.value, archive: archive.value, parts, sources: exact })
}

function checkVersion(version: string): Problem[] {
  if (/^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(version)) return []
  return [problem('VERSION', `"${version}" is no version`, 'Write a version or a tag, such as v1.2.3', 'version')]
}

function checkRules(license: License, request: PackageRequest): Problem[] {
  return [...checkKind(license, request), ...checkOffer(license, request), ...checkTexts(license, request)]
}

function checkKind(license: License, { component }: PackageRequest): Problem[] {
  if (component === 'firmware' || license.kind === 'permissive') return []
  return [
    problem(
      'LICENSE_KIND',
      `${license.id} is ${license.kind}, and a runtime package has a permissive licence`,
      'Put these files into a package of their own with package-firmware',
      'license',
    ),
  ]
}

function checkOffer(license: License, { component, sources }: PackageRequest): Problem[] {
  // A runtime package has no source offer: its licence is refused already.
  if (component === 'runtime' || license.kind === 'permissive' || sources.length > 0) return []
  return [
    problem(
      'SOURCE',
      `${license.id} asks for the source, and no source reference was given`,
      'Give source-offer the exact source: https://host/repository@revision',
      'source-offer',
    ),
  ]
}

function checkTexts(license: License, request: PackageRequest): Problem[] {
  const found: Problem[] = request.licenseFiles.flatMap(({ text, file }) => checkLicenseText(text, license, file) ?? [])
  if (license.personal && request.licenseFiles.length === 0) {
    found.push(
      problem(
        'LICENSE_HOLDER',
        `the text of ${license.id} names its copyright holder, and no copy with the holder was given`,
        'Give license-files the LICENSE of the project',
        'license-files',
      ),
    )
  }
  for (const { text, file } of request.notices) {
    if (text.trim() === '') found.push({ code: 'E_ARCHIVE_NOTICE', message: 'is empty', cure: 'Write the notice, or leave it out', at: { file } })
    const other = request.component === 'runtime' ? identifyLicense(text) : undefined
    if (other === undefined || other.kind === 'permissive') continue
    const message = `holds the text of ${other.id}, which has no place in a runtime package under ${license.id}`
    found.push({ code: 'E_ARCHIVE_LICENSE_KIND', message, cure: 'Put what it covers into a package of its own with package-firmware', at: { file } })
  }
  return found
}

function addTexts(request: PackageRequest, license: License, sources: readonly SourceReference[], parts: readonly PackagePart[]): ContentEntry[] {
  const [own, ...further] = request.licenseFiles
  const notices = [...further, ...request.notices].map(({ name, text }) => textEntry(name, text))
  const files = request.files.map(({ path }) => path).toSorted()
  const offer = sources.length === 0 ? [] : [textEntry('SOURCE-OFFER', renderSourceOffer(license, files, sources))]
  const others = parts.length === 0 ? [] : [textEntry('THIRD-PARTY-NOTICES', renderNotices(parts))]
  return [...request.files, textEntry('VERSION', `${request.version}\n`), textEntry('LICENSE', own?.text ?? license.text), ...notices, ...others, ...offer]
}

function textEntry(path: string, text: string): ContentEntry {
  const whole = text.endsWith('\n') ? text : `${text}\n`
  return { kind: 'file', path, mode: 0o644, content: new TextEncoder().encode(whole.replaceAll('\r\n', '\n')) }
}

function problem(code: string, message: string, cure: string, input: string): Problem {
  return { code: `E_ARCHIVE_${code}`, message, cure, at: { input } }
}

/** What a package holds, as rows of mode, size and path. */
export function renderContents(plan: PackagePlan): readonly (readonly string[])[] {
  return plan.archive.entries
    .filter(({ kind }) => kind !== 'folder')
    .map((entry) => [
      `0${entry.mode.toString(8)}`,
      entry.kind === 'file' ? String(entry.size) : '-',
      entry.kind === 'link' ? `${entry.path} -> ${entry.target}` : entry.path,
    ])
}
