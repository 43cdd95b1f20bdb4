import { execFile } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  type BuilderInputs,
  builderKey,
  builderKeyFormat,
  type Closure,
  explainKey,
  type Listed,
  noIgnore,
  parseIgnore,
  planClosure,
  readContainerfile,
} from '@slipway/chain'
import { createFiles, type TreeEntry } from '@slipway/host'
import { digestOf, type Platform, unwrap } from '@slipway/kernel'
import { compareCopied, filesIn, gatherStages, parseContext, readBuilt, writeContext } from './closure-builds.ts'
import { type ClosureCase, closureCases } from './closure-cases.ts'

/** What the closure says that a build reads, beside what a real buildah copies; and what the key makes of it. */

const platforms = ['linux/amd64', 'linux/arm64'] as Platform[]
const scratch = mkdtempSync(join(tmpdir(), 'closure-'))
const files = createFiles({ workspace: scratch, temp: scratch })
const run = promisify(execFile)
const built = closureCases.filter(({ onlyBuildkit }) => onlyBuildkit === undefined)

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** `staged` is what a build makes of nothing but the closure; built where more than files counts: links, folders, an ignore file. */
type Copied = { readonly files: ReadonlySet<string>; readonly whole: readonly string[]; readonly staged: readonly string[] | undefined }

const isStaged = ({ context, ignore }: ClosureCase): boolean => ignore !== undefined || /->|\/(?: |$)/.test(context)

function planCase({ containerfile, ignore, values = {} }: ClosureCase, listing: readonly Listed[]): Closure {
  const rules = ignore === undefined ? noIgnore : unwrap(parseIgnore(ignore, '.dockerignore'))
  return unwrap(planClosure(unwrap(readContainerfile(containerfile, 'Containerfile')), values, platforms, rules, listing))
}

