import type { ElfHeader, Program } from './elf-header.ts'
import { textAt } from './fields.ts'
import type { ByteReader } from './reader.ts'

const noteSegment = 4
/** Linkers write one for each alignment. */
const mostNotes = 16

/** Loaders that only one system has. Solaris and illumos have the same; `/lib/ld.so.1` is also one of Linux. */
const loaders: readonly (readonly [RegExp, string])[] = [
  [/^\/system\/bin\/linker/, 'android'],
  [/^\/(usr\/)?lib\/(64|amd64|sparcv9)\/ld\.so\.1$|^\/usr\/lib\/ld\.so\.1$/, 'solaris'],
  [/^(\/usr)?\/libexec\/ld-elf\.so\.2$/, 'dragonfly'],
]

/**
 * The system that an ELF file is for. EI_OSABI says it for FreeBSD; others write 0, mostly, and are told apart by their notes and loaders.
 * What says nothing is for Linux, also a static program of DragonFly, which nothing in its headers tells from one of Linux.
 */
export function systemOf(reader: ByteReader, header: ElfHeader, programs: readonly Program[], interpreter: string | undefined): string | undefined {
  const declared: Readonly<Record<number, string>> = { 2: 'netbsd', 3: 'linux', 6: 'solaris', 9: 'freebsd', 12: 'openbsd' }
  if (header.osabi !== 0) return declared[header.osabi]
  const notes = programs.filter((one) => one.type === noteSegment && one.size > 0).slice(0, mostNotes)
  const owners = notes.flatMap((one) => noteOwners(reader.read(one.offset, Math.min(one.size, 4096)), header.little))
  const owner = owners.find((name) => ['NetBSD', 'OpenBSD', 'FreeBSD', 'DragonFly', 'Android'].includes(name))
  if (owner !== undefined) return owner.toLowerCase()
  return loaders.find(([pattern]) => pattern.test(interpreter ?? ''))?.[1] ?? 'linux'
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
