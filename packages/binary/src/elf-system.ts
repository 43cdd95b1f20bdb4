import type { ElfHeader, Program } from './elf.ts'
import { textAt } from './fields.ts'
import type { ByteReader } from './reader.ts'

const noteSegment = 4

/** EI_OSABI says it for FreeBSD and Solaris; Linux, NetBSD, OpenBSD and Android write 0 and are told apart by their notes and loaders. */
export function systemOf(reader: ByteReader, header: ElfHeader, programs: readonly Program[], interpreter: string | undefined): string | undefined {
  const declared: Readonly<Record<number, string>> = { 2: 'netbsd', 3: 'linux', 6: 'solaris', 9: 'freebsd', 12: 'openbsd' }
  if (header.osabi !== 0) return declared[header.osabi]
  const owners = programs.filter((one) => one.type === noteSegment).map((one) => noteOwners(reader.read(one.offset, Math.min(one.size, 4096)), header.little))
  const owner = owners.flat().find((name) => ['NetBSD', 'OpenBSD', 'FreeBSD', 'Android'].includes(name))
  if (owner !== undefined) return owner.toLowerCase()
  if (interpreter?.startsWith('/system/bin/linker') === true) return 'android'
  return 'linux'
}

/** Names of the owners of notes (gABI, chapter 5, "Note Section"). Notes that run over their end are passed over: they say nothing. */
function noteOwners(bytes: Uint8Array, little: boolean): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const owners: string[] = []
  for (let at = 0; at + 12 <= bytes.length; ) {
    const [nameSize, valueSize] = [view.getUint32(at, little), view.getUint32(at + 4, little)]
    owners.push(textAt(bytes, at + 12, Math.min(nameSize, 64)))
    at += 12 + align(nameSize) + align(valueSize)
  }
  return owners
}

function align(size: number): number {
  return Math.ceil(size / 4) * 4
}
