import { createHash } from 'node:crypto'

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value >>> 0)
  return bytes
}
const blob = (magic: number, content: Uint8Array): Buffer => Buffer.concat([word(magic), word(content.length + 8), content])
const hashed = (kind: Kind, bytes: Uint8Array): Buffer => createHash(kind.algorithm).update(bytes).digest().subarray(0, kind.size)

/** A hash of code directories. */
export type Kind = { readonly type: number; readonly algorithm: string; readonly size: number }
const sha1 = { type: 1, algorithm: 'sha1', size: 20 }
export const sha256 = { type: 2, algorithm: 'sha256', size: 32 }
export const truncated = { type: 3, algorithm: 'sha256', size: 20 }

/** A code directory of version 0x20500 over a program without its signature. */
function directory(kind: Kind, code: Buffer, parts: ReadonlyMap<number, Buffer>, pageBits: number): Buffer {
  const names = Buffer.from('com.example.tool\0TEAM123456\0')
  const specials = Array.from({ length: 7 }, (_, index) => {
    const part = parts.get(7 - index)
    return part === undefined ? Buffer.alloc(kind.size) : hashed(kind, part)
  })
  const size = pageBits === 0 ? code.length : 2 ** pageBits
  const pages = Array.from({ length: Math.ceil(code.length / size) }, (_, index) => hashed(kind, code.subarray(index * size, (index + 1) * size)))
  const head = Buffer.alloc(96)
  const hashOffset = 96 + names.length + specials.length * kind.size
  const words = [0xfade0c02, hashOffset + pages.length * kind.size, 0x20500, 0x10000, hashOffset, 96, specials.length, pages.length, code.length]
  for (const [index, value] of words.entries()) head.writeUInt32BE(value, 4 * index)
  for (const [at, value] of [
    [36, kind.size],
    [37, kind.type],
    [39, pageBits],
  ] as const)
    head.writeUInt8(value, at)
  head.writeUInt32BE(96 + 17, 48)
  head.writeUInt32BE(0x000d0100, 88)
  return Buffer.concat([head, names, ...specials, ...pages])
}

/** Entitlements as a project keeps them. */
export const xml = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
  <!-- what a hypervisor needs -->
  <key>com.apple.security.hypervisor</key><true/>
  <key>groups</key><array><string>a &amp; b</string><integer>-3</integer></array>
  <key>off</key><false></false>
