import { gunzipSync } from 'node:zlib'

/** Entitlements, as a project keeps them. */
export const plist = (keys: Readonly<Record<string, boolean>>): string => {
  const pairs = Object.entries(keys).map(([key, value]) => `\t<key>${key}</key>\n\t<${value}/>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n<dict>\n${pairs.join('')}</dict>\n</plist>\n`
}

/** What the signature below was made with. */
export const entitled = { 'com.apple.security.hypervisor': true, 'com.apple.security.cs.disable-library-validation': true }

const unpack = (lines: readonly string[]): Buffer => gunzipSync(Buffer.from(lines.join(''), 'base64'))

/** A program for arm64 that does nothing, as rcodesign 0.29.0 makes them (`debug-create-macho`); and signed by it ad hoc, with entitlements. */
export const unsignedProgram = unpack([
  'H4sIAAAAAAACA+3SPQ6CMBjG8cLiwgH0Gp4AIkSJBox2MC6NUVcdZPAo3srVI7h4AQdj+TDyEYREB4f/L3kTaOiTpw3n++1hCWEIzdTT0XOJHzI9PSM9Sk2dobf0ZqGoMESzOOea5Ehv',
  'IVvst4uvr0pKRdtj9F5vzLOrWXlKrfe7Q/SzvPicpyTHdaSjBmEwl7U5ov4uq71a5LXu1XC+j702q2glSr2+u6/0/5r4wdhzfVnMMUu9zJqceL2b+86w0/39bD3tZGUDAAAAAAAAAAAA',
  'AAAAAAAAAAAAAAAAAP/oCXPVM5gCQAAA',
])
export const signedProgram = unpack([
  'H4sIAAAAAAACA+3bb0gTYRwH8LuZZDZi0IssFK6jJKLtZhRWTtva1rTGNtcJy6C1tlNPp5u3czqzP0RJ/+lNaS+KIKgXFZgFEVFJL/oHUUkSRAi9CIosKAhLQnvOm9S0nGEvevH9wMNu',
  'z37P93733LF392Tow7CWomiK0JCRRcZb5SBpPhmlZPj9HovDXmn3uqkJaCo9JeftaA5v9/FTWG9O/TrWkt8vCy3yz/m0eeaJWb/y+4ORhpj8z/KU6+wczbFZeIvf6nZt4v+YQ/15Lyf2',
  'NYW8KfeV5vom7SsUkAPUuL6mt1/q8+Usc22028r4cTnm1L50Ob/PUZ6PnF/qaLO6fnlyXu1JmxwUladkKcM8thAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAOD/MtSv7aGojEfk',
  'MDM5tYIafb1ao1PnNLnkcyap8akvVWfcJWvI7/QrSjODUmtpE/n0qXXKGrOO0SRfvE7LPHZACy0CVaOv7i7KsflyvxjXra56vfXN6vLeBeVP4qW7jh7tcHqep0u7vqPRslf3yZvw9tzY',
  '1/4435Holw40f77vOrSzt47LH57ufnUmmOOui8KcppYjmRvOdnldtXvu3F9wTv+1t/D8POu39nTr5578mP3eW76o+jbrHnGfOiFeybhaIXwX7jqeOisfOo5d3n2p2xe5966qZ8aLZ8/q',
  'NG5f5kjbtbbW/S9vHS49uOzCdH8vdGSNDDae7us486CpL9y7JFJvGhwoaC1aHFx6cclA4U1yb5W7rFWfjcZG5d6a1rbUh5m4IMXESEMxW2AwsozQEIyExIbqYraCX69fxa4tyTYttLmt',
  '/GaPnYmGxZjMeCrWOcusDKvnOEs0GhY4zsbbGI+zbBPPkAyOs7tYhq2R5egajmtubjYElCpDMFKvFMY4jxSJCpKccJIwPVlgCMkhlpxGTU9ph8yGxKBckj3LVCckSkhEMiwmBJskUU4Y',
  'ahIkKy7GIpKJU0pIpSw1CdwkS4IxQ0iMBbaHBX1Y3C4FpIQ+HgiLoYBMzjs+xcSpDZi40fZKyN5JZAtro9s0NN21xbhSa/zbU9D0iJHV5k16MaRmqH+2csey8F8GAAAAAAAAAAAAqX4A',
  'GpVC4BBYAAA=',
])

type Names = { readonly id?: string; readonly needed?: readonly string[]; readonly paths?: readonly string[] }

/** A Mach-O file for arm64 with some names in its load commands (Apple's mach-o/loader.h), and room for longer ones behind them. */
export function machO(kind: 'program' | 'library', { id, needed = [], paths = [] }: Names): Buffer {
  const version = [0, 0x1_0000, 0x1_0000]
  const commands = [
    textSegment(),
    segment('__LINKEDIT', { address: 0x4000, size: 0x4000, offset: 0x4000, fileSize: 16, protection: 1 }),
    // LC_BUILD_VERSION: macOS 12.0 and up, built with the SDK of 14.0.
    words(0x32, 24, 1, 12 << 16, 14 << 16, 0),
    words(2, 24, 0x4000, 0, 0x4000, 16),
    ...(id === undefined ? [] : [text(0xd, id, version)]),
    ...needed.map((path) => text(0xc, path, version)),
    ...paths.map((path) => text(0x8000_001c, path, [])),
  ]
  const body = Buffer.concat(commands)
  const file = Buffer.alloc(0x4010)
  words(0xfeed_facf, 0x0100_000c, 0, kind === 'program' ? 2 : 6, commands.length, body.length, 0x85, 0).copy(file)
  body.copy(file, 32)
  return file
}

/** A universal file (mach-o/fat.h) of parts for two architectures. */
export function fat(amd64: Buffer, arm64: Buffer): Buffer {
  const align = (size: number): number => Math.ceil(size / 0x4000) * 0x4000
  const [first, second] = [0x4000, 0x4000 + align(amd64.length)]
  const head = Buffer.alloc(48)
  const fields = [0xcafe_babe, 2, 0x0100_0007, 3, first, amd64.length, 14, 0x0100_000c, 0, second, arm64.length, 14]
  for (const [index, value] of fields.entries()) head.writeUInt32BE(value, 4 * index)
  const file = Buffer.alloc(second + arm64.length)
  head.copy(file)
  amd64.copy(file, first)
  arm64.copy(file, second)
  return file
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, 4 * index)
  return bytes
}

