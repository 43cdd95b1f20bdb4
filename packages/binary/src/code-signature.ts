import { err, ok, type Problem, type Result } from '@slipway/kernel'
import { type CodeDirectory, type RawDirectory, readDirectory } from './code-directory.ts'
import { comparePages, compareSlots, type SignatureDifference } from './code-pages.ts'
import type { Entitlement } from './entitlements.ts'
import { readDerEntitlements } from './entitlements-der.ts'
import { Malformed, readFields } from './fields.ts'
import type { NativeImage } from './image.ts'
import { readLoadCommands } from './macho-commands.ts'
import { type ByteReader, partOf } from './reader.ts'

/** What the code signature of one Mach-O image says. */
export type CodeSignature = {
  /** Where it stands in the file, and how many bytes the file keeps for it. */
  readonly offset: number
  readonly size: number
  /** The first is the one that every system reads; the others are for systems that know better hashes. */
  readonly directories: readonly CodeDirectory[]
  /** The text of the entitlements, a property list in XML; undefined when there are none. */
  readonly entitlements: string | undefined
  /** The same in DER, which systems since macOS 12 read, as values. */
  readonly derEntitlements: Entitlement | undefined
  /** `absent` and `empty` are ad-hoc signatures: they say that nothing was changed since, and not by whom it was signed. */
  readonly cms: 'absent' | 'empty' | 'present'
}

export type SignatureCheck = {
  readonly signature: CodeSignature
  /** The first of them, at most 1000. None: every byte is what was signed. */
  readonly differences: readonly SignatureDifference[]
  /** How many there are in all. */
  readonly count: number
}

type Blob = { readonly slot: number; readonly bytes: Uint8Array }
type Raw = { readonly signature: CodeSignature; readonly directories: readonly RawDirectory[]; readonly blobs: readonly Blob[] }

const most = 1000
/** Page hashes of 4 GiB, twice; nothing honest is larger. */
const largestSignature = 128 * 1024 * 1024
/** A few hundred times what the most demanding program asks for. */
const largestEntitlements = 1024 * 1024
/** The first directory and five alternates (cs_blobs.h, CSSLOT_ALTERNATE_CODEDIRECTORY_MAX). */
const mostDirectories = 6
const slots = { directory: 0, entitlements: 5, derEntitlements: 7, alternates: 0x1000, cms: 0x10000 }
const cure = 'Sign the file again, as the last step that writes to it'

/**
 * Reads the signature of one Mach-O image (xnu, osfmk/kern/cs_blobs.h), on any system; undefined when it has none. `reader` is over the
 * whole file. It does not judge whether its certificates can be trusted, nor whether Apple notarized it: that takes Apple's own tools.
 */
export function readCodeSignature(reader: ByteReader, image: NativeImage): Result<CodeSignature | undefined, Problem> {
  return guarded(() => readRaw(reader, image)?.signature)
}

/**
 * Reads the signature and compares every page of the image, and every blob in the signature, with its hash; undefined when there is none.
 * Reads the image once, whatever the number of directories. Offsets in differences count from the start of the file.
 */
export function checkCodeSignature(reader: ByteReader, image: NativeImage): Result<SignatureCheck | undefined, Problem> {
  return guarded(() => {
    const raw = readRaw(reader, image)
    if (raw === undefined) return undefined
    const { signature, directories, blobs } = raw
    const { offset: start, size } = image.range
    const differences: SignatureDifference[] = []
    let count = 0
    const tell = (difference: SignatureDifference): void => {
      count += 1
      if (differences.length < most) differences.push(difference)
    }
    for (const directory of directories) {
      if (start + directory.info.codeLimit !== signature.offset) {
        const from = Math.min(start + directory.info.codeLimit, signature.offset)
        tell({ what: 'unsigned', hash: directory.info.hash, offset: from, size: Math.max(signature.offset, start + directory.info.codeLimit) - from })
      }
      compareSlots(directory, blobs, tell)
    }
    const end = signature.offset + signature.size
    if (end < start + size) tell({ what: 'unsigned', hash: undefined, offset: end, size: start + size - end })
    comparePages(partOf(reader, start, size), start, directories, tell)
    return { signature, differences, count }
  })
}