/** Builds for every platform that makes a difference, and says what every stage holds. */
async function build({ containerfile, ignore = '', values = {} }: ClosureCase, context: string, place: string): Promise<readonly string[]> {
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'Containerfile'), gatherStages(containerfile))
  writeFileSync(join(place, 'ignore'), ignore)
  const given = Object.entries(values).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`])
  const storage = ['--root', join(place, 'root'), '--runroot', join(place, 'run'), '--storage-driver', 'vfs']
  const what = ['--isolation', 'chroot', '--file', join(place, 'Containerfile'), '--ignorefile', join(place, 'ignore'), ...given]
  const held: string[] = []
  for (const platform of /TARGET/.test(containerfile) ? platforms : platforms.slice(0, 1)) {
    const output = join(place, platform.replace('/', '-'))
    await run('buildah', [...storage, 'build', ...what, '--platform', platform, '--output', `type=local,dest=${output}`, context])
    held.push(...readBuilt(output).map((line) => `${platform}/${line}`))
  }
  return held
}

/** A context of its own for each call, so that tests may change it. */
function makeContext({ context }: ClosureCase): { readonly folder: string; readonly entries: readonly Listed[] } {
  const folder = join(mkdtempSync(join(scratch, 'case-')), 'context')
  const entries = parseContext(context)
  writeContext(folder, entries)
  return { folder, entries }
}

/** Nothing but what the closure names, as the action hands it to an engine. */
function stage(entries: readonly Listed[], paths: readonly string[]): string {
  const folder = join(mkdtempSync(join(scratch, 'stage-')), 'context')
  writeContext(
    folder,
    entries.filter(({ path }) => paths.includes(path)),
  )
  return folder
}

async function buildCase(each: ClosureCase): Promise<Copied> {
  const { folder, entries } = makeContext(each)
  const whole = await build(each, folder, join(dirname(folder), 'build'))
  if (!isStaged(each)) return { files: filesIn(whole), whole, staged: undefined }
  const staged = stage(entries, planCase(each, entries).paths)
  // The ignore file has done its work: what it excludes is not in the closure.
  const { ignore: _, ...rest } = each
  return { files: filesIn(whole), whole, staged: await build(rest, staged, join(dirname(staged), 'build')) }
}

/** By the name of the case; a text is why it was not built. */
const results = new Map<string, Copied | string>()
beforeAll(async () => {
  const queue = [...built]
  const work = async (): Promise<void> => {
    for (let each = queue.shift(); each !== undefined; each = queue.shift()) results.set(each.name, await buildCase(each).catch(String))
  }
  await Promise.all([work(), work(), work()])
}, 600_000)

function copiedBy({ name, onlyBuildkit }: ClosureCase): ReadonlySet<string> {
  if (onlyBuildkit !== undefined) return new Set(onlyBuildkit.split(' '))
  return resultOf(name).files
}

function resultOf(name: string): Copied {
  const result = results.get(name) ?? 'nobody built it'
  if (typeof result === 'string') throw new Error(`${name}: ${result}`)
  return result
}

const closedFiles = (each: ClosureCase): readonly string[] => {
  const entries = parseContext(each.context)
  const real = new Set(entries.filter(({ kind }) => kind === 'file').map(({ path }) => path))
  return planCase(each, entries).paths.filter((path) => real.has(path))
}

describe('the closure holds what a build copies, file by file', () => {
  test('thirty Containerfiles and more were built', () => {
    expect(built.length).toBeGreaterThanOrEqual(30)
    expect(new Set(closureCases.map(({ name }) => name)).size).toBe(closureCases.length)
    expect(built.filter(({ name }) => resultOf(name).files.size > 0).length).toBeGreaterThanOrEqual(30)
  })

  test.each(built.map((each) => [each.name, each] as const))('buildah: %s', (_, each) => {
    expect(compareCopied(closedFiles(each), copiedBy(each), each.wider)).toEqual([])
  })

  test.each(built.filter(isStaged).map((each) => [each.name, each] as const))('nothing else is needed: %s', (name) => {
    const { staged, whole } = resultOf(name)
    expect(staged).toEqual(whole)
  })

  // Recorded with a real BuildKit; see the table.
  test.each(closureCases.filter(({ onlyBuildkit }) => onlyBuildkit !== undefined).map((each) => [each.name, each] as const))('BuildKit: %s', (_, each) => {
    expect(compareCopied(closedFiles(each), copiedBy(each), each.wider)).toEqual([])
  })
})

async function keyOf(each: ClosureCase, folder: string): Promise<BuilderInputs> {
  const listing = await files.readTree(folder)
  const chosen = new Set(planCase(each, listing).paths)
  const read = listing.filter(({ path }) => chosen.has(path))
  const digests = await files.digests(
    folder,
    read.filter(({ kind }) => kind === 'file').map(({ path }) => path),
  )
  const content = ({ path, kind, target }: TreeEntry): string => (kind === 'file' ? (digests.get(path) ?? '') : kind === 'link' ? (target ?? '') : '')
  const entries = read.map((entry) => ({
    path: entry.path,
    kind: entry.kind as 'file' | 'link' | 'directory',
    executable: entry.kind === 'file' && entry.executable,
    content: content(entry),
  }))
  const containerfile = { path: '../Containerfile', digest: digestOf(each.containerfile) }
  return { format: builderKeyFormat, containerfile, files: entries, arguments: each.values ?? {}, bases: {}, platforms }
}

type Alteration = readonly [string, (path: string) => void]
const alterations: readonly Alteration[] = [
  ['content', (path) => appendFileSync(path, '!')],
  ['mode', (path) => chmodSync(path, statSync(path).mode ^ 0o111)],
]

describe('the key', () => {
  test.each(closureCases.map((each) => [each.name, each] as const))('changes with what a build reads, and with nothing else: %s', async (_, each) => {
    const { folder, entries } = makeContext(each)
    const before = await keyOf(each, folder)
    const reads = new Set([...copiedBy(each), ...(each.wider ?? [])])
    for (const { path } of entries.filter(({ kind }) => kind === 'file')) {
      const place = join(folder, path)
      const { mode } = statSync(place)
      for (const [what, alter] of alterations) {
        alter(place)
        const after = await keyOf(each, folder)
        expect({ path, what, changes: explainKey(before, after).map(({ name }) => name) }).toEqual({ path, what, changes: reads.has(path) ? [path] : [] })
        expect({ path, what, changed: builderKey(after) !== builderKey(before) }).toEqual({ path, what, changed: reads.has(path) })
        writeFileSync(place, path)
        chmodSync(place, mode)
      }
    }
    expect(builderKey(await keyOf(each, folder))).toBe(builderKey(before))
  })

  test('changes with where a link of the closure leads, and not with other links', async () => {
    const each: ClosureCase = { name: '', context: 'd/l->../a d/m->n a b other->a', containerfile: 'FROM scratch\nCOPY d /x/\n' }
    const { folder } = makeContext(each)
    const before = builderKey(await keyOf(each, folder))
    const turn = async (path: string): Promise<boolean> => {
      unlinkSync(join(folder, path))
      symlinkSync('../b', join(folder, path))
      return builderKey(await keyOf(each, folder)) !== before
    }
    expect(await turn('other')).toBe(false)
    appendFileSync(join(folder, 'a'), 'what a copied link names is not copied')
    expect(builderKey(await keyOf(each, folder))).toBe(before)
    expect(await turn('d/l')).toBe(true)
  })
})

describe('goes red', () => {
  const each = closureCases.find(({ name }) => name === 'everything but') as ClosureCase

  test('when the closure lacks a file that is copied, or holds one that is not', () => {
    const right = closedFiles(each)
    expect(right.length).toBeGreaterThan(2)
    for (const path of right) {
      expect(
        compareCopied(
          right.filter((other) => other !== path),
          copiedBy(each),
        ),
      ).toEqual([`${path} is copied, and the closure lacks it`])
    }
    expect(compareCopied([...right, 'b.txt'], copiedBy(each))).toEqual(['b.txt is in the closure, and no build copies it'])
    expect(compareCopied(right, copiedBy(each), ['b.txt'])).toEqual(['b.txt is expected in the closure, and is not there'])
  })

  test('when a rule is not followed: the same file without its ignore file, or for one platform less', () => {
    const { ignore: _, ...open } = each
    expect(compareCopied(closedFiles(open), copiedBy(each))).toContain('b.txt is in the closure, and no build copies it')
    const both = closureCases.find(({ name }) => name === 'the platform') as ClosureCase
    const entries = parseContext(both.context)
    const file = unwrap(readContainerfile(both.containerfile, 'Containerfile'))
    const half = unwrap(planClosure(file, {}, platforms.slice(0, 1), noIgnore, entries)).paths
    expect(compareCopied(half, copiedBy(both))).toContain('linux/arm64/bin is copied, and the closure lacks it')
  })

  test('when what is staged does not suffice: the build fails, or comes out otherwise', async () => {
    const { ignore: _, ...open } = each
    const entries = parseContext(each.context)
    const { paths } = planCase(each, entries)
    const without = stage(
      entries,
      paths.filter((path) => path !== 'dir/d.txt'),
    )
    expect(await build(open, without, join(dirname(without), 'build'))).not.toEqual(resultOf(each.name).whole)
    const folderless = stage(
      entries,
      paths.filter((path) => !path.startsWith('dir/')),
    )
    await expect(build(open, folderless, join(dirname(folderless), 'build'))).rejects.toThrow(/no such file or directory/)
    expect(readFileSync(join(folderless, 'a.txt'), 'utf8')).toBe('a.txt')
  }, 60_000)
})
