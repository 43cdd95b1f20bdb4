import type { Problem } from '@slipway/kernel'
import { type EmbedEntry, type EmbedScope, readEntries } from './embed-entries.ts'
import { type Candidate, scanForTables } from './embed-scan.ts'
import { Malformed } from './fields.ts'
import { readGoBuildInfo } from './go-build-info.ts'
import type { NativeImage } from './image.ts'
import { collectRelocated, type PointerForm, readPointerForm } from './pointers.ts'
import type { Range } from './ranges.ts'
import { type ByteReader, windowOf } from './reader.ts'

/** One `embed.FS` of a program. */
export type EmbedTable = {
  /** Where it stands in the file. */
  readonly offset: number
  readonly address: number
  /** Files and directories, in Go's order: by directory, then by name. */
  readonly entries: readonly EmbedEntry[]
}

export type EmbedListing = {
  readonly tables: readonly EmbedTable[]
  /** What looks like a table and is damaged, and what could not be looked at. The messages follow the binary's name. */
  readonly doubts: readonly Problem[]
}

/** All tables of one program together. A program with more files than this has its tables cut, and a doubt says so. */
const mostEntries = 1_000_000

const cure = 'Build or download the file again, and see that it was copied whole'

/**
 * Lists what a Go program embeds in variables of the type `embed.FS`: names, sizes, places and the hashes that Go stored, with or without
 * symbols, of any format, position-independent or not. An empty file has the size 0 here, whatever its name promises. Go's compiler lays
 * these tables out in `WriteEmbed` (cmd/compile/internal/staticdata/embed.go): a slice header that points just behind itself, then for
 * each file its name, its data and 16 bytes of a hash.
 *
 * Not listed: files that are embedded as a `string` or `[]byte` (the program keeps neither their names nor a mark of where they stand:
 * look for their contents with `findContents`), a variable that the linker dropped because nothing uses it, what an embedded program
 * embeds itself, and programs of TinyGo and gccgo, which lay it out otherwise. A table whose first entry was overwritten is not seen.
 *
 * Reads the read-only data once, without the ranges of the file in `except`: what is known to be the content of an asset holds no table of
 * this program.
 */
export function listEmbeds(reader: ByteReader, image: NativeImage, except: readonly Range[] = []): EmbedListing {
  try {
    const form = readPointerForm(reader, image)
    const { candidates, broken } = scanForTables(reader, image, form, except)
    const listing = readTables(reader, image, form, candidates)
    const tooMany: Problem = { code: 'E_BINARY_EMBED_LIMIT', message: 'holds more places that look like embed tables than any real program', cure }
    return broken ? { ...listing, doubts: [...listing.doubts, tooMany] } : listing
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return { tables: [], doubts: [{ code: 'E_BINARY_EMBED', message: `cannot be searched for embed tables: ${error.message}`, cure }] }
  }
}

/** Whether Go's linker made a program, by what it leaves in every one: its line table, or the build information. */
export function isGoProgram(reader: ByteReader, image: NativeImage): boolean {
  return image.sections.some(({ name }) => name.includes('gopclntab')) || readGoBuildInfo(reader, image) !== undefined
}

function readTables(reader: ByteReader, image: NativeImage, form: PointerForm, candidates: readonly Candidate[]): EmbedListing {
  const size = 4 * form.width + 16
  const ranges = candidates.map(({ address, count }) => ({ from: address, to: address + 3 * form.width + count * size }))
  const scope: EmbedScope = { reader, names: windowOf(reader, 8192), image, form, relocated: collectRelocated(reader, form, ranges, 3 * mostEntries) }
  const tables: EmbedTable[] = []
  const doubts: Problem[] = []
  let [left, end] = [mostEntries, 0]
  for (const { offset, address, count } of candidates) {
    // What stands within a table was read as part of it.
    if (offset < end) continue
    const { entries, fault } = readEntries(scope, { offset: offset + 3 * form.width, address: address + 3 * form.width, count: Math.min(count, left) })
    left -= entries.length
    if (fault === undefined && entries.length === count) {
      tables.push({ offset, address, entries })
      end = offset + 3 * form.width + count * size
    } else if (left <= 0) {
      doubts.push({ code: 'E_BINARY_EMBED_LIMIT', message: `embeds more than ${mostEntries} files, and not all are listed`, cure })
      break
    } else if (entries.length > 0) {
      const message = `has a damaged embed table at offset ${offset}: entry ${entries.length + 1} of ${count} ${fault ?? 'is missing'}`
      doubts.push({ code: 'E_BINARY_EMBED_TABLE', message, cure })
    }
    if (doubts.length >= 100) break
  }
  return { tables, doubts }
}
