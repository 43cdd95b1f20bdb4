import type { ByteReader } from '@slipway/binary'
import type { FileReader, Ports } from '@slipway/host'
import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** As many files are open at the same time as every system allows; a program may embed thousands. */
const mostOpen = 64

/** Files that are read here and there in turn, by their paths. */
export type OpenFiles = Disposable & {
  /** A Problem where no file is that can be read: nothing, a folder, or a link that leads nowhere. Its message follows the path. */
  readonly open: (path: string) => Promise<Result<ByteReader, Problem>>
}

/** Opens files when they are read; those that were read longest ago are closed, and opened again when they are needed. */
export function createOpenFiles({ files }: Ports): OpenFiles {
  const held = new Map<string, FileReader>()
  const hold = (path: string): FileReader => {
    const reader = held.get(path) ?? files.open(path)
    held.delete(path)
    held.set(path, reader)
    if (held.size > mostOpen) {
      const [oldest, first] = held.entries().next().value ?? []
      first?.close()
      held.delete(oldest ?? '')
    }
    return reader
  }
  const open = async (path: string): Promise<Result<ByteReader, Problem>> => {
    // A pipe or a device would be waited for, and says nothing.
    if ((await files.info(path))?.kind === 'other') return err(missing)
    try {
      const { size } = hold(path)
      hold(path).read(0, 1)
      return ok({ size, read: (offset, length) => hold(path).read(offset, length), readInto: (offset, target) => hold(path).readInto(offset, target) })
    } catch (error) {
      held.get(path)?.close()
      held.delete(path)
      const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code)) return err(missing)
      if (['EACCES', 'EPERM', 'ELOOP'].includes(code)) return err({ ...unreadable, message: `cannot be read (${code})` })
      throw error
    }
  }
  return {
    open,
    [Symbol.dispose]: () => {
      for (const reader of held.values()) reader.close()
      held.clear()
    },
  }
}

const missing: Problem = {
  code: 'E_EMBED_MISSING',
  message: 'is not there',
  cure: 'Build or download it before the binary is built, and name its path in the workspace',
}

const unreadable: Problem = { code: 'E_EMBED_UNREADABLE', message: 'cannot be read', cure: 'See to it that the user of this job may read it' }
