import { Defect } from '@slipway/kernel'
import type { ArchiveEntry } from './content.ts'

/** Headers and files are filled up to blocks of this size. */
export const blockSize = 512

const typeFlags = { file: '0', link: '2', folder: '5', pax: 'x' } as const
/** What eleven octal digits hold: 8 GiB less one byte. */
const largestOctal = 0o77777777777

type Fields = {
  readonly name: string
  readonly prefix: string
  readonly mode: number
  readonly size: number
  readonly mtime: number
  readonly type: (typeof typeFlags)[keyof typeof typeFlags]
  readonly target: string
}

/**
 * The header of one member: one block of the ustar format (POSIX pax, "ustar Interchange Format"), and before it a pax header ("pax Header
 * Block") where a name, a target or a size does not fit in. No field is left to a default: owner 0, no names of owners, one time.
 */
export function renderHeader(entry: ArchiveEntry, mtime: number): Uint8Array {
  const split = splitName(entry.path)
  const target = entry.kind === 'link' ? entry.target : ''
  const size = entry.kind === 'file' ? entry.size : 0
  const records = [
    ...(split === undefined ? [['path', entry.path] as const] : []),
    ...(target.length > 100 ? [['linkpath', target] as const] : []),
    ...(size > largestOctal ? [['size', String(size)] as const] : []),
  ]
  const { name, prefix } = split ?? { name: entry.path.slice(0, 100), prefix: '' }
  const fields: Fields = {
    name,
    prefix,
    mode: entry.mode,
    mtime,
    type: typeFlags[entry.kind],
    target: target.slice(0, 100),
    size: Math.min(size, largestOctal),
  }
  if (records.length === 0) return renderBlock(fields)
  const extended = new TextEncoder().encode(records.map(([key, value]) => renderRecord(key, value)).join(''))
  const about = { ...fields, name: `PaxHeaders/${name.replaceAll('/', '_').slice(-80)}`, prefix: '', mode: 0o644, type: typeFlags.pax, target: '' }
  const bytes = new Uint8Array(blockSize + paddedSize(extended.length) + blockSize)
  bytes.set(renderBlock({ ...about, size: extended.length }))
  bytes.set(extended, blockSize)
  bytes.set(renderBlock(fields), bytes.length - blockSize)
  return bytes
}

/** What ends an archive: two blocks of zeros. */
export const endOfArchive = new Uint8Array(2 * blockSize)

export function paddedSize(size: number): number {
  return Math.ceil(size / blockSize) * blockSize
}

/** ustar has 100 characters for the end of a path and 155 for its beginning, cut at a slash. Undefined where that is not enough. */
function splitName(path: string): { readonly name: string; readonly prefix: string } | undefined {
  if (path.length <= 100) return { name: path, prefix: '' }
  // The slash at the end of a folder's path belongs to its name.
  const cut = path.indexOf('/', path.length - 101)
  if (cut === -1 || cut === path.length - 1 || cut > 155) return undefined
  return { name: path.slice(cut + 1), prefix: path.slice(0, cut) }
}

/** `length key=value\n`, where the length counts itself. */
function renderRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = rest.length + 1
  while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length
  return `${length}${rest}`
}

/** What is the same in all headers: owner 0, no names of owners, no device. */
const template = Buffer.alloc(blockSize)
template.write('0000000', 108, 'latin1')
template.write('0000000', 116, 'latin1')
template.write('ustar\u000000', 257, 'latin1')
template.write('0000000', 329, 'latin1')
template.write('0000000', 337, 'latin1')
// The sum is taken with blanks in its own field.
template.fill(' ', 148, 156)

const templateSum = sumOf(template, 0, blockSize)

function sumOf(bytes: Uint8Array, from: number, length: number): number {
  let sum = 0
  for (let at = from; at < from + length; at += 1) sum += bytes[at] ?? 0
  return sum
}

function renderBlock({ name, prefix, mode, size, mtime, type, target }: Fields): Uint8Array {
  if (name.length > 100 || prefix.length > 155 || size > largestOctal) throw new Defect(`"${prefix}/${name}" does not fit into a header`)
  const block = Buffer.from(template)
  block.write(name, 0, 'latin1')
  block.write(octal(mode, 7), 100, 'latin1')
  block.write(`${octal(size, 11)}\u0000${octal(mtime, 11)}`, 124, 'latin1')
  block.write(type, 156, 'latin1')
  if (target !== '') block.write(target, 157, 'latin1')
  if (prefix !== '') block.write(prefix, 345, 'latin1')
  const sum =
    templateSum +
    sumOf(block, 0, name.length) +
    sumOf(block, 100, 7) +
    sumOf(block, 124, 23) +
    sumOf(block, 156, 1 + target.length) +
    sumOf(block, 345, prefix.length)
  block.write(`${octal(sum, 6)}\u0000 `, 148, 'latin1')
  return block
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}
