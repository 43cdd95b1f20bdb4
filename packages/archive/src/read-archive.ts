import type { OpenFile } from './content.ts'
import { decompress } from './decompress.ts'
import { tooMuch } from './limits.ts'
import { readTar, type TarLimits } from './read-tar.ts'
import { readZip } from './read-zip.ts'
import { planUnpack, type UnpackRules, type UnpackStep } from './unpack.ts'

/**
 * Reads an archive that somebody else made, whichever of the formats it is (told by its first bytes), and decides what may be written: see
 * `planUnpack`. The limits hold for what comes out, and also for what a compressed tar file holds beside its members.
 */
export function unpackArchive(file: OpenFile, limits: TarLimits & UnpackRules = {}): AsyncGenerator<UnpackStep> {
  return planUnpack(isZip(file) ? readZip(file, limits) : readTar(limited(decompress(chunksOf(file)), limits), limits), limits)
}

/** A local header, or the end of an empty zip file. */
function isZip(file: OpenFile): boolean {
  const head = new Uint8Array(4)
  file.readInto(0, head)
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
}

async function* chunksOf(file: OpenFile): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < file.size; ) {
    const bytes = Buffer.allocUnsafeSlow(Math.min(256 * 1024, file.size - offset))
    const count = file.readInto(offset, bytes)
    if (count === 0) return
    offset += count
    yield bytes.subarray(0, count)
  }
}

/** Headers and fillings of the members, and what stands behind the last one. */
async function* limited(chunks: AsyncIterable<Uint8Array>, { entries = 1_000_000, bytes = 64 * 2 ** 30 }: TarLimits): AsyncGenerator<Uint8Array> {
  const most = bytes + 2048 * (entries + 10) + 16 * 2 ** 20
  let seen = 0
  for await (const chunk of chunks) {
    seen += chunk.length
    if (seen > most) throw tooMuch(`more than ${bytes} bytes`)
    yield chunk
  }
}
