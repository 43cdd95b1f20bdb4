import { randomBytes } from 'node:crypto'
import { closeSync, createReadStream, createWriteStream, fstatSync, openSync, readSync } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { copyTree } from './copy-tree.ts'
import { createDigester } from './digest-file.ts'
import { errorCode } from './error-code.ts'
import type { FileInfo, FileReader, Files } from './ports.ts'
import { digestFiles, readTree } from './read-tree.ts'

/** Large enough to keep OpenSSL busy, small enough to stay in the processor's cache. */
const chunk = 256 * 1024

export function createFiles(context: { readonly workspace: string; readonly temp: string }): Files {
  const at = (path: string): string => resolve(context.workspace, path)
  const digest = createDigester()
  return {
    resolve: at,
    readText: async (path) => (await readFile(at(path))).toString('utf8'),
    readBytes: (path) => readFile(at(path)),
    write: (path, content, mode) => replace(at(path), mode, (temporary) => writeFile(temporary, content, { mode: mode ?? 0o644 })),
    writeStream: (path, chunks, mode) => replace(at(path), mode, (temporary) => pipeline(chunks, createWriteStream(temporary, { mode: mode ?? 0o644 }))),
    stream: (path) => createReadStream(at(path), { highWaterMark: chunk }),
    open: (path) => openReader(at(path)),
    info: (path) => readInfo(at(path)),
    list: async (path) => (await readdir(at(path))).sort(bytewise),
    glob: (patterns) => expand(context.workspace, patterns),
    makeFolder: async (path) => void (await mkdir(at(path), { recursive: true })),
    makeTemporary: async (prefix) => {
      await mkdir(context.temp, { recursive: true })
      return mkdtemp(join(context.temp, `${prefix}-`))
    },
    copy: async (from, to) => {
      await mkdir(dirname(at(to)), { recursive: true })
      await copyFile(at(from), at(to))
    },
    remove: (path) => rm(at(path), { recursive: true, force: true }),
    digest: (path) => digest(at(path)),
    readTree: async (folder) => readTree(at(folder)),
    digests: (folder, paths) => digestFiles(at(folder), paths),
    copyTree: async (from, to, entries, folders) => copyTree(at(from), at(to), entries, folders),
  }
}

function bytewise(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** Write-then-rename, so that a crash leaves the old file or the new one. */
async function replace(path: string, mode: number | undefined, write: (temporary: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    await write(temporary)
    // A mode that was asked for is meant, whatever the umask takes from new files.
    if (mode !== undefined) await chmod(temporary, mode)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

function openReader(path: string): FileReader {
  const descriptor = openSync(path, 'r')
  const readInto = (offset: number, target: Uint8Array): number => {
    let done = 0
    while (done < target.length) {
      const count = readSync(descriptor, target, done, target.length - done, offset + done)
      if (count === 0) break
      done += count
    }
    return done
  }
  return {
    size: fstatSync(descriptor).size,
    read: (offset, length) => {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readInto(offset, bytes))
    },
    readInto,
    close: () => closeSync(descriptor),
  }
}

async function readInfo(path: string): Promise<FileInfo | undefined> {
  try {
    const found = await lstat(path)
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : found.isSymbolicLink() ? 'link' : 'other'
    return { kind, size: found.size, mode: found.mode & 0o7777, ...(kind === 'link' ? { target: await readlink(path) } : {}) }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return undefined
    throw error
  }
}

async function expand(workspace: string, patterns: readonly string[]): Promise<readonly string[]> {
  const absolute = patterns.map((pattern) => (pattern.startsWith('!') ? `!${resolve(workspace, pattern.slice(1))}` : resolve(workspace, pattern)))
  // Loaded when it is needed: it takes longer to load than to verify a binary.
  const { create } = await import('@actions/glob')
  const globber = await create(absolute.join('\n'), { matchDirectories: false, followSymbolicLinks: false })
  const found = await globber.glob()
  return found.map((path) => relative(workspace, path).split(sep).join('/')).sort(bytewise)
}