function guarded<T>(read: () => T): Result<T, Problem> {
  try {
    return ok(read())
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const message = `has a damaged code signature: ${error.message}`
    return err({ code: 'E_BINARY_SIGNATURE', message, cure })
  }
}

function readRaw(reader: ByteReader, image: NativeImage): Raw | undefined {
  if (image.format !== 'mach-o') return undefined
  const slice = partOf(reader, image.range.offset, image.range.size)
  const { fields, list } = readLoadCommands(slice)
  const command = list.find((one) => one.command === 0x1d)
  if (command === undefined) return undefined
  const [offset, size] = [fields.u32(command.at + 8), fields.u32(command.at + 12)]
  if (offset + size > slice.size) throw new Malformed(`it would stand at ${offset} to ${offset + size}, but the image ends at ${slice.size}`, true)
  const blobs = readBlobs(partOf(slice, offset, size))
  const directories = readDirectories(blobs, slice.size)
  const blob = (slot: number): Uint8Array | undefined => blobs.find((one) => one.slot === slot)?.bytes.subarray(8)
  const [xml, der, cms] = [blob(slots.entitlements), blob(slots.derEntitlements), blob(slots.cms)]
  if (Math.max(xml?.length ?? 0, der?.length ?? 0) > largestEntitlements) throw new Malformed('its entitlements have more than 1 MiB')
  const signature: CodeSignature = {
    offset: image.range.offset + offset,
    size,
    directories: directories.map(({ info }) => info),
    entitlements: xml === undefined ? undefined : new TextDecoder().decode(xml),
    derEntitlements: der === undefined ? undefined : readDerEntitlements(der),
    cms: cms === undefined ? 'absent' : cms.length === 0 ? 'empty' : 'present',
  }
  return { signature, directories, blobs }
}

function readDirectories(blobs: readonly Blob[], size: number): readonly RawDirectory[] {
  const found = blobs.filter(({ slot }) => slot === slots.directory || (slot >= slots.alternates && slot < slots.alternates + 8))
  if (found.length === 0) throw new Malformed('it has no code directory')
  if (found.length > mostDirectories) throw new Malformed(`it has ${found.length} code directories`)
  const directories = found.map(({ bytes }) => readDirectory(bytes))
  const long = directories.find(({ info }) => info.codeLimit > size)
  if (long !== undefined) throw new Malformed(`a code directory is for ${long.info.codeLimit} bytes, but the image has ${size}`, true)
  return directories
}

/** The index of an embedded signature: kinds and places of blobs, each with its magic and its length in front. */
function readBlobs(reader: ByteReader): readonly Blob[] {
  const head = readFields(reader, 0, 12, false, 'its header')
  if (head.u32(0) !== 0xfade_0cc0) throw new Malformed(`its magic is 0x${head.u32(0).toString(16)}`)
  const count = head.u32(8)
  if (count > 64) throw new Malformed(`it claims ${count} parts`)
  if (reader.size > largestSignature) throw new Malformed(`it claims ${reader.size} bytes`)
  const index = readFields(reader, 12, 8 * count, false, 'its index')
  let left = reader.size
  return Array.from({ length: count }, (_, number) => {
    const [slot, offset] = [index.u32(8 * number), index.u32(8 * number + 4)]
    const length = readFields(reader, offset, 8, false, `part ${number + 1}`).u32(4)
    // Together the parts are no longer than the signature: they do not overlap.
    left -= length
    if (length < 8 || left < 0 || offset + length > reader.size) throw new Malformed(`part ${number + 1} claims ${length} bytes`)
    // Copied: these bytes are kept while others are read.
    return { slot, bytes: Uint8Array.from(reader.read(offset, length)) }
  })
}
