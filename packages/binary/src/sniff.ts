import { constants, gunzipSync } from 'node:zlib'
import type { Problem } from '@slipway/kernel'
import { furthest, type NativeFile, type NativeFormat, type NativeImage } from './image.ts'
import { readNative } from './native.ts'
import { type ByteReader, readerOf } from './reader.ts'

export const fileKinds = [
  'empty',
  'lfs-pointer',
  'html',
  'text',
  'elf',
  'pe',
  'mach-o',
  'bzimage',
  'arm64-image',
  'riscv-image',
  'efi-zboot',
  'cpio',
  'gzip',
  'xz',
  'zstd',
  'zip',
  'bzip2',
  'lz4',
  'tar',
  'ext4',
  'squashfs',
  'data',
] as const

/** What a file is by its first bytes, never by its name. `data` is anything else that is no text. */
export type FileKind = (typeof fileKinds)[number]

export type Sniffed = {
  readonly kind: FileKind
  /** Go's names; several for a fat Mach-O file, none where the kind has no architecture or does not tell it. */
  readonly architectures: readonly string[]
  /** Go's GOOS for native files that say it. */
  readonly os: string | undefined
  /** Of native files. */
  readonly purpose: NativeImage['purpose'] | undefined
  /** Of a gzip file: what the first bytes unpack to. */
  readonly inside: FileKind | undefined
  /** Set when the magic is right and what follows is damaged. */
  readonly problem: Problem | undefined
}

const head = 4096
const cases: readonly (readonly [FileKind, number, readonly number[]])[] = [
  ['gzip', 0, [0x1f, 0x8b]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['lz4', 0, [0x04, 0x22, 0x4d, 0x18]],
  // The legacy frame, which the kernel's own tools write.
  ['lz4', 0, [0x02, 0x21, 0x4c, 0x18]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['squashfs', 0, [0x68, 0x73, 0x71, 0x73]],
  // newc, newc with checksums, and the old portable form (cpio(5)).
  ['cpio', 0, [0x30, 0x37, 0x30, 0x37, 0x30, 0x31]],
  ['cpio', 0, [0x30, 0x37, 0x30, 0x37, 0x30, 0x32]],
  ['cpio', 0, [0x30, 0x37, 0x30, 0x37, 0x30, 0x37]],
  ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
  // The superblock's magic of ext2, ext3 and ext4 (kernel documentation, "ext4 Super Block").
  ['ext4', 0x438, [0x53, 0xef]],
]

/** What the first 4 KiB (and, of native files, the headers) say. Never fails: what nobody knows is `data` or `text`. */
export function sniff(reader: ByteReader): Sniffed {
  return look(reader, true)
}

/** A gzip file may hold itself, so what is inside is looked at once. */
function look(reader: ByteReader, unpack: boolean): Sniffed {
  const bytes = reader.read(0, head)
  if (reader.size === 0) return plain('empty')
  const kernel = sniffKernel(bytes)
  if (kernel !== undefined) return kernel
  if (startsNative(bytes)) {
    const native = sniffNative(reader)
    if (native !== undefined) return native
  }
  const found = cases.find(([, at, magic]) => magic.every((byte, index) => bytes[at + index] === byte))
  if (found !== undefined) return { ...plain(found[0]), inside: found[0] === 'gzip' && unpack ? sniffGzip(reader) : undefined }
  return plain(sniffText(bytes, bytes.length === reader.size))
}

function plain(kind: FileKind, architectures: readonly string[] = []): Sniffed {
  return { kind, architectures, os: undefined, purpose: undefined, inside: undefined, problem: undefined }
}

/** Kernels first: with an EFI stub they are PE files too, and a kernel is what they are for. */
function sniffKernel(bytes: Uint8Array): Sniffed | undefined {
  const says = (at: number, text: string): boolean => [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))
  // Documentation/arch/x86/boot.rst: the signature at 0x202; bit 0 of xloadflags (0x236, since protocol 2.12) is a 64-bit entry.
  if (says(0x202, 'HdrS'))
    return plain('bzimage', [((bytes[0x236] ?? 0) & 1) !== 0 && (bytes[0x207] ?? 0) * 256 + (bytes[0x206] ?? 0) >= 0x20c ? 'amd64' : '386'])
  // Documentation/arch/arm64/booting.rst and arch/riscv/boot-image-header.rst: the magic at 0x38.
  if (says(0x38, 'ARM\x64')) return plain('arm64-image', ['arm64'])
  if (says(0x38, 'RSC\x05')) return plain('riscv-image', ['riscv64'])
  return undefined
}

function startsNative(bytes: Uint8Array): boolean {
  const word = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
  return [0x7f45_4c46, 0xcafe_babe, 0xcafe_babf, 0xfeed_face, 0xfeed_facf, 0xcefa_edfe, 0xcffa_edfe].includes(word) || word >>> 16 === 0x4d5a
}

function sniffNative(reader: ByteReader): Sniffed | undefined {
  const native = readNative(reader)
  if (!native.ok) {
    if (native.error.code === 'E_BINARY_FORMAT') return undefined
    return { ...plain(formatOf(reader)), problem: native.error }
  }
  const { format, images } = native.value
  const architectures = images.flatMap((image) => (image.architecture === undefined ? [] : [image.architecture]))
  // A compressed kernel that unpacks itself (drivers/firmware/efi/libstub/zboot-header.S).
  const zboot = format === 'pe' && Buffer.from(reader.read(4, 4)).toString('latin1') === 'zimg'
  const kind = zboot ? 'efi-zboot' : format
  return { kind, architectures, os: images[0]?.os, purpose: images[0]?.purpose, inside: undefined, problem: checkEnd(native.value, reader.size) }
}

/** Linkers of PE files round the size of the last section up, and loaders do not mind. */
const slack: Readonly<Record<NativeFormat, number>> = { elf: 0, pe: 4096, 'mach-o': 0 }

function checkEnd({ format, images }: NativeFile, size: number): Problem | undefined {
  const end = furthest(images.map((image) => image.end))
  if (end <= size + slack[format]) return undefined
  const message = `is truncated: its headers promise ${end} bytes, and it has ${size}`
  return { code: 'E_BINARY_TRUNCATED', message, cure: 'Build or download it again, and see that it was copied whole' }
}

function formatOf(reader: ByteReader): FileKind {
  const first = reader.read(0, 1)[0]
  return first === 0x7f ? 'elf' : first === 0x4d ? 'pe' : 'mach-o'
}

/** What a gzip file holds, from its first block; undefined when it cannot be unpacked. */
function sniffGzip(reader: ByteReader): FileKind | undefined {
  try {
    const bytes = gunzipSync(reader.read(0, 16 * 1024), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 32 * 1024 * 1024 })
    return look(readerOf(bytes), false).kind
  } catch {
    return undefined
  }
}

/** A file without any control character but blanks, in UTF-8, is text. A character may be cut at the end of what was read. */
function sniffText(bytes: Uint8Array, whole: boolean): FileKind {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole })
  } catch {
    return 'data'
  }
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text)) return 'data'
  // git-lfs/docs/spec.md, "The Pointer"; the second is the name from before its release.
  if (/^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(text)) return 'lfs-pointer'
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(text) ? 'html' : 'text'
}
