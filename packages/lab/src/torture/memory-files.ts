import type { Files } from '@slipway/host'
import { Defect, digestOf } from '@slipway/kernel'
import type { VirtualProcess } from './virtual-process.ts'

const workspace = '/workspace'

/** The files of a virtual process: those of its workspace, and what it writes. */
export function createMemoryFiles(process: VirtualProcess, initial: ReadonlyMap<string, Uint8Array>): Files {
  const held = new Map<string, Uint8Array>([...initial].map(([path, bytes]) => [resolve(path), bytes]))
  let folders = 0
  const read = (path: string): Uint8Array => {
    const bytes = held.get(resolve(path))
    if (bytes === undefined) throw Object.assign(new Error(`no file ${path}`), { code: 'ENOENT' })
    return bytes
  }
  const below = (folder: string): readonly string[] => [...held.keys()].filter((path) => path.startsWith(`${resolve(folder)}/`))
  const call = <T>(effect: () => T): Promise<T> => process.call(async () => effect())
  return {
    ...unsupported,
    resolve,
    readText: (path) => call(() => Buffer.from(read(path)).toString('utf8')),
    readBytes: (path) => call(() => read(path)),
    write: (path, content) => call(() => void held.set(resolve(path), Buffer.from(content as string))),
    stream: (path) => pieces(read(path)),
    info: (path) => call(() => describe(held.get(resolve(path)), below(path))),
    list: (path) => call(() => [...new Set(below(path).map((each) => each.slice(resolve(path).length + 1).split('/')[0] ?? ''))].sort()),
    makeTemporary: (prefix) =>
      call(() => {
        folders += 1
        return `/temp/${prefix}-${folders}`
      }),
    makeFolder: () => call(() => {}),
    remove: (path) => call(() => void held.delete(resolve(path))),
    digest: (path) => call(() => ({ digest: digestOf(read(path)), size: read(path).length })),
  }
}

function resolve(path: string): string {
  return path.startsWith('/') ? path : `${workspace}/${path}`
}

function describe(bytes: Uint8Array | undefined, below: readonly string[]): Awaited<ReturnType<Files['info']>> {
  if (bytes !== undefined) return { kind: 'file', size: bytes.length, mode: 0o644 }
  return below.length > 0 ? { kind: 'directory', size: 0, mode: 0o755 } : undefined
}

const pieceSize = 65_536

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize)
}

const refuse = (): never => {
  throw new Defect('the torture has no such call')
}

const unsupported: Files = {
  resolve,
  readText: refuse,
  readBytes: refuse,
  write: refuse,
  writeStream: refuse,
  stream: refuse,
  open: refuse,
  info: refuse,
  list: refuse,
  glob: refuse,
  makeFolder: refuse,
  makeTemporary: refuse,
  copy: refuse,
  remove: refuse,
  digest: refuse,
  readTree: refuse,
  digests: refuse,
  copyTree: refuse,
}
