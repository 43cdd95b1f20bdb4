import { refuse } from '@slipway/kernel'
import { type Content, sizeOf } from './content.ts'

/** Bytes of one read of a file: fits into a processor's cache. */
const chunk = 256 * 1024

/** The bytes of a content, as many as it promised. Throws a Refusal (E_ARCHIVE_CHANGED) otherwise. */
export async function* exactly(content: Content, path: string): AsyncGenerator<Uint8Array> {
  const size = sizeOf(content)
  let seen = 0
  for await (const bytes of chunksOf(content)) {
    seen += bytes.byteLength
    if (seen > size) throw changed(path, size, `at least ${seen}`)
    yield bytes
  }
  if (seen !== size) throw changed(path, size, String(seen))
}

function chunksOf(content: Content): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  if (content instanceof Uint8Array) return [content]
  return 'stream' in content ? content.stream() : readAll(content)
}

function* readAll({ open, size }: Extract<Content, { open: unknown }>): Generator<Uint8Array> {
  const file = open()
  try {
    for (let offset = 0; offset < file.size; ) {
      const bytes = Buffer.allocUnsafeSlow(Math.min(chunk, Math.max(size, file.size) - offset))
      const count = file.readInto(offset, bytes)
      if (count === 0) return
      offset += count
      yield bytes.subarray(0, count)
    }
  } finally {
    file.close()
  }
}

export function changed(path: string, expected: number, actual: string): Error {
  return refuse({
    code: 'E_ARCHIVE_CHANGED',
    message: `"${path}" had ${expected} bytes and yielded ${actual} while it was packed`,
    cure: 'Let nothing write to the files while they are packed',
  })
}
