import { readElfArchitecture } from './elf-architecture.ts'
import { machoMachine, peMachine } from './machines.ts'
import { readerOf } from './reader.ts'
import { type FileKind, type Sniffed, sniff } from './sniff.ts'

/** Bytes from the start of a file that `sniffHead` looks at. */
export const headSize = 64 * 1024

/**
 * What a file is when only its beginning is at hand, as of a member of an archive. A native file's headers may go on behind it, so of one
 * only the format and the machine are told.
 */
export function sniffHead(head: Uint8Array): Sniffed {
  const found = sniff(readerOf(head))
  const architecture = architectureOf(head, found.kind)
  if (found.problem === undefined || architecture === undefined) return found
  return { ...found, architectures: [architecture], problem: undefined }
}

function architectureOf(head: Uint8Array, kind: FileKind): string | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (kind === 'elf') return readElfArchitecture(head)
  if (kind === 'pe') {
    const at = head.length < 64 ? head.length : view.getUint32(60, true)
    return at + 6 > head.length ? undefined : peMachine(view.getUint16(at + 4, true)).architecture
  }
  if (kind !== 'mach-o' || head.length < 8) return undefined
  const magic = view.getUint32(0, true)
  return magic === 0xfeed_face || magic === 0xfeed_facf ? machoMachine(view.getUint32(4, true)).architecture : undefined
}