</dict></plist>`
const der = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const joined = Buffer.concat(content)
  return Buffer.concat([Buffer.from(joined.length < 128 ? [tag, joined.length] : [tag, 0x81, joined.length]), joined])
}
const text = (value: string): Buffer => der(12, Buffer.from(value))
const entitlements = der(
  0x70,
  der(2, Buffer.from([1])),
  der(
    0xb0,
    der(0x30, text('com.apple.security.hypervisor'), der(1, Buffer.from([255]))),
    der(0x30, text('groups'), der(0x30, text('a & b'), der(2, Buffer.from([0xfd])))),
    der(0x30, text('off'), der(1, Buffer.from([0]))),
  ),
)

/** Signs a program anew, as Apple's codesign lays a signature out: several directories, requirements, entitlements in both forms, CMS. */
export function sign(original: Buffer, { kinds = [sha1, sha256] as readonly Kind[], pageBits = 12, cms = Buffer.from('a certificate') } = {}): Buffer {
  const code = Buffer.from(original.subarray(0, original.readUInt32LE(placeOfCommand(original) + 8)))
  const parts = new Map([
    [2, blob(0xfade0c01, word(0))],
    [5, blob(0xfade7171, Buffer.from(xml))],
    [7, blob(0xfade7172, entitlements)],
  ])
  const lay = (): Buffer => {
    const directories = kinds.map((kind, index) => [index === 0 ? 0 : 0x1000 + index - 1, directory(kind, code, parts, pageBits)] as const)
    const blobs = [...directories, ...parts, [0x10000, blob(0xfade0b01, cms)] as const]
    let at = 12 + 8 * blobs.length
    const index = blobs.map(([slot, { length }]) => Buffer.concat([word(slot), word((at += length) - length)]))
    return Buffer.concat([word(0xfade0cc0), word(at), word(blobs.length), ...index, ...blobs.map(([, bytes]) => bytes)])
  }
  code.writeUInt32LE(lay().length, placeOfCommand(code) + 12)
  return Buffer.concat([code, lay()])
}

/** Where LC_CODE_SIGNATURE stands. */
export function placeOfCommand(bytes: Buffer): number {
  for (let at = 32, index = 0; index < bytes.readUInt32LE(16); index++, at += bytes.readUInt32LE(at + 4)) if (bytes.readUInt32LE(at) === 0x1d) return at
  throw new Error('unsigned')
}

/** A fat file of some slices for arm64. */
export function fat(...slices: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(4096)
  header.writeUInt32BE(0xcafe_babe, 0)
  header.writeUInt32BE(slices.length, 4)
  let place = 4096
  for (const [index, slice] of slices.entries()) {
    for (const [field, value] of [0x0100_000c, index, place, slice.length, 12].entries()) header.writeUInt32BE(value, 8 + 20 * index + 4 * field)
    place += slice.length
  }
  return Buffer.concat([header, ...slices])
}

type Command = readonly [command: number, text: string]

/** Load commands that hold a text each: LC_ID_DYLIB, LC_LOAD_DYLIB, LC_LOAD_WEAK_DYLIB and LC_RPATH. */
function textCommands(texts: readonly Command[]): readonly Buffer[] {
  return texts.map(([command, content]) => {
    const start = command === 0x8000_001c ? 12 : 24
    const bytes = Buffer.alloc(Math.ceil((start + content.length + 1) / 8) * 8)
    for (const [index, value] of [command, bytes.length, start].entries()) bytes.writeUInt32LE(value, 4 * index)
    bytes.write(content, start)
    return bytes
  })
}

function withHeader(commands: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(32)
  const size = commands.reduce((sum, { length }) => sum + length, 0)
  for (const [index, value] of [0xfeed_facf, 0x0100_000c, 0, 6, commands.length, size].entries()) header.writeUInt32LE(value, 4 * index)
  return Buffer.concat([header, ...commands])
}

/** A Mach-O library of load commands alone. */
export function dylib(...texts: readonly Command[]): Buffer {
  return withHeader(textCommands(texts))
}

/** A small Mach-O library for arm64 with one segment of two sections, and room for a signature behind its `size` bytes. */
export function smallMachO(texts: readonly Command[], size = 8192): Buffer {
  const segment = Buffer.alloc(72 + 2 * 80)
  segment.writeUInt32LE(0x19)
  segment.writeUInt32LE(segment.length, 4)
  segment.write('__TEXT', 8)
  for (const [at, value] of [
    [24, 0x1_0000_0000],
    [32, size],
    [48, size],
  ] as const)
    segment.writeBigUInt64LE(BigInt(value), at)
  for (const [at, value] of [
    [56, 5],
    [60, 5],
    [64, 2],
  ] as const)
    segment.writeUInt32LE(value, at)
  for (const [index, [name, offset, flags]] of (
    [
      ['__text', 2048, 0x8000_0400],
      ['__const', 4096, 0],
    ] as const
  ).entries()) {
    const at = 72 + 80 * index
    segment.write(name, at)
    segment.write('__TEXT', at + 16)
    segment.writeBigUInt64LE(BigInt(0x1_0000_0000 + offset), at + 32)
    segment.writeBigUInt64LE(2048n, at + 40)
    segment.writeUInt32LE(offset, at + 48)
    segment.writeUInt32LE(flags, at + 64)
  }
  const plain = (...words: readonly number[]): Buffer => Buffer.from(Uint32Array.from(words).buffer)
  const commands = [segment, plain(0x32, 24, 1, 0x000b_0000, 0x000c_0000, 0), ...textCommands(texts), plain(0x1d, 16, size, 0)]
  const head = withHeader(commands)
  return Buffer.concat([head, Buffer.alloc(size - head.length, 'code')])
}
