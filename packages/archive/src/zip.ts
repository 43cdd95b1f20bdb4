import { crc32 } from 'node:zlib'
import type { ArchiveEntry, ArchivePlan } from './content.ts'
import { type DeflateOptions, deflate } from './deflate.ts'
import { exactly } from './exactly.ts'
import { createCount } from './gzip.ts'
import { isDeflated, isLarge, renderCentral, renderDescriptor, renderEnd, renderLocal, type ZipMember } from './zip-records.ts'

/**
 * The bytes of a plan as a zip file (PKWARE's APPNOTE.TXT), with modes and links as Unix keeps them and times in UTC, wherever it is
 * written. The checksum and sizes of a file follow its data, so nothing is read twice; ZIP64 is used where a number needs it.
 * Throws a Refusal (E_ARCHIVE_CHANGED) when a file yields more or fewer bytes than its plan says.
 */
export async function* zip(plan: ArchivePlan, options: DeflateOptions = {}): AsyncGenerator<Uint8Array> {
  const members: ZipMember[] = []
  let offset = 0
  for (const entry of plan.entries) {
    const writing = entry.kind === 'file' && isDeflated(entry) ? writeFile(entry, plan.mtime, offset, options) : writeStored(entry, plan.mtime, offset)
    let next = await writing.next()
    for (; next.done !== true; next = await writing.next()) {
      offset += next.value.byteLength
      yield next.value
    }
    members.push(next.value)
  }
  const central = Buffer.concat(members.map((member) => renderCentral(member, plan.mtime)))
  yield central
  yield renderEnd(members.length, central.length, offset)
}

async function* writeStored(entry: ArchiveEntry, mtime: number, offset: number): AsyncGenerator<Uint8Array, ZipMember> {
  const data = Buffer.from(entry.kind === 'link' ? entry.target : '')
  const checksum = crc32(data)
  yield renderLocal(entry, mtime, { checksum, size: data.length })
  yield data
  if (entry.kind === 'file') for await (const _ of exactly(entry.content, entry.path));
  return { entry, offset, checksum, packed: data.length, size: data.length, large: false }
}

type FileEntry = Extract<ArchiveEntry, { kind: 'file' }>

async function* writeFile(entry: FileEntry, mtime: number, offset: number, options: DeflateOptions): AsyncGenerator<Uint8Array, ZipMember> {
  const seen = createCount()
  let packed = 0
  yield renderLocal(entry, mtime, { checksum: 0, size: 0 })
  for await (const bytes of deflate(seen.watch(exactly(entry.content, entry.path)), options)) {
    packed += bytes.byteLength
    yield bytes
  }
  const member = { entry, offset, checksum: seen.checksum(), packed, size: seen.size(), large: isLarge(entry.size) }
  yield renderDescriptor(member)
  return member
}
