import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { readElf } from './elf.ts'
import { boundedReader, Malformed } from './fields.ts'
import type { NativeFile } from './image.ts'
import { readMachO } from './macho.ts'
import { readPe } from './pe.ts'
import type { ByteReader } from './reader.ts'

const startAgain = 'Build or download the file again, and see that it was copied whole'

/** What a native file says of itself, from its headers alone. Anything that is no ELF, PE or Mach-O file, or is cut or contradicts itself, is a Problem. */
export function readNative(reader: ByteReader): Result<NativeFile, Problem> {
  try {
    const file = readFormat(boundedReader(reader))
    if (file !== undefined) return ok(file)
    const message = reader.size === 0 ? 'is empty (0 bytes)' : 'is neither ELF, PE nor Mach-O'
    return err({ code: reader.size === 0 ? 'E_BINARY_EMPTY' : 'E_BINARY_FORMAT', message, cure: 'Name a native executable or library' })
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return err({ code: error.truncated ? 'E_BINARY_TRUNCATED' : 'E_BINARY_MALFORMED', message: `is damaged: ${error.message}`, cure: startAgain })
  }
}

function readFormat(reader: ByteReader): NativeFile | undefined {
  const magic = reader.read(0, 4)
  if (magic.length < 4) return undefined
  const [a = 0, b = 0, c = 0, d = 0] = magic
  const word = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
  if (word === 0x7f45_4c46) return { format: 'elf', images: [readElf(reader)] }
  if (a === 0x4d && b === 0x5a) {
    const image = readPe(reader)
    return image === undefined ? undefined : { format: 'pe', images: [image] }
  }
  const images = readMachO(reader, word)
  return images === undefined ? undefined : { format: 'mach-o', images }
}
