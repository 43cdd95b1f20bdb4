import { Malformed } from './fields.ts'
import type { NativeFile, NativeImage, Section } from './image.ts'
import { readLoadCommands } from './macho-commands.ts'
import { type ByteReader, partOf } from './reader.ts'

/** Why a native file is thought to be packed or encrypted: then what it embeds cannot be found in it, which is no fault of an asset. */
export type Packing = {
  /** Such as `UPX`; `unknown` where only the bytes give it away. */
  readonly packer: string
  /** `sure`: the packer's own mark, in its place. `likely`: the code looks like random bytes, as compressed and encrypted code does. */
  readonly certainty: 'sure' | 'likely'
  /** What was seen, as a phrase: `the sections UPX0 and UPX1`. */
  readonly evidence: readonly string[]
}

/** Sections that packers of PE files leave. */
const packerSections: readonly (readonly [RegExp, string])[] = [
  [/^UPX[0-9!]$/, 'UPX'],
  [/^\.?MPRESS[12]$/i, 'MPRESS'],
  [/^\.(aspack|adata)$/, 'ASPack'],
  [/^\.petite$/, 'Petite'],
  [/^\.(vmp|VMP)[0-9]$/, 'VMProtect'],
  [/^\.?(themida|winlice|winlicen)$/i, 'Themida'],
  [/^\.enigma[12]$/, 'Enigma'],
  [/^(PEC2|PEC2TO|PECompact2|pec[12])$/, 'PECompact'],
  [/^(\.nsp|nsp)[0-2]$/, 'NsPack'],
  [/^(FSG!|MEW|\.MEW|\.RLPack|\.packed|\.yP|\.perplex|kkrunchy)$/, 'another packer'],
]

/**
 * Whether a native file is packed or encrypted, and what says so; none for an ordinary file. Looked at are the marks of packers (UPX's
 * `UPX!` with its version and format behind it, section names), Mach-O's LC_ENCRYPTION_INFO, and how random the code is. A packer that leaves no mark and
 * spreads its bytes well, and code that is encrypted in small pieces, are not noticed. Reads less than 1 MiB of each image.
 */
export function detectPacking(reader: ByteReader, file: NativeFile): readonly Packing[] {
  return file.images.flatMap((image) => {
    const marks = [...sectionMarks(image), ...upxMarks(reader, image), ...encryptionMarks(reader, image)]
    const packers = [...new Set(marks.map(([packer]) => packer))]
    const sure = packers.map((packer): Packing => ({ packer, certainty: 'sure', evidence: marks.filter(([one]) => one === packer).map(([, seen]) => seen) }))
    return sure.length > 0 ? sure : (randomCode(reader, image) ?? [])
  })
}

type Mark = readonly [packer: string, evidence: string]

function sectionMarks(image: NativeImage): readonly Mark[] {
  return image.sections.flatMap(({ name }) => {
    const packer = packerSections.find(([pattern]) => pattern.test(name.split(',').at(-1) ?? name))?.[1]
    return packer === undefined ? [] : [[packer, `the section ${name}`] as const]
  })
}

const upx = Buffer.from('UPX!')

/**
 * UPX writes `UPX!` behind the headers of what it packed, and again at the end (UPX, src/stub/src/include/header.S and l_info of
 * src/p_unix.h). Programs that know UPX hold the text too, so it has to stand in these places and be followed by a version and a format that UPX has.
 */
function upxMarks(reader: ByteReader, image: NativeImage): readonly Mark[] {
  const { offset, size } = image.range
  const head = { from: offset, bytes: Buffer.from(reader.read(offset, Math.min(size, 4096))), what: 'behind the headers' }
  const tailSize = Math.min(size, 128)
  const tail = { from: offset + size - tailSize, bytes: Buffer.from(reader.read(offset + size - tailSize, tailSize)), what: 'at the end' }
  return [head, tail].flatMap(({ from, bytes, what }): readonly Mark[] => {
    for (let at = bytes.indexOf(upx); at >= 0; at = bytes.indexOf(upx, at + 1)) {
      if (isPackHeader(bytes, at)) return [['UPX', `UPX! ${what}, at offset ${from + at}`]]
    }
    return []
  })
}

/** In l_info a size (16 bits), a version and a format follow; in the pack header a version, a format, a method and a level do. */
function isPackHeader(bytes: Buffer, at: number): boolean {
  const plausible = (version: number | undefined, format: number | undefined): boolean =>
    version !== undefined && format !== undefined && version >= 8 && version <= 14 && ((format >= 1 && format <= 44) || (format >= 129 && format <= 146))
  return plausible(bytes[at + 4], bytes[at + 5]) || plausible(bytes[at + 6], bytes[at + 7])
}

/** LC_ENCRYPTION_INFO and its form for 64 bits: a range, and a method that is 0 for a file that could be but is not encrypted. */
function encryptionMarks(reader: ByteReader, image: NativeImage): readonly Mark[] {
  if (image.format !== 'mach-o') return []
  try {
    const { fields, list } = readLoadCommands(partOf(reader, image.range.offset, image.range.size))
    return list
      .filter(({ command, at }) => (command === 0x21 || command === 0x2c) && fields.u32(at + 16) !== 0)
      .map(
        ({ at }) =>
          [
            'encryption',
            `${fields.u32(at + 12)} bytes encrypted with method ${fields.u32(at + 16)}, from offset ${image.range.offset + fields.u32(at + 8)}`,
          ] as const,
      )
  } catch (error) {
    if (error instanceof Malformed) return []
    throw error
  }
}

const block = 4096
const samples = 64
/** Machine code has 5 to 6.7 bits a byte in blocks of 4 KiB; compressed bytes have 7.95. */
const random = 7.8

/** Code of which most samples look random. Small code says nothing: the stub of a packer is ordinary code. */
function randomCode(reader: ByteReader, image: NativeImage): readonly Packing[] | undefined {
  const code = codeOf(image)
  const parts = code.flatMap(({ offset, size }) => {
    const count = Math.min(samples, Math.floor(size / block))
    return Array.from({ length: count }, (_, index) => offset + Math.floor(((size - block) * index) / Math.max(1, count - 1)))
  })
  if (parts.length < 8) return undefined
  const high = parts.map((at) => entropyOf(reader.read(at, block))).filter((bits) => bits > random).length
  if (high * 2 < parts.length) return undefined
  const names = code.map((one) => ('name' in one ? (one as Section).name : '')).filter((name) => name !== '')
  const evidence = `${high} of ${parts.length} samples of its code${names.length === 0 ? '' : ` (${names.join(', ')})`} look like random bytes`
  return [{ packer: 'unknown', certainty: 'likely', evidence: [evidence] }]
}

/** The largest parts of the code; an object may have a section for each function. */
function codeOf(image: NativeImage): readonly (Section | NativeImage['segments'][number])[] {
  const sections = image.sections.filter(({ executable, size }) => executable && size >= block)
  const all = sections.length > 0 ? sections : image.segments.filter(({ executable, size }) => executable && size >= block)
  return all.toSorted((a, b) => b.size - a.size).slice(0, 4)
}

/** Bits a byte, by how often each value stands there (Shannon 1948). */
function entropyOf(bytes: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const byte of bytes) counts[byte] = (counts[byte] as number) + 1
  return counts.reduce((bits, count) => (count === 0 ? bits : bits - (count / bytes.length) * Math.log2(count / bytes.length)), 0)
}
