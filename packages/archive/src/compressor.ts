import { createHash } from 'node:crypto'
import { deflate } from './deflate.ts'
import type { ArchiveFormat } from './formats.ts'
import { zstd } from './zstd.ts'

/**
 * What the compressors of Node.js's own builds make of the text below: zlib in 18 to 26, zstd 1.5.7 in 22 to 26. A Node.js that a
 * distribution linked with another zlib, or another version of zstd, makes other bytes, which unpack to the same content.
 */
const expected = {
  deflate: '4a9436b2308431b31e5ebd127eb6e7b829f5c5e51fd73039c2332b281d06f515',
  zstd: '6a392ccbee132b6acc4cca685c32526a353d3b389c910ebdb54847f34a18e78f',
}

const asked = new Map<keyof typeof expected, Promise<boolean>>()

/** Whether this Node.js compresses as all its own builds do, so that a package made elsewhere has the same bytes. */
export function isUsualCompressor(format: ArchiveFormat): Promise<boolean> {
  const method = format === 'tar.zst' ? 'zstd' : 'deflate'
  const answer = asked.get(method) ?? compare(method === 'zstd' ? zstd(sample()) : deflate(sample()), expected[method])
  asked.set(method, answer)
  return answer
}

/** Whether a stream has this sha256, in hexadecimal. */
export async function compare(chunks: AsyncIterable<Uint8Array>, sha256: string): Promise<boolean> {
  const hash = createHash('sha256')
  for await (const bytes of chunks) hash.update(bytes)
  return hash.digest('hex') === sha256
}

/** Somewhat more than one block, of lines that are alike but for numbers. */
async function* sample(): AsyncGenerator<Uint8Array> {
  let state = 1
  for (let line = 0; line < 36; line += 1) {
    const words = Array.from({ length: 6000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return (state >>> 12).toString(state % 3 === 0 ? 36 : 10)
    })
    yield new TextEncoder().encode(`${line}: ${words.join(' ')}\n`)
  }
}
