import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { readerOf, readNative } from '@slipway/binary'
import { embedded, type GoBuild } from './corpus-builds.ts'
import { type Corpus, differencesFromGo, disagreements, gatherCorpus, pathsOf } from './corpus-compare.ts'
import { type Facts, type Reading, readMember, readOnlyBytes } from './corpus-facts.ts'
import { askObjdump, askReadobj } from './corpus-llvm.ts'
import { askGo, askReadelf, isInstalled } from './corpus-oracles.ts'

let corpus: Corpus = { members: [], ports: [], readings: new Map() }

beforeAll(async () => {
  corpus = await gatherCorpus()
}, 1_800_000)

const readingOf = (path: string): Reading => corpus.readings.get(path) as Reading

/** Ports whose programs are in formats of their own. */
const isOther = ({ os, architecture }: GoBuild): boolean => os === 'aix' || os === 'plan9' || architecture === 'wasm'

describe('the corpus', () => {
  test('has at least 200 files besides those of this machine, of all formats and of all ports of Go that it can link for', () => {
    const pinned = corpus.members.filter(({ group }) => group !== 'this machine')
    expect(pinned.length).toBeGreaterThanOrEqual(200)
    for (const format of ['elf', 'pe', 'mach-o']) expect(pathsOf(corpus, format).length).toBeGreaterThanOrEqual(30)
    expect(corpus.ports.length).toBeGreaterThanOrEqual(2 * 40)
    expect(new Set([...corpus.readings.values()].flatMap(({ images }) => images.map(({ machine }) => machine))).size).toBeGreaterThanOrEqual(14)
  })

  test('every native file is read, and every other one is said to be none', () => {
    const others = new Set(corpus.ports.filter(isOther).map(({ path }) => path))
    const problems = corpus.members.flatMap(({ path }) => {
      const { problem } = readingOf(path)
      return problem === (others.has(path) ? 'is neither ELF, PE nor Mach-O' : undefined) ? [] : [`${path} ${problem}`]
    })
    expect(problems).toEqual([])
  })

  test('no header promises more than there is', () => {
    const long = corpus.members.filter(({ path }) => readingOf(path).images.some(({ end }) => end > readFileSync(path).length))
    expect(long).toEqual([])
  })

  test('cut anywhere: a sentence, or headers that promise more than there is', () => {
    for (const path of pathsOf(corpus, 'elf', 'pe', 'mach-o').filter((_, index) => index % 4 === 0)) {
      const whole = readFileSync(path)
      const end = Math.max(...readingOf(path).images.map((image) => image.end))
      for (const length of [3, 40, 100, 700, 4096, ...[0.2, 0.5, 0.9].map((share) => Math.floor(share * end)), end - 1].filter((one) => one < end)) {
        const result = readNative(readerOf(whole.subarray(0, length)))
        if (result.ok) expect([path, length, result.value.images.some((image) => image.end > length)]).toEqual([path, length, true])
        else expect([path, length, result.error.message, result.error.cure]).toEqual([path, length, expect.stringMatching(/^is /), expect.any(String)])
      }
    }
  })
})

const ourFacts = (path: string): readonly Facts[] => corpus.readings.get(path)?.facts ?? []

/** CI installs all of them; a developer may lack one. */
async function present(program: string): Promise<boolean> {
  if (await isInstalled(program)) return true
  if (process.env['CI'] !== undefined) throw new Error(`${program} is not installed`)
  process.stderr.write(`${program} is not installed: what it says of the corpus is not compared\n`)
  return false
}

describe('what others read in the same files', () => {
  test.each([
    ['readelf', ['elf'], askReadelf],
    ['llvm-readobj', ['elf', 'pe', 'mach-o'], askReadobj],
    ['llvm-objdump', ['mach-o'], askObjdump],
  ] as const)(
    '%s',
    async (program, formats, ask) => {
      if (!(await present(program))) return
      const testimony = await ask(pathsOf(corpus, ...formats))
      expect(testimony.size).toBe(pathsOf(corpus, ...formats).length)
      expect(disagreements(testimony, ourFacts)).toEqual([])
      // The comparison can fail: each file is not what the next one is.
      const paths = [...testimony.keys()]
      const next = (path: string): readonly Facts[] => ourFacts(paths[(paths.indexOf(path) + 1) % paths.length] ?? '')
      expect(disagreements(testimony, next).length).toBeGreaterThan(paths.length / 2)
    },
    300_000,
  )

  test('go version -m', async () => {
    const paths = corpus.members.map(({ path }) => path)
    expect(differencesFromGo(corpus, await askGo(paths))).toEqual([])
    expect(differencesFromGo(corpus, new Map([[paths[0] ?? '', ['go1.1']]])).length).toBeGreaterThan(70)
    expect(paths.filter((path) => readingOf(path).go !== undefined).length).toBeGreaterThanOrEqual(2 * 36)
  }, 300_000)
})

describe('programs of which is known what went into them', () => {
  test('the port that Go built each for', () => {
    for (const port of corpus.ports.filter((one) => !isOther(one))) {
      const [image] = readingOf(port.path).images
      // Nothing in a file tells illumos from Solaris, nor a static program of DragonFly from one of Linux.
      const os = { illumos: 'solaris', dragonfly: 'linux' }[port.os] ?? port.os
      expect([port.name, image?.os, image?.architecture]).toEqual([port.name, os, port.architecture])
    }
  })

  test('the files that each embeds, and nothing else in any other', () => {
    const files = Object.entries(embedded).map(([name, content]) => [name, 'file', Buffer.byteLength(content)])
    const wanted = [...files, ['files', 'directory', 0], ['files/sub', 'directory', 0]].sort()
    const built = new Set(corpus.ports.map(({ path }) => path))
    for (const { path, name } of corpus.members) {
      const { embeds, go } = readingOf(path)
      const tables = embeds.flatMap((listing) => listing.tables)
      expect([name, embeds.flatMap((listing) => listing.doubts)]).toEqual([name, []])
      if (go === undefined) expect([name, tables]).toEqual([name, []])
      if (!built.has(path) || go === undefined) continue
      expect([name, tables.map(({ entries }) => entries.map((one) => [one.name, one.kind, one.size]).sort())]).toEqual([name, [wanted]])
    }
  })
})

describe('what reading costs', () => {
  /** The best of twenty: other tests run beside this one. */
  const isFast = (path: string): boolean => Array.from({ length: 20 }).some(() => readMember(path).headers.milliseconds <= 10)

  test('headers and build information: at most 10 ms and 2 MB', () => {
    for (const { path } of corpus.members) {
      const { headers } = readingOf(path)
      expect([path, headers.bytes <= 2_000_000, headers.milliseconds <= 10 || isFast(path)]).toEqual([path, true, true])
    }
  })

  test('embed tables: one pass over read-only data', () => {
    for (const { path } of corpus.members) {
      const { tables, images } = readingOf(path)
      // Besides that the header, the dynamic section, and what stands around a candidate.
      expect([path, tables.bytes - readOnlyBytes(images) <= 64 * 1024]).toEqual([path, true])
    }
  })
})
