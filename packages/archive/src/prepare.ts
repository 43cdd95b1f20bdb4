import { err, type Platform, type Problem, type Result } from '@slipway/kernel'
import { type Evidence, findEvidence } from './evidence.ts'
import { type FileLine, parseFileLine } from './file-line.ts'
import { type Gathered, gatherFiles, type TreeReader } from './gather.ts'
import { type LicenseRule, parseLicenseRule } from './license-rule.ts'
import { type Component, fillPlaces } from './package-name.ts'
import type { ReadRule } from './package-parts.ts'
import { type PackagePlan, planPackage, type TextFile } from './package-plan.ts'

/** What the inputs of a packaging action say, still as text where it is a grammar of this room. */
export type PackageOrder = {
  readonly component: Component
  readonly name: string
  readonly template: string
  readonly folder?: string
  readonly platform: Platform
  readonly version: string
  readonly license: string
  /** Lines of the content list. */
  readonly files: readonly string[]
  /** The folder that sources are relative to. Licence files and notices are not. */
  readonly root: string
  /** Lines of the licence rules. */
  readonly rules: readonly string[]
  readonly licenseFiles: readonly string[]
  readonly notices: readonly string[]
  readonly sources: readonly string[]
  /** Seconds since 1970. */
  readonly mtime: number
}

/** The files port of an action, as far as it is needed here. */
export type PackageReader = TreeReader & { readonly readText: (path: string) => Promise<string> }

/** Longer than every licence by far; a file of more is no text. */
const longestText = 1024 * 1024

/** Looks up everything that an order names and plans the package. Every problem of every part is reported at once. */
export async function preparePackage(order: PackageOrder, reader: PackageReader): Promise<Result<PackagePlan>> {
  const lines = parseLines(
    order.files.map((line) => fillPlaces(line, order)),
    'files',
  )
  const rules = parseRules(order)
  const evidence = new Map<string, Evidence>()
  const gathered = await gatherFiles(lines.lines, order.root, reader, (file, path, head) => {
    const found = findEvidence(file, path, head)
    if (found !== undefined) evidence.set(path, found)
  })
  const notices = parseLines(await noticesOf(order, gathered, reader), 'notices')
  const licenseTexts = await readTexts(
    order.licenseFiles.map((source) => ({ kind: 'source', source, name: source.split('/').at(-1) ?? source })),
    'license-files',
    reader,
  )
  const noticeTexts = await readTexts(notices.lines, 'notices', reader)
  const read = await readRules(rules.rules, reader)
  const early = [lines, rules, notices, gathered, read, licenseTexts, noticeTexts].flatMap(({ problems }) => problems)
  const plan = planPackage({ ...order, files: gathered.entries, evidence, rules: read.rules, licenseFiles: licenseTexts.texts, notices: noticeTexts.texts })
  if (early.length === 0) return plan
  // That nothing is left to pack follows from what was said before.
  return err([...early, ...(plan.ok ? [] : plan.error.filter(({ code }) => code !== 'E_ARCHIVE_EMPTY'))])
}

/**
 * Apache-2.0 section 4(d) wants the project's NOTICE in what is passed on: it goes in without being named. Anything that is named instead
 * stands as it is.
 */
async function noticesOf({ notices, license }: PackageOrder, { entries }: Gathered, reader: PackageReader): Promise<readonly string[]> {
  if (notices.length > 0 || license !== 'Apache-2.0' || entries.some(({ path }) => path === 'NOTICE')) return notices
  return (await reader.info('NOTICE'))?.kind === 'file' ? ['NOTICE'] : []
}

function parseLines(texts: readonly string[], input: string): { lines: FileLine[]; problems: Problem[] } {
  const results = texts.map(parseFileLine)
  return {
    lines: results.flatMap((result) => (result.ok ? [result.value] : [])),
    problems: results.flatMap((result) => (result.ok ? [] : [{ ...result.error, at: { input } }])),
  }
}

function parseRules(order: PackageOrder): { rules: LicenseRule[]; problems: Problem[] } {
  const results = order.rules.map((line) => parseLicenseRule(fillPlaces(line, order)))
  return {
    rules: results.flatMap((result) => (result.ok ? [result.value] : [])),
    problems: results.flatMap((result) => (result.ok ? [] : [{ ...result.error, at: { input: 'licenses' } }])),
  }
}

async function readRules(rules: readonly LicenseRule[], reader: PackageReader): Promise<{ rules: ReadRule[]; problems: Problem[] }> {
  const problems: Problem[] = []
  const read: ReadRule[] = []
  for (const rule of rules) {
    const lines = rule.texts.map((source): FileLine => ({ kind: 'source', source, name: source.split('/').at(-1) ?? source }))
    const found = await readTexts(lines, 'licenses', reader)
    problems.push(...found.problems)
    read.push({ ...rule, contents: found.texts })
  }
  return { rules: read, problems }
}

async function readTexts(lines: readonly FileLine[], input: string, reader: PackageReader): Promise<{ texts: TextFile[]; problems: Problem[] }> {
  const texts: TextFile[] = []
  const problems: Problem[] = []
  for (const line of lines) {
    if (line.kind === 'link') {
      problems.push({ code: 'E_ARCHIVE_TEXT', message: `"${line.name}" is a link`, cure: 'Name the text itself', at: { input } })
      continue
    }
    const info = await reader.info(line.source)
    if (info?.kind === 'file' && (info.size ?? 0) <= longestText) texts.push({ file: line.source, name: line.name, text: await reader.readText(line.source) })
    else
      problems.push({
        code: 'E_ARCHIVE_TEXT',
        message: `"${line.source}" is ${info === undefined ? 'not there' : 'no text file'}`,
        cure: 'Name a text file of the workspace',
        at: { input },
      })
  }
  return { texts, problems }
}
