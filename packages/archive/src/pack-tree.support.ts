import { closeSync, createWriteStream, fstatSync, lstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type ContentEntry, earliestTime, planArchive } from './content.ts'
import { type ArchiveFormat, packArchive } from './formats.ts'
import type { TreeReader } from './gather.ts'
import { tar } from './tar.ts'

/** The real file system for tests and benchmarks, whose folders list what they hold in a shuffled order. */
export function createReader(seed = 0): TreeReader {
  return {
    info: async (path) => {
      const found = lstatSync(path, { throwIfNoEntry: false })
      return found === undefined ? undefined : { kind: found.isDirectory() ? 'directory' : found.isFile() ? 'file' : 'other' }
    },
    readTree: async (folder) => walk(folder, '', seed),
    open: (path) => {
      const descriptor = openSync(path, 'r')
      return {
        size: fstatSync(descriptor).size,
        readInto: (offset, target) => readSync(descriptor, target, 0, target.length, offset),
        close: () => closeSync(descriptor),
      }
    },
  }
}

type Node = Awaited<ReturnType<TreeReader['readTree']>>[number]

function walk(root: string, prefix: string, seed: number): Node[] {
  return shuffle(readdirSync(join(root, prefix), { withFileTypes: true }), seed).flatMap((entry): Node[] => {
    const path = `${prefix}${entry.name}`
    if (entry.isDirectory()) return [{ path, kind: 'directory' }, ...walk(root, `${path}/`, seed)]
    if (entry.isSymbolicLink()) return [{ path, kind: 'link', target: readlinkSync(join(root, path)) }]
    return [{ path, kind: entry.isFile() ? 'file' : 'other' }]
  })
}

function shuffle<T>(items: readonly T[], seed: number): readonly T[] {
  let state = seed >>> 0
  if (state === 0) return items
  const keyed = items.map((item) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return { item, state }
  })
  return keyed.sort((one, other) => one.state - other.state).map(({ item }) => item)
}

/** Every file below a folder, as an archive takes it. What `gatherFiles` does beside, to judge the files, is not part of it. */
function entriesOf(folder: string, seed: number): readonly ContentEntry[] {
  const reader = createReader()
  return walk(folder, '', seed).flatMap(({ path, kind, target = '' }): ContentEntry[] => {
    if (kind === 'directory') return []
    if (kind === 'link') return [{ kind, path, target }]
    const place = `${folder}/${path}`
    return [{ kind: 'file', path, mode: 0o644, content: { open: () => reader.open(place), size: lstatSync(place).size } }]
  })
}

/** Packs a folder as a program of its own: folder, file to write, format or `tar`, workers, seed of the order. */
async function main([folder = '', out = '', format = 'tar.gz', workers = '4', seed = '0']: readonly string[]): Promise<void> {
  const plan = planArchive({ folder: 'tree', mtime: earliestTime, entries: entriesOf(folder, Number(seed)) })
  if (!plan.ok) throw new Error(JSON.stringify(plan.error))
  if (format === 'tar') await writeInTurn(tar(plan.value, { keep: 3 }), out)
  else await pipeline(packArchive(plan.value, format as ArchiveFormat, { workers: Number(workers) }), createWriteStream(out))
}

/** Done with each piece before the next one is asked for. */
async function writeInTurn(chunks: AsyncIterable<Uint8Array>, out: string): Promise<void> {
  const file = await open(out, 'w')
  for await (const bytes of chunks) await file.write(bytes)
  await file.close()
}

// Node.js 20 and 22 do not know `import.meta.main`.
if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2))