function text(command: number, value: string, ahead: readonly number[]): Buffer {
  const head = 4 * (3 + ahead.length)
  const bytes = Buffer.alloc(Math.ceil((head + value.length + 1) / 8) * 8)
  words(command, bytes.length, head, ...ahead).copy(bytes)
  bytes.write(value, head)
  return bytes
}

type Place = { readonly address: number; readonly size: number; readonly offset: number; readonly fileSize: number; readonly protection: number }

function segment(name: string, { address, size, offset, fileSize, protection }: Place): Buffer {
  const bytes = Buffer.alloc(72)
  words(0x19, 72).copy(bytes)
  bytes.write(name, 8)
  for (const [index, value] of [address, size, offset, fileSize].entries()) bytes.writeBigUInt64LE(BigInt(value), 24 + 8 * index)
  words(protection, protection, 0, 0).copy(bytes, 56)
  return bytes
}

/** Tools that write Mach-O files keep the length of a segment's contents only where a section is in it. */
function textSegment(): Buffer {
  const bytes = Buffer.alloc(152)
  segment('__TEXT', { address: 0, size: 0x4000, offset: 0, fileSize: 0x4000, protection: 5 }).copy(bytes)
  words(152).copy(bytes, 4)
  words(1).copy(bytes, 64)
  bytes.write('__text', 72)
  bytes.write('__TEXT', 88)
  bytes.writeBigUInt64LE(0x3000n, 104)
  bytes.writeBigUInt64LE(0x1000n, 112)
  words(0x3000, 2, 0, 0, 0x8000_0400).copy(bytes, 120)
  return bytes
}
