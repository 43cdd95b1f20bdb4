import { refuse } from '@slipway/kernel'
import { type Cursor, createCursor } from './cursor.ts'

/** A file with holes as GNU tar writes it into pax headers ("Storing Sparse Files", formats 0.1 and 1.0). */
export type Sparse = {
  readonly path: string
  /** Bytes of the file, holes included. */
  readonly size: number
  /** Where data lies, as offset and length in turn; undefined where it stands in front of the data (format 1.0). */
  readonly map: readonly number[] | undefined
}

/**
 * Reads the records of a sparse file; undefined for a plain one. Throws a Refusal (E_ARCHIVE_TAR) for format 0.0, whose records repeat.
 * @param name what the header calls the file; its records may say it better
 */
export function planSparse(pax: Readonly<Record<string, string>>, name: string): Sparse | undefined {
  const path = pax['GNU.sparse.name'] ?? name
  if (pax['GNU.sparse.major'] === '1') return { path, size: numberOf(pax['GNU.sparse.realsize'], path), map: undefined }
  const map = pax['GNU.sparse.map']
  if (map !== undefined)
    return { path, size: numberOf(pax['GNU.sparse.size'], path), map: map === '' ? [] : map.split(',').map((text) => numberOf(text, path)) }
  if (Object.keys(pax).some((key) => key.startsWith('GNU.sparse.'))) throw bad(path, 'is sparse in a format that is not read')
  return undefined
}

/** The file with its holes filled. `stored` are the `length` bytes that the archive holds of it. */
export async function* readSparse({ path, size, map: given }: Sparse, length: number, stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const cursor = createCursor(stored, () => bad(path, 'has a map of its holes that does not fit its data'))
  const { map, consumed } = given === undefined ? await readMap(cursor, path) : { map: given, consumed: 0 }
  let at = 0
  let data = 0
  for (let position = 0; position < map.length; position += 2) {
    const offset = map[position] ?? 0
    const count = map[position + 1] ?? Number.NaN
    if (!(offset >= at && offset + count <= size)) throw bad(path, 'has a map of its holes that contradicts itself')
    yield* zeros(offset - at)
    yield* cursor.take(count)
    at = offset + count
    data += count
  }
  if (data + consumed !== length) throw bad(path, 'has a map of its holes that does not fit its data')
  yield* zeros(size - at)
}

const block = 512
/** A map of this size names some 30,000 pieces of data. */
const longestMap = 2048 * block

/** Format 1.0: numbers in lines, the first tells how many pairs follow; filled up to whole blocks. */
async function readMap(cursor: Cursor, path: string): Promise<{ map: readonly number[]; consumed: number }> {
  let text = ''
  while (text.length < longestMap) {
    const bytes = await cursor.read(block)
    if (bytes.length === 0) break
    text += Buffer.from(bytes).toString('latin1')
    const lines = text.split('\n')
    const count = lines.length > 1 ? numberOf(lines[0], path) : Number.POSITIVE_INFINITY
    // The last of the lines may go on in the next block.
    if (lines.length > 2 * count + 1) return { map: lines.slice(1, 2 * count + 1).map((line) => numberOf(line, path)), consumed: text.length }
  }
  throw bad(path, 'has no whole map of its holes')
}

const filling = new Uint8Array(64 * 1024)

function* zeros(size: number): Generator<Uint8Array> {
  for (let left = size; left > 0; left -= filling.length) yield filling.subarray(0, Math.min(left, filling.length))
}

function numberOf(text: string | undefined, path: string): number {
  if (text !== undefined && /^[0-9]{1,15}$/.test(text)) return Number(text)
  throw bad(path, `has ${JSON.stringify(text)} where the map of its holes has a number`)
}

function bad(path: string, what: string): Error {
  const message = `the tar archive cannot be read: "${path}" ${what}`
  return refuse({ code: 'E_ARCHIVE_TAR', message, cure: 'Pack it again without --sparse' })
}
