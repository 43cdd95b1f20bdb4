import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { changed, GoModule, imageOf } from './go-programs.support.ts'
import type { NativeFile } from './image.ts'
import { readNative } from './native.ts'
import { detectPacking, type Packing } from './packing.ts'
import { readerOf } from './reader.ts'

const platforms = ['linux/amd64', 'windows/amd64', 'darwin/arm64'] as const
const programs = new Map<string, Buffer>()
let project: GoModule

beforeAll(() => {
  project = new GoModule({
    // A program that knows UPX is not packed by it.
    'main.go': 'package main\n\nimport _ "embed"\n\n//go:embed random.bin\nvar asset string\n\nfunc main() { println("UPX! UPX0", asset[len(asset)-1]) }\n',
    'random.bin': randomBytes(300_000),
  })
  for (const platform of platforms) programs.set(platform, project.build(platform))
}, 300_000)

afterAll(() => project.remove())

function detect(bytes: Uint8Array): readonly Packing[] {
  const file = readNative(readerOf(bytes))
  if (!file.ok) throw new Error(file.error.message)
  return detectPacking(readerOf(bytes), file.value)
}

function program(platform: string): Buffer {
  return Buffer.from(programs.get(platform) ?? '')
}

/** The code of a program, overwritten. */
function overwritten(bytes: Buffer): Buffer {
  for (const { offset, size } of imageOf(bytes).sections.filter(({ executable }) => executable)) randomBytes(size).copy(bytes, offset)
  return bytes
}

test.each(platforms)('%s: an ordinary program that embeds random bytes is not packed', (platform) => {
  expect(detect(program(platform))).toEqual([])
})

test.each(platforms)('%s: code that looks like random bytes is likely packed', (platform) => {
  expect(detect(overwritten(program(platform)))).toMatchObject([
    { packer: 'unknown', certainty: 'likely', evidence: [expect.stringMatching(/^6[0-9] of 6[0-9] samples of its code/)] },
  ])
})

describe('marks', () => {
  test("UPX's own, behind the headers and at the end", () => {
    const bytes = program('linux/amd64')
    // l_info: a checksum, the magic, a size, the version 13 and the format 22 (linux/amd64).
    const at = 64 + 56 * bytes.readUInt16LE(56)
    bytes.write('UPX!\x10\x08\x0d\x16', at + 4, 'latin1')
    const tail = Buffer.from('UPX!\x0d\x16\x02\x0a'.padEnd(36, '\0'), 'latin1')
    expect(detect(Buffer.concat([bytes, tail]))).toEqual([
      { packer: 'UPX', certainty: 'sure', evidence: [`UPX! behind the headers, at offset ${at + 4}`, `UPX! at the end, at offset ${bytes.length}`] },
    ])
    bytes.write('UPX! or not', at + 4)
    expect(detect(bytes)).toEqual([])
  })

  test.each([
    ['UPX0', 'UPX'],
    ['.MPRESS1', 'MPRESS'],
    ['.vmp0', 'VMProtect'],
    ['.aspack', 'ASPack'],
  ])('the section %s of a PE file', (name, packer) => {
    const bytes = program('windows/amd64')
    const at = bytes.indexOf('.text\0\0\0')
    bytes.write(name.padEnd(8, '\0'), at)
    expect(detect(bytes)).toEqual([{ packer, certainty: 'sure', evidence: [`the section ${name}`] }])
  })

  test('LC_ENCRYPTION_INFO_64: encrypted, and only made for it', () => {
    const bytes = program('darwin/arm64')
    const [commands, size] = [bytes.readUInt32LE(16), bytes.readUInt32LE(20)]
    for (const [index, value] of [0x2c, 24, 0x4000, 0x8000, 1, 0].entries()) bytes.writeUInt32LE(value, 32 + size + 4 * index)
    bytes.writeUInt32LE(commands + 1, 16)
    bytes.writeUInt32LE(size + 24, 20)
    expect(detect(bytes)).toEqual([{ packer: 'encryption', certainty: 'sure', evidence: ['32768 bytes encrypted with method 1, from offset 16384'] }])
    expect(detect(changed(bytes, 32 + size + 16, 0))).toEqual([])
  })

  test('a file without sections and without code says nothing', () => {
    const file: NativeFile = { format: 'elf', images: [{ ...imageOf(program('linux/amd64')), sections: [], segments: [] }] }
    expect(detectPacking(readerOf(program('linux/amd64')), file)).toEqual([])
  })
})
